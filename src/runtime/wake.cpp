#include "runtime/wake.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace liuhen::runtime {

namespace asio = boost::asio;

void Wake::ring() {
  asio::post(timer_.get_executor(), [self = shared_from_this()] {
    self->rung_ = true;
    self->timer_.cancel();
  });
}

asio::awaitable<void> Wake::wait() {
  const auto self = shared_from_this();
  while (!rung_) {
    timer_.expires_at(asio::steady_timer::time_point::max());
    co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
  }
  rung_ = false;
}

asio::awaitable<bool> Wake::wait_for(std::chrono::milliseconds timeout) {
  const auto self = shared_from_this();
  if (!rung_) {
    timer_.expires_after(timeout);
    co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
  }
  const bool rang = rung_;
  rung_ = false;
  co_return rang;
}

}  // namespace liuhen::runtime
