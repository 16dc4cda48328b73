#include "catalog/projectors/probe_facts.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "base/json.h"
#include "model/entry.h"

namespace liuhen::catalog {
namespace {

namespace json = boost::json;

constexpr std::int64_t kDurationMaxMs = std::int64_t{100} * 366 * 86'400'000;

std::string media_kind_of(std::string_view kind) {
  constexpr std::array<std::string_view, 6> kSame{"video", "audio", "image",
                                                  "pdf",   "text",  "unknown"};
  if (std::find(kSame.begin(), kSame.end(), kind) != kSame.end()) return std::string(kind);
  return kind == "csv" ? "text" : "other";
}

std::optional<base::UtcTime> certain_time_of(const json::value& value) {
  const json::object* time = value.if_object();
  if (time == nullptr) return std::nullopt;
  const auto zone = base::find_text(*time, "zone");
  const auto text = base::find_text(*time, "value");
  if (!text || (zone != "utc" && zone != "offset")) return std::nullopt;
  return base::time_of_rfc3339(*text);
}

std::optional<base::UtcTime> recorded_from_of(const json::object& facts) {
  const json::array* times = base::find_array(facts, "times");
  if (times == nullptr) return std::nullopt;
  for (const json::value& value : *times) {
    if (const auto time = certain_time_of(value)) return time;
  }
  return std::nullopt;
}

}  // namespace

ProbeFacts probe_facts_of(std::string_view facts_json) {
  ProbeFacts out;
  const auto parsed = base::parse_json(facts_json, {.size_bytes_max = model::kEntryBytesMax});
  if (!parsed || !parsed->is_object()) return out;
  const json::object& facts = parsed->get_object();
  if (const auto kind = base::find_text(facts, "kind")) out.media_kind = media_kind_of(*kind);
  out.duration_ms = base::find_integer(facts, "duration_ms");
  if (out.duration_ms && (*out.duration_ms < 0 || *out.duration_ms > kDurationMaxMs)) {
    out.duration_ms.reset();
  }
  out.recorded_from = recorded_from_of(facts);
  if (out.recorded_from && out.duration_ms) {
    out.recorded_to = out.recorded_from->plus_ms(*out.duration_ms);
  }
  out.playable_in_browser = base::find_bool(facts, "playable_in_browser").value_or(false);
  return out;
}

}  // namespace liuhen::catalog
