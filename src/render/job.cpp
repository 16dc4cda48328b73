#include "render/job.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <memory>

#include "base/fault.h"

namespace liuhen::render {
namespace {

// Demuxers that read one file and no other. Among those left out on purpose: concat, hls, dash,
// sdp, image2 (patterns), svg_pipe, lavfi and every text format.
constexpr std::string_view kFormats =
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,mpegvideo,m4v,h264,hevc,dhav,flv,asf,"
    "mxf,dv,mjpeg,ivf,ogg,wav,w64,aiff,au,caf,mp3,aac,ac3,flac,amr,amrnb,amrwb,ape,wv,tta,rm,"
    "jpeg_pipe,png_pipe,bmp_pipe,gif_pipe,gif,webp_pipe,tiff_pipe,jpegls_pipe,j2k_pipe";
constexpr std::string_view kContent = "file:/dev/fd/3";
constexpr int kContentDescriptor = 3;
constexpr std::int64_t kPixelsMax = 120'000'000;

// What the tools need of the machine: programs, libraries, fonts. Nothing of the house but the
// content (as descriptor 3) and the folder of the record's copies.
base::Reach reach_of(const Job& job) {
  return {.readable = {"/usr", "/lib", "/lib64", "/etc", "/var/cache/fontconfig", "/dev/urandom"},
          .writable = {job.folder, "/dev/null"}};
}

base::ChildProgram program_of(const Job& job, const fs::path& tool, Words words) {
  return {.program = tool,
          .arguments = std::move(words),
          .descriptors = {{job.content.descriptor(), kContentDescriptor}},
          .reach = reach_of(job)};
}

base::ChildLimits limits_of(const Job& job, Span span, std::uint64_t file_bytes_max,
                            bool has_reader) {
  base::ChildLimits limits;
  limits.memory_bytes = job.limits.memory_bytes;
  limits.file_size_bytes = file_bytes_max;
  limits.wall_ms = job.limits.poster_wall_ms;
  if (span == Span::whole_pass) {
    // The duration is the file's own word.
    limits.wall_ms = std::min(job.limits.pass_wall_ms + 4 * job.facts.duration_ms.value_or(0),
                              job.limits.pass_wall_max_ms);
  }
  limits.cpu_s = static_cast<std::uint64_t>(limits.wall_ms / 1000 + 1) *
                 static_cast<std::uint64_t>(job.limits.threads + 1);
  if (has_reader) limits.stdout_bytes_max = std::uint64_t{4} << 30;  // taken as it comes
  limits.nice = job.limits.nice;
  return limits;
}

Step step_of(const base::ChildResult& result, const base::ChildLimits& limits,
             const fs::path& tool) {
  if (result.ok()) return {};
  if (result.end == base::ChildEnd::stopped) return {RenderEnd::stopped, {}};
  return {RenderEnd::failed, tool.filename().string() + ": " + describe(result, limits)};
}

Step run(const Job& job, const fs::path& tool, Words words, const base::ChildLimits& limits,
         const base::ChildReader& reader) {
  try {
    const auto program = program_of(job, tool, std::move(words));
    return step_of(run_child(program, limits, reader, job.stop), limits, tool);
  } catch (const base::Fault& fault) {  // the tool is not installed, or no process can be made
    return {RenderEnd::failed, fault.what()};
  }
}

// Calls back with rising per mille only.
class ProgressLines {
 public:
  ProgressLines(const RenderProgress& progress, std::int64_t duration_ms)
      : progress_(progress), duration_ms_(duration_ms) {}

  void take(std::string_view line) {
    constexpr std::string_view kKey = "out_time_us=";
    if (!line.starts_with(kKey)) return;
    line.remove_prefix(kKey.size());
    std::int64_t at_us = 0;
    if (std::from_chars(line.data(), line.data() + line.size(), at_us).ec != std::errc()) return;
    const std::int64_t now = std::clamp<std::int64_t>(at_us / duration_ms_, 0, 1000);
    if (now <= told_) return;
    told_ = now;
    progress_(static_cast<int>(now));
  }

 private:
  const RenderProgress& progress_;
  std::int64_t duration_ms_;
  std::int64_t told_ = 0;
};

}  // namespace

void append(Words& words, const Words& more) {
  words.insert(words.end(), more.begin(), more.end());
}

Words input_words(const Job& job, const Words& before_input) {
  const std::string threads = std::to_string(job.limits.threads);
  Words words = {"-nostdin", "-hide_banner",    "-v",    "error",
                 "-y",       "-filter_threads", threads, "-filter_complex_threads",
                 threads};
  append(words, {"-protocol_whitelist", "file", "-format_whitelist", std::string(kFormats),
                 "-max_pixels", std::to_string(kPixelsMax), "-threads", threads});
  append(words, before_input);
  append(words, {"-i", std::string(kContent), "-sn", "-dn", "-map_metadata", "-1", "-map_chapters",
                 "-1", "-threads", threads});
  return words;
}

Step run_ffmpeg(const Job& job, Words words, Span span, std::uint64_t file_bytes_max,
                const base::ChildReader& reader) {
  const auto limits = limits_of(job, span, file_bytes_max, static_cast<bool>(reader));
  return run(job, job.tools.ffmpeg, std::move(words), limits, reader);
}

Step run_ffmpeg_with_progress(const Job& job, Words words, std::uint64_t file_bytes_max) {
  if (!job.progress || !job.facts.duration_ms) {
    return run_ffmpeg(job, std::move(words), Span::whole_pass, file_bytes_max);
  }
  words.insert(words.begin(), {"-progress", "pipe:1", "-stats_period", "0.25"});
  auto lines = std::make_shared<ProgressLines>(job.progress, *job.facts.duration_ms);
  const auto reader = base::by_line([lines](std::string_view line) { lines->take(line); });
  return run_ffmpeg(job, std::move(words), Span::whole_pass, file_bytes_max, reader);
}

Step run_pdftoppm(const Job& job, const Words& words) {
  return run(job, job.tools.pdftoppm, words,
             limits_of(job, Span::glance, job.limits.picture_bytes, false), {});
}

std::optional<std::int64_t> find_duration_ms(const Job& job) {
  if (job.facts.duration_ms) return job.facts.duration_ms;
  const Words words = {"-v",
                       "error",
                       "-protocol_whitelist",
                       "file",
                       "-format_whitelist",
                       std::string(kFormats),
                       "-show_entries",
                       "format=duration",
                       "-of",
                       "csv=p=0",
                       std::string(kContent)};
  std::string said;
  const auto keep = [&said](std::string_view piece) {
    if (said.size() + piece.size() < 256) said.append(piece);
  };
  if (!run(job, job.tools.ffprobe, words, limits_of(job, Span::glance, 0, true), keep).ok()) {
    return std::nullopt;
  }
  double seconds = 0;
  if (std::from_chars(said.data(), said.data() + said.size(), seconds).ec != std::errc() ||
      !std::isfinite(seconds) || seconds <= 0 || seconds > 30.0 * 24 * 3600) {
    return std::nullopt;
  }
  return std::max<std::int64_t>(1, std::llround(seconds * 1000));
}

}  // namespace liuhen::render
