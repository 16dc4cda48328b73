#include "runtime/net_threads.h"

#include <exception>

#include "base/check.h"
#include "base/log.h"

namespace liuhen::runtime {
namespace {

// A handler that throws is a bug of its coroutine, not a reason to stop serving everybody else.
void run_lane(boost::asio::io_context& context) {
  for (;;) {
    try {
      context.run();
      return;
    } catch (const std::exception& e) {
      base::log_line(base::LogLevel::error, "net.failed", {{"what", e.what()}});
    }
  }
}

}  // namespace

NetThreads::NetThreads(std::size_t count) {
  CHECK(count > 0);
  try {
    for (std::size_t i = 0; i < count; ++i) {
      lanes_.push_back(std::make_unique<Lane>());
      Lane& lane = *lanes_.back();
      lane.thread = std::thread([&lane] { run_lane(lane.context); });
    }
  } catch (...) {
    stop();  // or the threads that run would end the program
    throw;
  }
}

NetThreads::~NetThreads() { stop(); }

boost::asio::io_context& NetThreads::next() {
  return lanes_[turn_.fetch_add(1) % lanes_.size()]->context;
}

void NetThreads::stop() {
  for (const auto& lane : lanes_) lane->context.stop();
  for (const auto& lane : lanes_)
    if (lane->thread.joinable()) lane->thread.join();
}

}  // namespace liuhen::runtime
