// Renderer: makes derived copies of a record's content by running ffmpeg and pdftoppm as limited
// child processes (base/child.h), and puts them into the RenderCache.
//  poster.jpg      640 px wide: video at a tenth of its length, image upright, PDF page 1, or the
//                  drawn waveform of a sound recording
//  filmstrip.jpg   up to 60 thumbnails of 160x90, ten to a row; filmstrip.json tells the times
//  waveform.json   loudness peaks, 0 … 100
//  proxy.mp4       H.264/AAC, at most 720p, with the original's time stamps: a break in the picture
//                  stays where and as long as it was. Only for what a browser cannot play itself.
// The tools see the content, system folders and the record's folder of the cache, and write only
// into the last (Landlock; where the kernel lacks it they have the server's file rights).
// A tool that fails, hangs, crashes or eats too much is an outcome with a reason, never an outage.
// Blocking; any thread; several at once (give fewer threads then). Faults: the content file cannot
// be opened, the cache's disk. The reason and the log name identifiers and tool messages only.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>

#include "render/cache.h"
#include "render/kinds.h"

namespace liuhen::render {

struct RenderTools {
  fs::path ffmpeg = "/usr/bin/ffmpeg";
  fs::path ffprobe = "/usr/bin/ffprobe";
  fs::path pdftoppm = "/usr/bin/pdftoppm";
};

struct RenderLimits {
  std::uint64_t memory_bytes = std::uint64_t{2} << 30;  // address space of a tool
  std::uint64_t picture_bytes = std::uint64_t{16} << 20;
  std::uint64_t proxy_bytes = std::uint64_t{16} << 30;
  std::int64_t poster_wall_ms = 60'000;
  // Filmstrip, waveform and proxy read the whole file: this much and four times its length.
  std::int64_t pass_wall_ms = 120'000;
  std::int64_t pass_wall_max_ms = std::int64_t{6} * 3600 * 1000;  // whatever length it claims
  int threads = 2;
  int nice = 10;
};

enum class RenderEnd { made, not_applicable, failed, stopped };

struct RenderOutcome {
  RenderEnd end = RenderEnd::failed;
  fs::path path;                 // when made
  std::uint64_t size_bytes = 0;  // when made
  std::string reason;            // when failed or not applicable: for a log, English
};

using RenderProgress = std::function<void(int per_mille)>;  // on the calling thread, rising

class Renderer {
 public:
  // The cache must outlive the renderer.
  Renderer(RenderCache& cache, RenderTools tools, RenderLimits limits = {});

  // What is in the cache already is `made` at once. filmstrip.jpg and filmstrip.json come together,
  // whichever is asked for. `facts_json` is what the probe found (design: record.probed).
  RenderOutcome render(const std::string& record, const fs::path& content,
                       std::string_view facts_json, DerivedKind kind,
                       const RenderProgress& progress = {}, const std::stop_token& stop = {}) const;

 private:
  RenderCache& cache_;
  RenderTools tools_;
  RenderLimits limits_;
};

}  // namespace liuhen::render
