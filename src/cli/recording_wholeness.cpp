#include "cli/recording_wholeness.h"

#include <boost/json.hpp>
#include <chrono>
#include <optional>
#include <thread>

#include "base/clock.h"
#include "base/json.h"
#include "base/random.h"

namespace liuhen::cli {
namespace {

constexpr std::int64_t kPatienceMs = 60'000;
constexpr std::chrono::milliseconds kPause(500);

Wholeness wholeness_of_cut(const boost::json::object& record) {
  const auto kind = base::find_text(record, "media_kind").value_or("");
  return kind == "pdf" || kind == "text" ? Wholeness::cut_document : Wholeness::cut_recording;
}

// nullopt: ask again.
std::optional<Wholeness> ask_once(ServerClient& client, const std::string& path) {
  const HttpAnswer answer = client.get(path);
  if (answer.status == 429) return std::nullopt;
  if (!answer.ok()) return Wholeness::not_known;
  const auto parsed = base::parse_json(answer.body, {.size_bytes_max = std::size_t{16} << 20});
  const auto* record = parsed ? parsed->if_object() : nullptr;
  return record == nullptr ? Wholeness::not_known : wholeness_of(*record);
}

}  // namespace

std::optional<Wholeness> wholeness_of(const boost::json::object& record) {
  const auto cut = base::find_bool(record, "is_cut");
  // A recorder that gave an empty file may still hold the recording.
  if (base::find_integer(record, "size_bytes").value_or(0) == 0) return Wholeness::not_known;
  if (cut.value_or(false)) return wholeness_of_cut(record);
  const auto probed = base::find_text(record, "probe_state").value_or("");
  if (probed == "waiting") return std::nullopt;
  const auto* facts = base::find_object(record, "facts");
  if (!cut || probed != "answered" || facts == nullptr) return Wholeness::not_known;
  const auto readable = base::find_bool(*facts, "readable");
  if (!readable) return Wholeness::not_known;
  return *readable ? Wholeness::nothing_against : Wholeness::unreadable;
}

Wholeness ask_wholeness(ServerClient& client, const std::string& record_id) {
  // From the server, and part of an address.
  if (!base::is_uuid(record_id)) return Wholeness::not_known;
  const std::string path = "/api/records/" + record_id;
  const std::int64_t until = base::monotonic_ms() + kPatienceMs;
  while (base::monotonic_ms() < until) {
    try {
      if (const auto known = ask_once(client, path)) return *known;
    } catch (const Unreachable&) {
      // The server may be away for a moment.
    }
    std::this_thread::sleep_for(kPause);
  }
  return Wholeness::not_known;
}

const char* advice_on(Wholeness wholeness) {
  switch (wholeness) {
    case Wholeness::nothing_against:
      return nullptr;
    case Wholeness::cut_recording:
      return "the bytes are safe, but the recording itself is cut: keep the recorder and its card, "
             "do not wipe them, and ask the custodian";
    case Wholeness::cut_document:
      return "the bytes are safe, but the file itself is cut: keep the original, export or scan it "
             "again and deposit that too";
    case Wholeness::unreadable:
      return "the bytes are safe, but the probe could not read the file: do not wipe the recorder; "
             "open the original there and look at it first";
    case Wholeness::not_known:
      break;
  }
  return "the bytes are kept and read back; whether the recording is whole is not known yet: keep "
         "the recorder until the record page says so";
}

}  // namespace liuhen::cli
