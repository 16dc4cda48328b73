// What is found out about one file, before it becomes JSON. Integers only: milliseconds, bytes,
// micro-degrees. Member names are those of docs/formats/probe.md.
#pragma once

#include <boost/json/fwd.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "probe/process/sandbox.h"

namespace liuhen::probe::process {

// Lists are cut here, so that the whole answer stays under kFactsBytesMax.
inline constexpr std::size_t kStreamsMax = 16;
inline constexpr std::size_t kGapsMax = 256;  // of all streams together
inline constexpr std::size_t kStepsBackMax = 64;
inline constexpr std::size_t kEditsMax = 64;
inline constexpr std::size_t kTimesMax = 16;
inline constexpr std::size_t kPlacesMax = 4;
inline constexpr std::size_t kNotesMax = 16;

struct Span {
  std::int64_t start_ms = 0;  // on the player's time line: 0 is where the file begins
  std::int64_t length_ms = 0;
};

struct Ratio {
  std::int64_t num = 0;
  std::int64_t den = 0;
};

// What the walk over a stream's packets found.
struct StreamWalk {
  std::int64_t packets = 0;
  std::int64_t key_frames = 0;
  std::int64_t corrupt_packets = 0;
  std::int64_t packets_without_time = 0;
  std::int64_t frame_interval_us = 0;
  std::int64_t length_ms = 0;
  std::int64_t gap_count = 0;
  std::int64_t gap_total_ms = 0;
  std::int64_t step_back_count = 0;
  std::vector<Span> gaps;
  std::vector<Span> steps_back;
};

struct StreamFacts {
  std::int64_t index = 0;
  std::string kind;
  std::string codec;
  std::string profile;
  std::string pixel_format;
  std::string language;
  std::int64_t width = 0;
  std::int64_t height = 0;
  std::int64_t sample_rate = 0;
  std::int64_t channels = 0;
  std::int64_t bit_rate = 0;
  std::int64_t rotation = 0;  // degrees clockwise that a player turns the picture
  std::optional<Ratio> frame_rate;
  std::optional<std::int64_t> start_ms;
  std::optional<StreamWalk> walk;
};

struct FoundTime {
  std::string value;   // RFC 3339 when the zone is known, local text otherwise
  std::string source;  // which tag of the file says so
  std::string zone;    // "utc", "offset", "local-unknown"
};

struct Place {
  std::int64_t latitude_udeg = 0;
  std::int64_t longitude_udeg = 0;
  std::string source;
};

struct Device {
  std::string make;
  std::string model;
  std::string serial;
  std::string software;
};

struct Edit {
  std::int64_t track = 0;
  Span span;
};

struct ImageFacts {
  std::int64_t width = 0;
  std::int64_t height = 0;
  std::int64_t rotation = 0;
  bool mirrored = false;
};

struct PdfFacts {
  std::optional<std::int64_t> pages;
  bool encrypted = false;
  bool locked = false;
  std::string version;
  std::string title;
  std::string author;
  std::string producer;
  std::string creator;
};

struct TextFacts {
  std::string encoding;
  std::string delimiter;
};

struct FileFacts {
  SandboxState sandbox;
  std::string kind = "unknown";
  std::string container = "unknown";
  std::string mime = "application/octet-stream";
  std::string brand;
  std::uint64_t size_bytes = 0;
  bool readable = true;
  std::string unreadable_reason;
  std::string truncated_reason;  // empty: not known to be cut
  std::optional<std::int64_t> duration_ms;
  bool duration_estimated = false;
  std::int64_t bit_rate = 0;
  std::vector<StreamFacts> streams;
  std::int64_t streams_cut = 0;
  bool no_timestamps = false;
  std::optional<std::int64_t> audio_video_difference_ms;
  std::vector<Edit> empty_edits;
  std::int64_t empty_edits_cut = 0;
  std::vector<FoundTime> times;
  Device device;
  std::vector<Place> places;
  std::optional<ImageFacts> image;
  std::optional<PdfFacts> pdf;
  std::optional<TextFacts> text;
  std::string walk_method;  // empty: nothing to walk
  std::int64_t walk_packets = 0;
  bool walk_complete = true;
  bool playable_in_browser = false;
  std::string reason;
  std::vector<std::string> notes;

  void mark_unreadable(std::string why) {
    readable = false;
    if (unreadable_reason.empty()) unreadable_reason = std::move(why);
  }
  void mark_truncated(std::string why) {
    if (truncated_reason.empty()) truncated_reason = std::move(why);
  }
  void add_note(std::string note) {
    if (notes.size() < kNotesMax) notes.push_back(std::move(note));
  }
};

std::string json_text_of(const FileFacts& facts);

// Text of a file as it may stand in the answer: valid UTF-8 without control characters, at most
// `bytes_max` bytes; each broken or control byte becomes a space; ends are trimmed.
std::string clean_text(std::string_view untrusted, std::size_t bytes_max = 256);

}  // namespace liuhen::probe::process
