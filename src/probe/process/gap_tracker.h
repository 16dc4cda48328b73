// Follows the timestamps of one stream, in order of decoding, and finds jumps: forward beyond the
// permitted part of a frame interval (a gap), and backward (the clock or the recording was cut).
// The frame interval is the median of the first 256 steps, not the header's claim, because a break
// inside a recording spoils the header's average. Constant memory: lists are cut, counts are not.
#pragma once

#include <cstdint>
#include <vector>

#include "probe/process/file_facts.h"

namespace liuhen::probe::process {

class GapTracker {
 public:
  struct Settings {
    Ratio time_base;            // seconds of one tick
    int gap_permille = 1500;    // of a frame interval
    bool steps_vary = false;    // packets of changing length (PCM): each brings its duration
    std::int64_t start_ms = 0;  // place of the first packet on the player's time line
    std::size_t spans_max = kGapsMax;
  };

  explicit GapTracker(const Settings& settings) : settings_(settings) {}

  // Ticks; `duration` 0 when unknown.
  void add(std::int64_t timestamp, std::int64_t duration);
  // Fills in gaps, steps back, length and interval of `walk`.
  void finish(StreamWalk& walk);

 private:
  struct Step {
    std::int64_t timestamp;
    std::int64_t duration;
  };

  void settle_interval();
  void follow(const Step& step);
  void note_gap(std::int64_t delta, std::int64_t usual);
  std::int64_t ms_of(std::int64_t ticks) const;

  Settings settings_;
  std::vector<Step> waiting_;  // until the interval is settled
  bool settled_ = false;
  std::int64_t interval_ = 0;
  bool started_ = false;
  std::int64_t first_ = 0;
  std::int64_t last_ = 0;
  std::int64_t last_duration_ = 0;
  std::int64_t segment_start_ = 0;
  std::int64_t covered_ = 0;  // ticks of finished segments
  StreamWalk found_;
};

}  // namespace liuhen::probe::process
