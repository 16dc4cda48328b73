#include "cli/cmd_deposit.h"

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <thread>

#include "base/clock.h"
#include "base/digest.h"
#include "base/io_buffer.h"
#include "base/json.h"
#include "cli/arguments.h"
#include "cli/credentials.h"
#include "cli/deposit_files.h"
#include "cli/deposit_target.h"
#include "cli/progress_line.h"
#include "cli/recording_wholeness.h"
#include "cli/server_client.h"
#include "flows/intake/receipt.h"

namespace liuhen::cli {
namespace json = boost::json;
namespace {

constexpr std::int64_t kReceiptPatienceMs = 3'600'000;

struct DepositOrder {
  DepositTarget target;
  std::string record_kind;
  base::fs::path receipts;
  std::int64_t patience_ms = 0;
  std::string vkey;
};

struct Source {
  base::fs::path path;
  base::File file;
  std::uint64_t size_bytes = 0;
  std::string sha256;
};

Source open_source(const base::fs::path& path) {
  Source source{path, base::File::open_read(path), 0, {}};
  source.size_bytes = source.file.size_bytes();
  ProgressLine line("hash  " + path.filename().string());
  line.start(source.size_bytes);
  base::Hasher hasher(base::DigestAlgorithm::sha256);
  std::uint64_t done_bytes = 0;
  base::read_through(source.file, [&](base::ByteView piece) {
    hasher.update(piece);
    line.show(done_bytes += piece.size());
  });
  source.sha256 = base::hex_of(hasher.finish256());
  return source;
}

std::string base64_text(const std::string& text) { return base::base64_of(base::as_bytes(text)); }

json::object object_of(const HttpAnswer& answer) {
  auto parsed = base::parse_json(answer.body, {.size_bytes_max = std::size_t{16} << 20});
  if (!parsed || !parsed->is_object()) {
    throw base::Fault("the server's answer is not what this program understands");
  }
  return std::move(parsed->get_object());
}

// An unfinished upload of exactly these bytes for the same act, begun by an earlier run.
std::string find_begun(ServerClient& client, const DepositOrder& order, const Source& source) {
  const HttpAnswer answer = client.get("/api/uploads");
  if (!answer.ok()) throw base::Fault(sentence_of(answer));
  const json::object page = object_of(answer);
  const json::array* uploads = base::find_array(page, "uploads");
  if (uploads == nullptr) return {};
  for (const json::value& value : *uploads) {
    const json::object* upload = value.if_object();
    if (upload == nullptr) continue;
    const bool same = base::find_text(*upload, "stated_sha256") == source.sha256 &&
                      base::find_text(*upload, "act_id") == order.target.act_id;
    if (same) return std::string(base::find_text(*upload, "id").value_or(""));
  }
  return {};
}

std::string create(ServerClient& client, const DepositOrder& order, const Source& source) {
  std::string metadata = "filename " + base64_text(source.path.filename().string()) + ",case_id " +
                         base64_text(order.target.case_id) + ",act_id " +
                         base64_text(order.target.act_id) + ",sha256 " + base64_text(source.sha256);
  if (!order.target.device_id.empty())
    metadata += ",device_id " + base64_text(order.target.device_id);
  if (!order.record_kind.empty()) metadata += ",record_kind " + base64_text(order.record_kind);
  const HttpAnswer answer = client.post("/api/uploads", "",
                                        {{"Tus-Resumable", "1.0.0"},
                                         {"Upload-Length", std::to_string(source.size_bytes)},
                                         {"Upload-Metadata", metadata}});
  if (!answer.ok()) throw base::Fault(sentence_of(answer));
  const auto location = answer.headers.find("location");
  if (location == answer.headers.end()) throw base::Fault("the server named no place to send to");
  return location->second.substr(location->second.find_last_of('/') + 1);
}

std::uint64_t offset_of(const HttpAnswer& status) {
  const auto header = status.headers.find("upload-offset");
  std::uint64_t offset = 0;
  if (header != status.headers.end()) {
    const char* end = header->second.data() + header->second.size();
    const auto parsed = std::from_chars(header->second.data(), end, offset);
    if (parsed.ec == std::errc() && parsed.ptr == end) return offset;
  }
  throw base::Fault("the server does not say how much it has; is it a Liuhen server?");
}

// Sends what is missing; 404 and 410 mean that the upload is no more (answered by false).
bool send_rest(ServerClient& client, const std::string& id, const Source& source) {
  const std::string path = "/api/uploads/" + id;
  const HttpAnswer status = client.head(path);
  if (status.status == 404 || status.status == 410) return false;
  if (!status.ok()) throw base::Fault(sentence_of(status));
  const std::uint64_t offset = offset_of(status);
  if (offset > source.size_bytes) throw base::Fault("the server has more bytes than the file");
  if (offset == source.size_bytes) return true;
  ProgressLine line("send  " + source.path.filename().string());
  line.start(source.size_bytes, offset);
  const HttpAnswer answer =
      client.patch(path, source.file, offset, [&](std::uint64_t reached) { line.show(reached); });
  // 409 and 423: the offset moved or another request still holds it. The caller asks again.
  if (answer.status == 409 || answer.status == 423) throw Unreachable(sentence_of(answer));
  if (!answer.ok()) throw base::Fault(sentence_of(answer));
  return true;
}

// The take-in reads the file back from disk: the wait is long for a large file, never endless.
json::object wait_for_receipt(ServerClient& client, const std::string& id) {
  const std::int64_t until = base::monotonic_ms() + kReceiptPatienceMs;
  for (;;) {
    if (base::monotonic_ms() > until) throw Unreachable("the receipt has not come within an hour");
    const HttpAnswer answer = client.get("/api/uploads/" + id);
    if (!answer.ok()) throw base::Fault(sentence_of(answer));
    const json::object upload = object_of(answer);
    const auto state = base::find_text(upload, "state").value_or("");
    if (state == "refused") {
      const json::object* problem = base::find_object(upload, "problem");
      throw base::Fault(problem == nullptr
                            ? "the server refused the file"
                            : std::string(base::find_text(*problem, "detail_en").value_or("")));
    }
    if (const json::object* receipt = base::find_object(upload, "receipt")) return *receipt;
    if (state == "receiving") throw Unreachable("the upload is not whole yet");
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
  }
}

json::object deposit_once(ServerClient& client, const DepositOrder& order, const Source& source,
                          std::string& upload_id) {
  if (upload_id.empty()) upload_id = find_begun(client, order, source);
  if (upload_id.empty()) upload_id = create(client, order, source);
  if (!send_rest(client, upload_id, source)) {
    upload_id.clear();
    throw Unreachable("the upload had expired; it begins anew");
  }
  return wait_for_receipt(client, upload_id);
}

json::object deposit(ServerClient& client, const DepositOrder& order, const Source& source) {
  std::string upload_id;
  const std::int64_t until = base::monotonic_ms() + order.patience_ms;
  for (std::int64_t wait_ms = 500;; wait_ms = std::min<std::int64_t>(wait_ms * 2, 15'000)) {
    try {
      return deposit_once(client, order, source, upload_id);
    } catch (const Unreachable& away) {
      if (base::monotonic_ms() > until) throw;
      std::fprintf(stderr, "%s; trying again in %.1f s\n", away.what(),
                   static_cast<double>(wait_ms) / 1000.0);
      std::this_thread::sleep_for(std::chrono::milliseconds(wait_ms));
    }
  }
}

// Throws unless the receipt is for these bytes and, with a key, holds.
void check_before_keeping(const DepositOrder& order, const Source& source,
                          const json::object& receipt, const std::string& text) {
  if (base::find_text(receipt, "sha256") != source.sha256) {
    throw base::Fault("the receipt is for other bytes; do not wipe the recorder");
  }
  if (order.vkey.empty()) return;
  const auto check = flows::check_receipt(text, order.vkey, std::nullopt, std::nullopt);
  for (const auto& step : check.steps) {
    if (!step.ok) {
      throw base::Fault("the receipt does not hold: " + step.sentence +
                        "; do not wipe the recorder");
    }
  }
}

base::fs::path keep_receipt(const DepositOrder& order, const Source& source,
                            const json::object& receipt) {
  const std::string text = json::serialize(receipt);
  check_before_keeping(order, source, receipt, text);
  const base::fs::path path =
      order.receipts / receipt_name(source.path.filename().string(), source.sha256);
  try {
    base::write_file_durably(path, text);
  } catch (const base::Fault& fault) {
    throw base::Fault(std::string("the file is deposited, but its receipt could not be kept: ") +
                      fault.what() + "; take it from the record page before wiping anything");
  }
  return path;
}

std::string verdict_on(const DepositOrder& order, const json::object& receipt,
                       Wholeness wholeness) {
  if (!base::find_bool(receipt, "safe_to_wipe").value_or(false)) return "NOT safe to wipe";
  const bool checked = !order.vkey.empty();
  if (advice_on(wholeness) != nullptr) {
    return checked ? "receipt checked, but KEEP the recorder" : "KEEP the recorder";
  }
  return checked ? "receipt checked: safe to wipe the recorder"
                 : "the server says: safe to wipe the recorder (receipt not checked; give --key to "
                   "check it)";
}

// The receipt is on disk before the recording is asked about.
void deposit_and_tell(ServerClient& client, const DepositOrder& order,
                      const base::fs::path& path_of_file) {
  const Source source = open_source(path_of_file);
  const json::object receipt = deposit(client, order, source);
  const base::fs::path path = keep_receipt(order, source, receipt);
  const std::string record_id(base::find_text(receipt, "record_id").value_or(""));
  const Wholeness wholeness = ask_wholeness(client, record_id);
  const bool again = base::find_bool(receipt, "again").value_or(false);
  std::printf("%s  %s  %s  %s\n", source.path.c_str(),
              again ? "was in the vault already, logged as a second deposit" : "deposited",
              verdict_on(order, receipt, wholeness).c_str(), path.c_str());
  std::fflush(stdout);
  if (const char* advice = advice_on(wholeness)) {
    std::fprintf(stderr, "%s: %s\n", source.path.c_str(), advice);
  }
}

DepositOrder order_of(const Arguments& arguments) {
  DepositOrder order;
  order.record_kind = arguments.get_or("kind", "");
  order.receipts = arguments.get_or("receipts", ".");
  order.patience_ms = arguments.integer_or("retry-minutes", 30, 0, 100'000) * 60'000;
  if (const auto key = arguments.find("key")) order.vkey = read_vkey(*key);
  return order;
}

}  // namespace

int cmd_deposit(const std::vector<std::string>& words) {
  const Arguments arguments(words,
                            {"case", "act", "device", "kind", "server", "user", "token-file",
                             "receipts", "retry-minutes", "key"},
                            {});
  if (arguments.words().empty()) throw UsageError("name at least one file or folder");
  const TargetWords target{arguments.get("case"), arguments.get("act"),
                           arguments.get_or("device", "")};
  DepositOrder order = order_of(arguments);
  check_receipts_folder(order.receipts);
  const DepositFiles files = files_of_words(arguments.words(), order.receipts);
  ServerClient client(arguments.get_or("server", "http://127.0.0.1:8086"));
  authenticate(client, arguments);
  order.target = find_deposit_target(client, target);

  int failures = 0;
  for (const base::fs::path& path : files.paths) {
    try {
      deposit_and_tell(client, order, path);
    } catch (const base::Fault& fault) {
      ++failures;
      std::fprintf(stderr, "%s: %s\n", path.c_str(), fault.what());
    }
  }
  for (const base::fs::path& path : files.left_out) {
    std::fprintf(stderr, "%s: a hidden file, NOT deposited; name it if it shall be\n",
                 path.c_str());
  }
  return failures == 0 ? 0 : 1;
}

}  // namespace liuhen::cli
