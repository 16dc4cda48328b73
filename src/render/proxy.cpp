#include "render/job.h"

namespace liuhen::render {
namespace {

// Interlaced frames made whole one for one; true pixel shape; the shorter side at most 720.
constexpr std::string_view kPicture =
    "yadif=mode=send_frame:deint=interlaced,scale=w='max(2,trunc(iw*sar/2)*2)':h=ih,"
    "scale=w='min(iw,if(gte(iw,ih),1280,720))':h='min(ih,if(gte(iw,ih),720,1280))'"
    ":force_original_aspect_ratio=decrease:force_divisible_by=2,setsar=1,format=yuv420p";

// Every frame keeps its time stamp to 1/90000 s (the encoder's own time base would round it to the
// nominal frame rate), so a break stays as long as it was. Sound gets silence there instead: not
// every browser keeps sound and picture together over a hole in the sound.
Words video_words() {
  return {"-map",
          "0:v:0",
          "-vf",
          std::string(kPicture),
          "-fps_mode",
          "vfr",
          "-enc_time_base",
          "1:90000",
          "-c:v",
          "libx264",
          "-preset",
          "veryfast",
          "-crf",
          "24",
          "-profile:v",
          "high",
          "-force_key_frames",
          "expr:gte(t,n_forced*2)"};
}

}  // namespace

Step make_proxy(const Job& job, const fs::path& target) {
  const bool is_video = job.facts.kind == MediaKind::video;
  if (!is_video && job.facts.kind != MediaKind::audio) {
    return {RenderEnd::not_applicable, "neither video nor sound"};
  }
  if (job.facts.playable_in_browser.value_or(true)) {
    return {RenderEnd::not_applicable, "browsers can play the original"};
  }
  Words words = input_words(job);
  append(words, is_video ? video_words() : Words{"-vn"});
  append(words, {"-map", is_video ? "0:a:0?" : "0:a:0", "-af", std::string(kSoundInTime), "-c:a",
                 "aac", "-b:a", "96k", "-ac", "2"});
  append(words, {"-movflags", "+faststart", "-f", "mp4", "file:" + target.string()});
  return run_ffmpeg_with_progress(job, words, job.limits.proxy_bytes);
}

}  // namespace liuhen::render
