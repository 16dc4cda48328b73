#include "probe/process/playable.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace liuhen::probe::process {
namespace {

using Words = std::initializer_list<std::string_view>;

bool is_one_of(std::string_view word, Words words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Empty when the stream can be played in this container.
std::string obstacle_of(const StreamFacts& stream, Words video, Words audio) {
  if (stream.kind == "video") {
    if (!is_one_of(stream.codec, video)) return "video_codec:" + stream.codec;
    if (!is_one_of(stream.pixel_format, {"yuv420p", "yuvj420p"})) {
      return "pixel_format:" + (stream.pixel_format.empty() ? "unknown" : stream.pixel_format);
    }
  }
  if (stream.kind == "audio" && !is_one_of(stream.codec, audio)) {
    return "audio_codec:" + stream.codec;
  }
  return {};
}

std::string obstacle_of_streams(const FileFacts& facts, Words video, Words audio) {
  for (const StreamFacts& stream : facts.streams) {
    std::string obstacle = obstacle_of(stream, video, audio);
    if (!obstacle.empty()) return obstacle;
  }
  return {};
}

std::string obstacle_of_media(const FileFacts& facts) {
  const std::string& container = facts.container;
  if (container == "mp4") {
    return obstacle_of_streams(facts, {"h264"}, {"aac", "mp3", "opus", "flac"});
  }
  if (container == "webm") return obstacle_of_streams(facts, {"vp8", "vp9"}, {"opus", "vorbis"});
  if (facts.kind == "audio") {
    if (container == "wav") return obstacle_of_streams(facts, {}, {"pcm_s16le", "pcm_u8"});
    if (container == "mp3") return obstacle_of_streams(facts, {}, {"mp3"});
    if (container == "flac") return obstacle_of_streams(facts, {}, {"flac"});
    if (container == "ogg") return obstacle_of_streams(facts, {}, {"opus", "vorbis", "flac"});
  }
  return "container:" + container;
}

std::string obstacle_of_image(const FileFacts& facts) {
  constexpr std::int64_t kSideMax = 16384;  // beyond it Chromium shows nothing
  if (!is_one_of(facts.container, {"jpeg", "png", "gif", "webp"})) {
    return "image_format:" + facts.container;
  }
  if (facts.image && (facts.image->width > kSideMax || facts.image->height > kSideMax)) {
    return "dimensions:" + std::to_string(facts.image->width) + "x" +
           std::to_string(facts.image->height);
  }
  return {};
}

std::string obstacle_of(const FileFacts& facts) {
  if (!facts.readable) return "unreadable";
  if (facts.kind == "video" || facts.kind == "audio") return obstacle_of_media(facts);
  if (facts.kind == "image") return obstacle_of_image(facts);
  if (facts.kind == "pdf") return {};
  return "not_media";
}

}  // namespace

void judge_playability(FileFacts& facts) {
  const std::string obstacle = obstacle_of(facts);
  facts.playable_in_browser = obstacle.empty();
  facts.reason = obstacle.empty() ? "ok" : obstacle;
}

}  // namespace liuhen::probe::process
