// What render needs to know of a record, read from the probe's facts. Every member may be missing;
// strange values count as missing, for the facts come from a file that someone else made.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace liuhen::render {

enum class MediaKind { video, audio, image, pdf, other };

struct MediaFacts {
  MediaKind kind = MediaKind::other;
  std::optional<std::int64_t> duration_ms;  // 1 ms … 30 days
  std::optional<bool> playable_in_browser;
  std::optional<bool> has_audio;
};

MediaFacts media_facts_of(std::string_view facts_json);

}  // namespace liuhen::render
