#include "probe/process/avio.h"

extern "C" {
#include <libavutil/error.h>
#include <libavutil/log.h>
#include <libavutil/mem.h>
}

#include <algorithm>
#include <array>
#include <cstdio>
#include <new>

#include "base/clock.h"
#include "base/fault.h"

namespace liuhen::probe::process {
namespace {

constexpr int kBufferBytes = 256 * 1024;

// Formats that name other files or addresses (hls, dash, concat, sdp, ...) are not among them.
constexpr char kFormats[] =
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mpegts,mpeg,avi,wav,w64,mp3,aac,flac,ogg,amr,amrnb,"
    "amrwb,asf,flv,h264,hevc,mpegvideo,m4v,dhav,ivf,aiff,au,caf,mxf,dv,gxf,nut,ac3,eac3,loas";

// No demuxer may open anything beyond the file in hand.
int refuse_open(AVFormatContext*, AVIOContext**, const char*, int, AVDictionary**) {
  return AVERROR(EACCES);
}

}  // namespace

std::string text_of_error(int error) {
  std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
  av_strerror(error, text.data(), text.size());
  return text.data();
}

OpenMedia::OpenMedia(const base::File& file, const char* demuxer, std::int64_t deadline_ms)
    : file_(file), size_(static_cast<std::int64_t>(file.size_bytes())), deadline_ms_(deadline_ms) {
  av_log_set_level(AV_LOG_QUIET);
  auto* buffer = static_cast<unsigned char*>(av_malloc(kBufferBytes));
  if (buffer == nullptr) throw std::bad_alloc();
  io_ = avio_alloc_context(buffer, kBufferBytes, 0, this, &OpenMedia::read, nullptr,
                           &OpenMedia::seek);
  context_ = avformat_alloc_context();
  if (io_ == nullptr || context_ == nullptr) throw std::bad_alloc();
  context_->pb = io_;
  context_->flags |= AVFMT_FLAG_CUSTOM_IO;
  context_->interrupt_callback = {&OpenMedia::is_interrupted, this};
  context_->io_open = &refuse_open;
  context_->max_streams = 256;
  context_->format_whitelist = av_strdup(kFormats);
  context_->protocol_whitelist = av_strdup("none");
  const AVInputFormat* format = demuxer == nullptr ? nullptr : av_find_input_format(demuxer);
  const int error = avformat_open_input(&context_, nullptr, format, nullptr);
  if (error == AVERROR(ENOMEM)) throw std::bad_alloc();
  if (error < 0) failure_ = text_of_error(error);  // and context_ is null now
}

OpenMedia::~OpenMedia() {
  avformat_close_input(&context_);
  if (io_ != nullptr) av_freep(&io_->buffer);
  avio_context_free(&io_);
}

bool OpenMedia::is_past_deadline() const { return base::monotonic_ms() > deadline_ms_; }

int OpenMedia::read(void* self, std::uint8_t* into, int size) {
  auto& media = *static_cast<OpenMedia*>(self);
  if (size <= 0 || media.place_ >= media.size_) return AVERROR_EOF;
  try {
    const std::size_t got = media.file_.read_at(static_cast<std::uint64_t>(media.place_),
                                                {into, static_cast<std::size_t>(size)});
    media.place_ += static_cast<std::int64_t>(got);
    return got == 0 ? AVERROR_EOF : static_cast<int>(got);
  } catch (const base::Fault&) {
    return AVERROR(EIO);
  }
}

std::int64_t OpenMedia::seek(void* self, std::int64_t offset, int whence) {
  auto& media = *static_cast<OpenMedia*>(self);
  if ((whence & AVSEEK_SIZE) != 0) return media.size_;
  std::int64_t base = 0;
  if ((whence & ~AVSEEK_FORCE) == SEEK_CUR) base = media.place_;
  if ((whence & ~AVSEEK_FORCE) == SEEK_END) base = media.size_;
  std::int64_t target = 0;
  if (__builtin_add_overflow(base, offset, &target) || target < 0) return AVERROR(EINVAL);
  media.place_ = target;
  return target;
}

int OpenMedia::is_interrupted(void* self) {
  return static_cast<const OpenMedia*>(self)->is_past_deadline() ? 1 : 0;
}

}  // namespace liuhen::probe::process
