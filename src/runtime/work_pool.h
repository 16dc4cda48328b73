// WorkPool: the bounded pool on which flows run. Threads are started as they are needed, up to a
// limit; jobs wait in a queue with a limit. A full queue refuses instead of growing (HTTP answers
// 503 with Retry-After), and so does a pool that gets no thread from the system while all it has
// are busy. A job that throws is logged and dropped: callers that want the exception use offload().
// Any thread may call try_run; stop() runs what waits, then joins.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace liuhen::runtime {

// The work queue is full, or the server is stopping. Try again later.
class QueueFull : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Throws (std::system_error, std::bad_alloc) when the system has no thread to give.
using ThreadStart = std::function<std::thread(std::function<void()>)>;

class WorkPool {
 public:
  // `start` is for tests.
  WorkPool(std::string name, std::size_t threads_max, std::size_t waiting_max,
           ThreadStart start = {});
  WorkPool(const WorkPool&) = delete;
  WorkPool& operator=(const WorkPool&) = delete;
  ~WorkPool();

  // False when the queue is full, no thread can be had or the pool has stopped; the job is then not
  // run, and nothing of it is left in the pool.
  [[nodiscard]] bool try_run(std::function<void()> job);
  std::size_t waiting() const;
  std::size_t busy() const;
  void stop();

 private:
  void loop();
  bool needs_thread() const;
  bool add_thread();

  const std::string name_;
  const std::size_t threads_max_;
  const std::size_t waiting_max_;
  const ThreadStart start_;
  mutable std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<std::function<void()>> jobs_;
  std::vector<std::thread> threads_;
  std::size_t busy_ = 0;
  bool stopping_ = false;
};

}  // namespace liuhen::runtime
