// feed_body: the producer of a BodyPipe. Reads exactly the declared bytes from the connection into
// the pipe's big buffers (first what arrived with the head), and ends the pipe. Returns when all
// bytes are in the pipe, the peer has gone or is too slow, or the consumer wants no more.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <string>

#include "http/body_pipe.h"
#include "http/connection.h"
#include "http/session.h"
#include "runtime/wake.h"

namespace liuhen::http {

struct FeedOrder {
  Connection& connection;
  std::string& arrived;  // taken from the front
  BodyPipe& pipe;
  runtime::Wake& wake;  // rung by the pipe
  const TransportLimits& limits;
  std::uint64_t size_bytes = 0;
  bool expects_continue = false;
};

boost::asio::awaitable<void> feed_body(FeedOrder& order);

}  // namespace liuhen::http
