// One rendering under way, and the steps that can be taken in it. Internal to the render room.
#pragma once

#include <string>
#include <vector>

#include "base/child.h"
#include "base/disk.h"
#include "render/facts.h"
#include "render/render.h"

namespace liuhen::render {

struct Job {
  const RenderTools& tools;
  const RenderLimits& limits;
  const base::File& content;  // the tools see it as descriptor 3
  MediaFacts facts;
  const RenderProgress& progress;
  const std::stop_token& stop;
  fs::path folder;  // the one place where the tools may write
};

struct Step {
  RenderEnd end = RenderEnd::made;
  std::string reason;
  bool ok() const { return end == RenderEnd::made; }
};

using Words = std::vector<std::string>;

// ffmpeg's arguments up to and with the input: only the one file, only known container formats (no
// playlists, no SVG, nothing that names other files), bounded picture size. `before_input` may hold
// a seek or decoder options.
Words input_words(const Job& job, const Words& before_input = {});
void append(Words& words, const Words& more);

enum class Span { glance, whole_pass };  // which time limits hold

// Runs ffmpeg; standard output goes to `reader`.
Step run_ffmpeg(const Job& job, Words words, Span span, std::uint64_t file_bytes_max,
                const base::ChildReader& reader = {});
// The same with "-progress pipe:1", told as per mille of the duration.
Step run_ffmpeg_with_progress(const Job& job, Words words, std::uint64_t file_bytes_max);
Step run_pdftoppm(const Job& job, const Words& words);

// From the facts, or else ffprobe's word; nullopt when nobody knows.
std::optional<std::int64_t> find_duration_ms(const Job& job);

Step make_poster(const Job& job, const fs::path& target);
Step make_filmstrip(const Job& job, const fs::path& picture, const fs::path& index);
Step make_waveform(const Job& job, const fs::path& target);
Step make_proxy(const Job& job, const fs::path& target);

// Fills silence where sound is missing or late, so that the place in the samples is the time.
inline constexpr std::string_view kSoundInTime = "aresample=async=1:first_pts=0";

}  // namespace liuhen::render
