#include "probe/process/gap_tracker.h"

extern "C" {
#include <libavutil/mathematics.h>
}

#include <algorithm>

namespace liuhen::probe::process {
namespace {

constexpr std::size_t kStepsForInterval = 257;
// Hostile timestamps are refused beyond this, so that no difference overflows.
constexpr std::int64_t kTicksMax = std::int64_t{1} << 60;

}  // namespace

void GapTracker::add(std::int64_t timestamp, std::int64_t duration) {
  if (timestamp > kTicksMax || timestamp < -kTicksMax) {
    ++found_.packets_without_time;
    return;
  }
  const Step step{timestamp, std::clamp<std::int64_t>(duration, 0, kTicksMax)};
  if (settled_) {
    follow(step);
    return;
  }
  waiting_.push_back(step);
  if (waiting_.size() == kStepsForInterval) settle_interval();
}

void GapTracker::settle_interval() {
  std::vector<std::int64_t> steps;
  for (std::size_t i = 1; i < waiting_.size(); ++i) {
    const std::int64_t delta = waiting_[i].timestamp - waiting_[i - 1].timestamp;
    if (delta > 0) steps.push_back(delta);
  }
  if (!steps.empty()) {
    const auto middle = steps.begin() + static_cast<std::ptrdiff_t>((steps.size() - 1) / 2);
    std::nth_element(steps.begin(), middle, steps.end());
    interval_ = *middle;
  } else if (!waiting_.empty()) {
    interval_ = waiting_.front().duration;
  }
  settled_ = true;
  for (const Step& step : waiting_) follow(step);
  waiting_.clear();
  waiting_.shrink_to_fit();
}

void GapTracker::follow(const Step& step) {
  if (!started_) {
    started_ = true;
    first_ = segment_start_ = step.timestamp;
  } else {
    const std::int64_t delta = step.timestamp - last_;
    const std::int64_t usual =
        settings_.steps_vary && last_duration_ > 0 ? last_duration_ : interval_;
    if (delta < 0) {
      ++found_.step_back_count;
      if (found_.steps_back.size() < settings_.spans_max) {
        found_.steps_back.push_back({ms_of(last_ - first_) + settings_.start_ms, ms_of(-delta)});
      }
      covered_ = std::min(covered_ + last_ - segment_start_ + usual, 2 * kTicksMax);
      segment_start_ = step.timestamp;
    } else if (usual > 0) {
      note_gap(delta, usual);
    }
  }
  last_ = step.timestamp;
  last_duration_ = step.duration;
}

void GapTracker::note_gap(std::int64_t delta, std::int64_t usual) {
  const std::int64_t permitted = av_rescale(usual, settings_.gap_permille, 1000);
  if (delta <= permitted) return;
  const std::int64_t length_ms = ms_of(delta - usual);
  ++found_.gap_count;
  found_.gap_total_ms += std::min(length_ms, (std::int64_t{1} << 53) - found_.gap_total_ms);
  if (found_.gaps.size() < settings_.spans_max) {
    found_.gaps.push_back({ms_of(last_ + usual - first_) + settings_.start_ms, length_ms});
  }
}

void GapTracker::finish(StreamWalk& walk) {
  if (!settled_) settle_interval();
  if (started_) {
    const std::int64_t tail =
        settings_.steps_vary && last_duration_ > 0 ? last_duration_ : interval_;
    found_.length_ms = ms_of(covered_ + last_ - segment_start_ + tail);
  }
  if (!settings_.steps_vary) {
    walk.frame_interval_us =
        av_rescale(interval_, settings_.time_base.num * 1'000'000, settings_.time_base.den);
  }
  walk.length_ms = found_.length_ms;
  walk.packets_without_time += found_.packets_without_time;
  walk.gap_count = found_.gap_count;
  walk.gap_total_ms = found_.gap_total_ms;
  walk.gaps = std::move(found_.gaps);
  walk.step_back_count = found_.step_back_count;
  walk.steps_back = std::move(found_.steps_back);
}

std::int64_t GapTracker::ms_of(std::int64_t ticks) const {
  const std::int64_t ms =
      av_rescale_rnd(ticks, settings_.time_base.num * 1000, settings_.time_base.den,
                     static_cast<AVRounding>(AV_ROUND_NEAR_INF | AV_ROUND_PASS_MINMAX));
  constexpr std::int64_t kMsMax = std::int64_t{1} << 52;
  return std::clamp(ms, -kMsMax, kMsMax);
}

}  // namespace liuhen::probe::process
