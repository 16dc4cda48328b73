// BodyPipe carries a request body from the net thread, which reads the socket into big buffers, to
// the work thread, which pulls. At most kBuffers buffers of kBufferBytes exist, so a slow consumer
// makes TCP push back instead of filling memory. One producer, one consumer.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <vector>

#include "base/io_buffer.h"
#include "flows/intake/upload_store.h"

namespace liuhen::http {

class BodyPipe final : public flows::ByteSource {
 public:
  static constexpr std::size_t kBufferBytes = std::size_t{1} << 20U;
  static constexpr std::size_t kBuffers = 3;

  struct Buffer {
    std::optional<base::IoBuffer> bytes;  // none: there is no room now
    std::size_t size_bytes = 0;
  };

  // `wake_producer` is called from the consumer's thread when there is room again, when the first
  // bytes are asked for, and when the consumer has gone.
  explicit BodyPipe(std::function<void()> wake_producer);

  // Consumer.
  base::ByteView next() override;
  bool is_complete() const override;
  void abandon();  // no more pulls; the producer may stop

  // Producer. An empty buffer, or one without memory when there is no room now.
  Buffer take_free();
  void give(Buffer buffer);
  void end(bool complete);
  bool is_wanted() const;
  bool is_abandoned() const;
  bool was_all_fed() const;  // the producer read the whole body, whether pulled or not

 private:
  const std::function<void()> wake_producer_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Buffer> full_;
  std::vector<Buffer> free_;
  Buffer current_;
  std::size_t made_ = 0;
  bool wanted_ = false;
  bool abandoned_ = false;
  bool ended_ = false;
  bool complete_ = false;
};

}  // namespace liuhen::http
