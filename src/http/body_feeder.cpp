#include "http/body_feeder.h"

#include <algorithm>
#include <chrono>
#include <cstring>

namespace liuhen::http {
namespace {

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;

constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

// Counts only the time spent waiting for the peer, so that a slow disk is not held against it.
class Pace {
 public:
  explicit Pace(const TransportLimits& limits) : limits_(limits) {}

  void waited(Clock::duration time, std::size_t bytes) {
    time_ += time;
    bytes_ += bytes;
  }
  bool is_too_slow() const {
    if (time_ < limits_.rate_grace) return false;
    const double seconds = std::chrono::duration<double>(time_).count();
    return static_cast<double>(bytes_) / seconds < static_cast<double>(limits_.rate_bytes_s_min);
  }

 private:
  const TransportLimits& limits_;
  Clock::duration time_{0};
  std::uint64_t bytes_ = 0;
};

// The client that asked first sends nothing before it hears that the bytes are wanted.
asio::awaitable<bool> invite(FeedOrder& order) {
  while (!order.pipe.is_wanted() && !order.pipe.is_abandoned()) co_await order.wake.wait();
  if (order.pipe.is_abandoned()) co_return false;
  co_return co_await order.connection.write_all(kContinue, {}, order.limits.step);
}

void take_arrived(FeedOrder& order, BodyPipe::Buffer& buffer, std::uint64_t left) {
  const std::size_t size =
      std::min<std::uint64_t>({order.arrived.size(), BodyPipe::kBufferBytes, left});
  std::memcpy(buffer.bytes->span().data(), order.arrived.data(), size);
  order.arrived.erase(0, size);
  buffer.size_bytes = size;
}

// Fills one buffer, or what is left of the body. False when nothing more will come.
asio::awaitable<bool> fill(FeedOrder& order, BodyPipe::Buffer& buffer, std::uint64_t left,
                           Pace& pace) {
  const std::size_t goal = std::min<std::uint64_t>(BodyPipe::kBufferBytes, left);
  take_arrived(order, buffer, left);
  while (buffer.size_bytes < goal) {
    if (order.pipe.is_abandoned() || pace.is_too_slow()) co_return false;
    const auto start = Clock::now();
    const auto room = buffer.bytes->span().first(goal).subspan(buffer.size_bytes);
    const std::size_t size = co_await order.connection.read_some(room, order.limits.step);
    if (size == 0) co_return false;
    pace.waited(Clock::now() - start, size);
    buffer.size_bytes += size;
  }
  co_return true;
}

asio::awaitable<bool> feed_all(FeedOrder& order) {
  if (order.expects_continue && order.arrived.empty()) {
    if (!co_await invite(order)) co_return false;
  }
  Pace pace(order.limits);
  std::uint64_t left = order.size_bytes;
  while (left > 0) {
    BodyPipe::Buffer buffer = order.pipe.take_free();
    while (!buffer.bytes) {
      if (order.pipe.is_abandoned() || order.connection.is_cut()) co_return false;
      co_await order.wake.wait();
      buffer = order.pipe.take_free();
    }
    const bool going = co_await fill(order, buffer, left, pace);
    left -= buffer.size_bytes;
    order.pipe.give(std::move(buffer));
    if (!going) co_return false;
  }
  co_return true;
}

}  // namespace

asio::awaitable<void> feed_body(FeedOrder& order) {
  bool complete = false;
  try {
    complete = co_await feed_all(order);
  } catch (...) {
    order.pipe.end(false);  // or the consumer would wait for ever
    throw;
  }
  order.pipe.end(complete);
}

}  // namespace liuhen::http
