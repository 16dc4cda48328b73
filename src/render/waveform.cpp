#include <algorithm>
#include <boost/json.hpp>
#include <cstdlib>

#include "render/job.h"

namespace liuhen::render {
namespace {

constexpr std::int64_t kSamplesPerMs = 8;
constexpr std::int64_t kPeaksMax = 2000;
constexpr std::int64_t kIntervalMinMs = 20;

// Takes signed 16-bit little-endian samples in pieces of any size; keeps one peak per interval.
class Peaks {
 public:
  explicit Peaks(std::int64_t interval_ms) : per_peak_(interval_ms * kSamplesPerMs) {}

  void take(std::string_view piece) {
    for (const char letter : piece) {
      const auto byte = static_cast<std::uint8_t>(letter);
      if (low_) {
        add(static_cast<std::int16_t>(*low_ | byte << 8));
        low_.reset();
      } else {
        low_ = byte;
      }
    }
  }

  boost::json::array finish() {
    if (in_peak_ > 0) close_peak();
    return std::move(peaks_);
  }

 private:
  void add(int sample) {
    highest_ = std::max(highest_, std::abs(sample));
    if (++in_peak_ == per_peak_) close_peak();
  }

  void close_peak() {
    // A file longer than its word: no more than twice the peaks promised.
    if (peaks_.size() < 2 * kPeaksMax) peaks_.push_back(highest_ * 100 / 32768);
    highest_ = 0;
    in_peak_ = 0;
  }

  std::int64_t per_peak_;
  std::int64_t in_peak_ = 0;
  int highest_ = 0;
  std::optional<std::uint8_t> low_;
  boost::json::array peaks_;
};

}  // namespace

Step make_waveform(const Job& job, const fs::path& target) {
  const bool may_sound = job.facts.kind == MediaKind::audio || job.facts.kind == MediaKind::video;
  if (!may_sound || !job.facts.has_audio.value_or(true)) {
    return {RenderEnd::not_applicable, "no sound in this file"};
  }
  const auto duration_ms = find_duration_ms(job);
  if (!duration_ms) return {RenderEnd::failed, "the duration is unknown"};
  const std::int64_t interval_ms =
      std::max(kIntervalMinMs, (*duration_ms + kPeaksMax - 1) / kPeaksMax);
  Peaks peaks(interval_ms);
  Words words = input_words(job);
  append(words, {"-map", "0:a:0", "-vn", "-af", std::string(kSoundInTime), "-ac", "1", "-ar",
                 "8000", "-f", "s16le", "pipe:1"});
  const Step step = run_ffmpeg(job, words, Span::whole_pass, 0,
                               [&peaks](std::string_view piece) { peaks.take(piece); });
  if (!step.ok()) return step;
  const boost::json::object found{
      {"version", 1}, {"interval_ms", interval_ms}, {"peaks", peaks.finish()}};
  base::File file = base::File::create_new(target, 0644);
  file.write_all(base::as_bytes(boost::json::serialize(found)));
  return {};
}

}  // namespace liuhen::render
