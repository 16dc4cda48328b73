// PeriodicTasks: one thread that runs named tasks again and again, each a given time after its last
// end. A task that throws is logged and tried again next time. Tasks must be short; long work goes
// to a WorkPool. stop() waits for the running task.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace liuhen::runtime {

class PeriodicTasks {
 public:
  PeriodicTasks() = default;
  PeriodicTasks(const PeriodicTasks&) = delete;
  PeriodicTasks& operator=(const PeriodicTasks&) = delete;
  ~PeriodicTasks();

  void add(std::string name, std::chrono::milliseconds every, std::function<void()> task);
  void start();
  void stop();

 private:
  using Moment = std::chrono::steady_clock::time_point;
  struct Task {
    std::string name;
    std::chrono::milliseconds every;
    std::function<void()> run;
    Moment due;
  };

  void loop();

  std::vector<Task> tasks_;  // fixed once started
  std::mutex mutex_;
  std::condition_variable stopped_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace liuhen::runtime
