// Session: the life of one connection, request after request. Bounded in every direction: size of
// the head, time for the head, size of bodies, time without progress, slowest rate.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "http/application.h"
#include "http/connection.h"
#include "runtime/shutdown.h"
#include "runtime/work_pool.h"

namespace liuhen::http {

struct TransportLimits {
  std::chrono::milliseconds idle{75'000};  // between requests
  std::chrono::milliseconds head{30'000};  // from the first byte to the end of the head
  std::chrono::milliseconds step{30'000};  // without any progress of a body or an answer
  std::chrono::milliseconds small_body{60'000};
  std::chrono::milliseconds heartbeat{15'000};  // comments on quiet event streams
  std::size_t json_size_bytes_max = std::size_t{1} << 20U;
  // A streamed body slower than this over a minute of waiting is taken for an attack.
  std::uint64_t rate_bytes_s_min = 1024;
  std::chrono::milliseconds rate_grace{60'000};
};

// What all sessions share; outlives them.
struct SessionContext {
  Application& application;
  runtime::WorkPool& work;
  runtime::WorkPool& streams;
  TransportLimits limits;
  runtime::Shutdown shutdown;
};

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(std::shared_ptr<Connection> connection, SessionContext& context);

  boost::asio::awaitable<void> run();
  // On the connection's executor, when the server stops: cut, unless an answer is under way.
  void begin_stop();
  Connection& connection() { return *connection_; }

 private:
  using Millis = std::chrono::milliseconds;
  struct Incoming;  // one request and how it is going

  boost::asio::awaitable<bool> serve_one();
  boost::asio::awaitable<void> prepare(Incoming& incoming);
  boost::asio::awaitable<bool> read_more(Millis timeout);
  boost::asio::awaitable<void> read_head(Incoming& incoming);
  void take_head(Incoming& incoming, std::size_t size_bytes);
  void plan(Incoming& incoming);
  boost::asio::awaitable<void> read_small_body(Incoming& incoming);
  boost::asio::awaitable<void> read_chunked_body(Incoming& incoming);
  boost::asio::awaitable<void> answer_on_work(Incoming& incoming);
  boost::asio::awaitable<void> answer_streaming(Incoming& incoming);
  boost::asio::awaitable<bool> send(Incoming& incoming);
  boost::asio::awaitable<bool> send_events(EventStream events);

  std::shared_ptr<Connection> connection_;
  SessionContext& context_;
  std::string arrived_;  // read from the socket, not yet taken
  std::vector<std::uint8_t> scratch_;
  bool first_ = true;
  bool interruptible_ = true;
  std::function<void()> on_stop_;
};

}  // namespace liuhen::http
