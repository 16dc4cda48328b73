#include "http/connection.h"

#include <sys/sendfile.h>

#include <algorithm>
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <cerrno>
#include <vector>

#include "base/fault.h"
#include "runtime/offload.h"

namespace liuhen::http {

namespace asio = boost::asio;

namespace {

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
constexpr std::uint64_t kSendBurstBytes = std::uint64_t{8} << 20U;

std::string address_of(const asio::ip::tcp::socket& socket) {
  boost::system::error_code error;
  const auto endpoint = socket.remote_endpoint(error);
  return error ? "unknown" : endpoint.address().to_string();
}

enum class Burst { progress, would_block, gone };

// Sends until the socket is full or a burst is through. Runs on work: the file may be cold.
Burst send_burst(int socket, const FileRange& range, std::uint64_t& sent) {
  std::uint64_t left = std::min(range.size_bytes - sent, kSendBurstBytes);
  while (left > 0) {
    auto offset = static_cast<off_t>(range.offset + sent);
    const ssize_t size = ::sendfile(socket, range.file->descriptor(), &offset, left);
    if (size < 0 && errno == EINTR) continue;
    if (size < 0 && errno == EAGAIN) return Burst::would_block;
    if (size < 0 && errno == EIO) base::throw_errno("read " + range.file->path().string());
    if (size <= 0) return Burst::gone;  // the peer left, or the file is shorter than it was
    sent += static_cast<std::uint64_t>(size);
    left -= static_cast<std::uint64_t>(size);
  }
  return Burst::progress;
}

}  // namespace

Connection::Connection(asio::ip::tcp::socket socket)
    : socket_(std::move(socket)), watchdog_(socket_.get_executor()), peer_(address_of(socket_)) {
  boost::system::error_code ignored;
  socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
  socket_.non_blocking(true, ignored);
}

void Connection::cut() {
  cut_ = true;
  interrupt();
}

void Connection::interrupt() {
  boost::system::error_code ignored;
  if (waiting_) socket_.cancel(ignored);
}

void Connection::set_deadline(Millis timeout) {
  deadline_ = std::chrono::steady_clock::now() + timeout;
  waiting_ = true;
  // One timer for all operations: it is only set again when it would fire too late.
  if (!watching_ || watchdog_.expiry() > deadline_) watch();
}

void Connection::watch() {
  watching_ = true;
  watchdog_.expires_at(deadline_);
  watchdog_.async_wait([weak = weak_from_this()](const boost::system::error_code& error) {
    const auto self = weak.lock();
    if (!self || error) return;  // gone, or set anew
    self->watching_ = false;
    if (!self->waiting_) return;
    if (std::chrono::steady_clock::now() < self->deadline_) return self->watch();
    self->timed_out_ = true;
    self->interrupt();
  });
}

asio::awaitable<std::size_t> Connection::read_some(std::span<std::uint8_t> into, Millis timeout) {
  if (cut_) co_return 0;
  set_deadline(timeout);
  const auto buffer = asio::buffer(into.data(), into.size());
  const auto [error, size] = co_await socket_.async_read_some(buffer, kAwait);
  waiting_ = false;
  co_return error ? 0 : size;
}

asio::awaitable<bool> Connection::write_all(std::string_view head, std::string_view body,
                                            Millis timeout) {
  std::vector<asio::const_buffer> parts{asio::buffer(head.data(), head.size()),
                                        asio::buffer(body.data(), body.size())};
  std::size_t left = head.size() + body.size();
  while (left > 0 && !cut_) {
    set_deadline(timeout);
    const auto [error, size] = co_await socket_.async_write_some(parts, kAwait);
    waiting_ = false;
    if (error) co_return false;
    left -= size;
    std::size_t skip = size;
    for (asio::const_buffer& part : parts) {
      const std::size_t step = std::min(skip, part.size());
      part += step;
      skip -= step;
    }
  }
  co_return left == 0;
}

asio::awaitable<bool> Connection::send_file(const FileRange& range, runtime::WorkPool& pool,
                                            Millis timeout) {
  static constexpr Millis kBusyPause{50};
  std::uint64_t sent = 0;
  const int descriptor = socket_.native_handle();
  auto burst = [&] { return send_burst(descriptor, range, sent); };
  asio::steady_timer pause(socket_.get_executor());
  while (sent < range.size_bytes && !cut_) {
    Burst outcome = Burst::progress;
    bool refused = false;
    try {
      outcome = co_await runtime::offload(pool, burst);
    } catch (const runtime::QueueFull&) {
      refused = true;  // the answer has begun: wait for room instead of breaking it off
    }
    if (refused) {
      pause.expires_after(kBusyPause);
      co_await pause.async_wait(kAwait);
    }
    if (outcome == Burst::gone) co_return false;
    if (outcome != Burst::would_block || cut_) continue;
    set_deadline(timeout);
    const auto [error] = co_await socket_.async_wait(asio::socket_base::wait_write, kAwait);
    waiting_ = false;
    if (error) co_return false;
  }
  co_return sent == range.size_bytes;
}

asio::awaitable<void> Connection::linger() {
  static constexpr Millis kQuiet{1000};
  static constexpr std::size_t kTakeInMax = std::size_t{64} << 20U;
  const auto self = shared_from_this();
  boost::system::error_code ignored;
  socket_.shutdown(asio::socket_base::shutdown_send, ignored);
  std::vector<std::uint8_t> sink(std::size_t{64} << 10U);
  std::size_t taken = 0;
  const auto end = std::chrono::steady_clock::now() + 5 * kQuiet;
  while (taken < kTakeInMax && std::chrono::steady_clock::now() < end) {
    const std::size_t size = co_await read_some(sink, kQuiet);
    if (size == 0) break;
    taken += size;
  }
}

}  // namespace liuhen::http
