// One accepted TCP connection: reads and writes with deadlines, sendfile, and an orderly end.
// Everything runs on the connection's own executor. A read or write answers "nothing" (0, false)
// when the peer has gone, the deadline has passed or the connection was cut; was_timed_out() tells
// which. (TLS will come in here, and nowhere else.)
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "http/message.h"
#include "runtime/work_pool.h"

namespace liuhen::http {

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  using Millis = std::chrono::milliseconds;

  explicit Connection(boost::asio::ip::tcp::socket socket);

  boost::asio::awaitable<std::size_t> read_some(std::span<std::uint8_t> into, Millis timeout);
  // The timeout is for each step forward, not for the whole.
  boost::asio::awaitable<bool> write_all(std::string_view head, std::string_view body,
                                         Millis timeout);
  // The disk is read on `pool`; only the waiting happens here.
  boost::asio::awaitable<bool> send_file(const FileRange& range, runtime::WorkPool& pool,
                                         Millis timeout);
  // Tells the peer that nothing more comes, and takes in for a moment what it still sends, so that
  // the answer is not lost to a reset.
  boost::asio::awaitable<void> linger();

  void interrupt();  // ends the read or write that is waiting now, if any
  void cut();        // the same, and nothing works afterwards
  bool is_cut() const { return cut_; }
  bool was_timed_out() const { return timed_out_; }
  const std::string& peer() const { return peer_; }
  boost::asio::any_io_executor executor() { return socket_.get_executor(); }

 private:
  void set_deadline(Millis timeout);
  void watch();

  boost::asio::ip::tcp::socket socket_;
  boost::asio::steady_timer watchdog_;
  boost::asio::steady_timer::time_point deadline_ = boost::asio::steady_timer::time_point::max();
  bool waiting_ = false;  // an operation is under the deadline
  bool watching_ = false;
  bool timed_out_ = false;
  bool cut_ = false;
  std::string peer_;
};

}  // namespace liuhen::http
