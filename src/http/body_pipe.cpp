#include "http/body_pipe.h"

#include <utility>

namespace liuhen::http {

BodyPipe::BodyPipe(std::function<void()> wake_producer)
    : wake_producer_(std::move(wake_producer)) {}

base::ByteView BodyPipe::next() {
  std::unique_lock lock(mutex_);
  const bool wake = !wanted_ || current_.bytes.has_value();
  wanted_ = true;
  if (current_.bytes) free_.push_back(std::exchange(current_, {}));
  lock.unlock();
  if (wake) wake_producer_();
  lock.lock();
  changed_.wait(lock, [this] { return !full_.empty() || ended_; });
  if (full_.empty()) return {};
  current_ = std::move(full_.front());
  full_.pop_front();
  return current_.bytes->first(current_.size_bytes);
}

bool BodyPipe::is_complete() const {
  const std::scoped_lock lock(mutex_);
  return complete_ && full_.empty();
}

void BodyPipe::abandon() {
  {
    const std::scoped_lock lock(mutex_);
    abandoned_ = true;
  }
  wake_producer_();
}

BodyPipe::Buffer BodyPipe::take_free() {
  const std::scoped_lock lock(mutex_);
  if (!free_.empty()) {
    Buffer buffer = std::move(free_.back());
    free_.pop_back();
    buffer.size_bytes = 0;
    return buffer;
  }
  if (made_ == kBuffers) return {};
  ++made_;
  return {base::IoBuffer(kBufferBytes), 0};
}

void BodyPipe::give(Buffer buffer) {
  {
    const std::scoped_lock lock(mutex_);
    if (buffer.size_bytes > 0)
      full_.push_back(std::move(buffer));
    else
      free_.push_back(std::move(buffer));
  }
  changed_.notify_one();
}

void BodyPipe::end(bool complete) {
  {
    const std::scoped_lock lock(mutex_);
    ended_ = true;
    complete_ = complete;
  }
  changed_.notify_one();
}

bool BodyPipe::is_wanted() const {
  const std::scoped_lock lock(mutex_);
  return wanted_;
}

bool BodyPipe::is_abandoned() const {
  const std::scoped_lock lock(mutex_);
  return abandoned_;
}

bool BodyPipe::was_all_fed() const {
  const std::scoped_lock lock(mutex_);
  return complete_;
}

}  // namespace liuhen::http
