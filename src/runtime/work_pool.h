// WorkPool: the bounded pool on which flows run. Threads are started as they are needed, up to a
// limit; jobs wait in a queue with a limit. A full queue refuses instead of growing (HTTP answers
// 503 with Retry-After). A job that throws is logged and dropped: callers that want the exception
// use offload(). Any thread may call try_run; stop() runs what waits, then joins.
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

class WorkPool {
 public:
  WorkPool(std::string name, std::size_t threads_max, std::size_t waiting_max);
  WorkPool(const WorkPool&) = delete;
  WorkPool& operator=(const WorkPool&) = delete;
  ~WorkPool();

  // False when the queue is full or the pool has stopped; the job is then not run.
  [[nodiscard]] bool try_run(std::function<void()> job);
  std::size_t waiting() const;
  std::size_t busy() const;
  void stop();

 private:
  void loop();
  bool needs_thread() const;

  const std::string name_;
  const std::size_t threads_max_;
  const std::size_t waiting_max_;
  mutable std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<std::function<void()>> jobs_;
  std::vector<std::thread> threads_;
  std::size_t busy_ = 0;
  bool stopping_ = false;
};

}  // namespace liuhen::runtime
