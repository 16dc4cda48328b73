// NetThreads: the threads that run coroutines and never block. Each has its own io_context, so that
// everything belonging to one connection runs on one thread and needs no lock.
#pragma once

#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <cstddef>
#include <memory>
#include <thread>
#include <vector>

namespace liuhen::runtime {

class NetThreads {
 public:
  explicit NetThreads(std::size_t count);
  NetThreads(const NetThreads&) = delete;
  NetThreads& operator=(const NetThreads&) = delete;
  ~NetThreads();  // stop(), then destroys what coroutines are left

  boost::asio::io_context& first() { return lanes_.front()->context; }
  boost::asio::io_context& next();  // round robin
  void stop();                      // joins; coroutines are left suspended

 private:
  struct Lane {
    boost::asio::io_context context{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> guard{
        context.get_executor()};
    std::thread thread;
  };

  std::vector<std::unique_ptr<Lane>> lanes_;
  std::atomic<std::size_t> turn_{0};
};

}  // namespace liuhen::runtime
