// libavformat over an open descriptor: no path, no protocol, no second file. Ends early when the
// deadline passes. One thread.
#pragma once

extern "C" {
#include <libavformat/avformat.h>
}

#include <cstdint>
#include <string>

#include "base/disk.h"

namespace liuhen::probe::process {

class OpenMedia {
 public:
  // `demuxer`: libavformat's name, or nullptr to let it guess among the formats permitted here.
  OpenMedia(const base::File& file, const char* demuxer, std::int64_t deadline_ms);
  OpenMedia(const OpenMedia&) = delete;
  OpenMedia& operator=(const OpenMedia&) = delete;
  ~OpenMedia();

  bool is_open() const { return context_ != nullptr; }
  // Why not, as a short text of libavformat.
  const std::string& failure() const { return failure_; }
  bool is_past_deadline() const;
  bool is_guess_certain() const { return context_->probe_score > AVPROBE_SCORE_RETRY; }

  AVFormatContext& context() { return *context_; }

 private:
  static int read(void* self, std::uint8_t* into, int size);
  static std::int64_t seek(void* self, std::int64_t offset, int whence);
  static int is_interrupted(void* self);

  const base::File& file_;
  std::int64_t size_;
  std::int64_t place_ = 0;
  std::int64_t deadline_ms_;
  AVIOContext* io_ = nullptr;
  AVFormatContext* context_ = nullptr;
  std::string failure_;
};

std::string text_of_error(int error);

}  // namespace liuhen::probe::process
