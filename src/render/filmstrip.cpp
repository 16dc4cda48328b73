#include <algorithm>
#include <boost/json.hpp>

#include "render/job.h"

namespace liuhen::render {
namespace {

constexpr std::int64_t kThumbnailsMax = 60;
constexpr std::int64_t kColumns = 10;
constexpr std::int64_t kIntervalMinMs = 500;
// From this interval on only key frames are decoded: a long recording is then read, not decoded.
constexpr std::int64_t kKeyFramesFromMs = 10'000;

struct Plan {
  std::int64_t interval_ms = 0;
  std::int64_t count = 0;
  std::int64_t rows = 0;
};

Plan plan_for(std::int64_t duration_ms) {
  Plan plan;
  plan.interval_ms = std::max(kIntervalMinMs, (duration_ms + kThumbnailsMax - 1) / kThumbnailsMax);
  plan.count = std::clamp<std::int64_t>((duration_ms + plan.interval_ms - 1) / plan.interval_ms, 1,
                                        kThumbnailsMax);
  plan.rows = (plan.count + kColumns - 1) / kColumns;
  return plan;
}

// Thumbnail n shows the last frame at or before n × interval, also across a break.
std::string filters_for(const Plan& plan) {
  return "fps=fps=1000/" + std::to_string(plan.interval_ms) +
         ":start_time=0:round=up,scale=w='max(2,trunc(iw*sar/2)*2)':h=ih,"
         "scale=w=160:h=90:force_original_aspect_ratio=decrease,setsar=1,"
         "pad=w=160:h=90:x=(ow-iw)/2:y=(oh-ih)/2:color=black,"
         "trim=end_frame=" +
         std::to_string(plan.count) + ",tile=layout=" + std::to_string(kColumns) + "x" +
         std::to_string(plan.rows);
}

std::string index_of(const Plan& plan) {
  return boost::json::serialize(boost::json::object{{"version", 1},
                                                    {"interval_ms", plan.interval_ms},
                                                    {"count", plan.count},
                                                    {"columns", kColumns},
                                                    {"rows", plan.rows},
                                                    {"width", 160},
                                                    {"height", 90}});
}

}  // namespace

Step make_filmstrip(const Job& job, const fs::path& picture, const fs::path& index) {
  if (job.facts.kind != MediaKind::video) return {RenderEnd::not_applicable, "not a video"};
  const auto duration_ms = find_duration_ms(job);
  if (!duration_ms) return {RenderEnd::failed, "the duration is unknown"};
  const Plan plan = plan_for(*duration_ms);
  Words decode;
  if (plan.interval_ms >= kKeyFramesFromMs) decode = {"-skip_frame", "nokey"};
  Words words = input_words(job, decode);
  append(words, {"-map", "0:v:0", "-an", "-vf", filters_for(plan), "-frames:v", "1", "-c:v",
                 "mjpeg", "-q:v", "5", "-pix_fmt", "yuvj420p", "-f", "image2", "-update", "1",
                 "file:" + picture.string()});
  const Step step = run_ffmpeg_with_progress(job, words, job.limits.picture_bytes);
  if (!step.ok()) return step;
  std::error_code error;
  if (!fs::exists(picture, error)) return {RenderEnd::failed, "no picture could be decoded"};
  base::File file = base::File::create_new(index, 0644);
  file.write_all(base::as_bytes(index_of(plan)));
  return {};
}

}  // namespace liuhen::render
