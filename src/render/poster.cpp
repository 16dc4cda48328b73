#include "render/job.h"

namespace liuhen::render {
namespace {

// 640 wide, however tall within reason; true pixel shape; even sides for 4:2:0.
constexpr std::string_view kPosterScale =
    "scale=w='max(2,trunc(iw*sar/2)*2)':h=ih,"
    "scale=w=640:h=1920:force_original_aspect_ratio=decrease:force_divisible_by=2,setsar=1";

Words one_picture(const fs::path& target) {
  return {"-an",      "-frames:v", "1",  "-c:v",   "mjpeg",   "-q:v", "4",
          "-pix_fmt", "yuvj420p",  "-f", "image2", "-update", "1",    "file:" + target.string()};
}

bool is_written(const fs::path& target) {
  std::error_code error;
  return fs::file_size(target, error) > 0 && !error;
}

Step picture_at(const Job& job, const fs::path& target, std::int64_t at_ms) {
  Words seek;
  if (at_ms > 0) seek = {"-ss", std::to_string(at_ms) + "ms"};
  Words words = input_words(job, seek);
  append(words, {"-map", "0:v:0", "-vf", std::string(kPosterScale)});
  append(words, one_picture(target));
  const Step step = run_ffmpeg(job, words, Span::glance, job.limits.picture_bytes);
  if (step.ok() && !is_written(target)) return {RenderEnd::failed, "no picture could be decoded"};
  return step;
}

Step video_poster(const Job& job, const fs::path& target) {
  const std::int64_t at_ms = find_duration_ms(job).value_or(0) / 10;
  const Step step = picture_at(job, target, at_ms);
  // A wrong duration or a damaged middle: the beginning will do.
  if (step.end == RenderEnd::failed && at_ms > 0) return picture_at(job, target, 0);
  return step;
}

Step audio_poster(const Job& job, const fs::path& target) {
  Words words = input_words(job);
  append(words, {"-filter_complex",
                 "[0:a:0]aformat=channel_layouts=mono," + std::string(kSoundInTime) +
                     ",showwavespic=s=640x180:colors=#2f6fb3:scale=sqrt[wave];"
                     "color=c=#f3f5f8:s=640x180,drawbox=y=89:h=2:w=iw:color=#c5d0dc:t=fill[paper];"
                     "[paper][wave]overlay=shortest=1[out]",
                 "-map", "[out]"});
  append(words, one_picture(target));
  const Step step = run_ffmpeg(job, words, Span::whole_pass, job.limits.picture_bytes);
  if (step.ok() && !is_written(target)) return {RenderEnd::failed, "no sound could be decoded"};
  return step;
}

Step pdf_poster(const Job& job, const fs::path& target) {
  fs::path root = target;
  root.replace_extension();  // pdftoppm adds ".jpg"
  return run_pdftoppm(job,
                      {"-q", "-jpeg", "-jpegopt", "quality=80", "-f", "1", "-l", "1", "-singlefile",
                       "-scale-to-x", "640", "-scale-to-y", "-1", "/dev/fd/3", root.string()});
}

}  // namespace

Step make_poster(const Job& job, const fs::path& target) {
  switch (job.facts.kind) {
    case MediaKind::video:
      return video_poster(job, target);
    case MediaKind::image:
      return picture_at(job, target, 0);
    case MediaKind::audio:
      return audio_poster(job, target);
    case MediaKind::pdf:
      return pdf_poster(job, target);
    case MediaKind::other:
      break;
  }
  return {RenderEnd::not_applicable, "no poster for this kind of file"};
}

}  // namespace liuhen::render
