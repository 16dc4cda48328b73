#include "render/facts.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/json.h"

namespace liuhen::render {
namespace {

constexpr std::int64_t kDurationMaxMs = std::int64_t{30} * 24 * 3600 * 1000;

MediaKind kind_of(std::string_view name) {
  if (name == "video") return MediaKind::video;
  if (name == "audio") return MediaKind::audio;
  if (name == "image") return MediaKind::image;
  if (name == "pdf") return MediaKind::pdf;
  return MediaKind::other;
}

bool is_audio(const boost::json::value& stream) {
  return stream.is_object() && base::find_text(stream.get_object(), "kind") == "audio";
}

}  // namespace

MediaFacts media_facts_of(std::string_view facts_json) {
  MediaFacts facts;
  const auto parsed = base::parse_json(facts_json, {.size_bytes_max = 16U << 20});
  if (!parsed || !parsed->is_object()) return facts;
  const auto& object = parsed->get_object();
  facts.kind = kind_of(base::find_text(object, "kind").value_or(""));
  facts.duration_ms = base::find_integer(object, "duration_ms");
  if (facts.duration_ms && (*facts.duration_ms < 1 || *facts.duration_ms > kDurationMaxMs)) {
    facts.duration_ms.reset();
  }
  facts.playable_in_browser = base::find_bool(object, "playable_in_browser");
  if (const auto* streams = base::find_array(object, "streams")) {
    facts.has_audio = std::ranges::any_of(*streams, is_audio);
  }
  return facts;
}

}  // namespace liuhen::render
