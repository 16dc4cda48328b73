// Wake: how another thread tells a waiting coroutine that there is something to look at. Rings are
// not counted: after wait() returns, look at everything. ring() may be called from any thread;
// wait() only on the executor given, and by one coroutine at a time.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <memory>

namespace liuhen::runtime {

class Wake : public std::enable_shared_from_this<Wake> {
 public:
  explicit Wake(const boost::asio::any_io_executor& executor) : timer_(executor) {}

  void ring();
  boost::asio::awaitable<void> wait();
  // False when nothing rang for so long.
  boost::asio::awaitable<bool> wait_for(std::chrono::milliseconds timeout);

 private:
  boost::asio::steady_timer timer_;
  bool rung_ = false;
};

}  // namespace liuhen::runtime
