#include "runtime/periodic.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "base/check.h"
#include "base/log.h"

namespace liuhen::runtime {
namespace {

void run_logged(const std::string& name, const std::function<void()>& task) {
  try {
    task();
  } catch (const std::exception& e) {
    base::log_line(base::LogLevel::error, "periodic.failed", {{"task", name}, {"what", e.what()}});
  }
}

}  // namespace

PeriodicTasks::~PeriodicTasks() { stop(); }

void PeriodicTasks::add(std::string name, std::chrono::milliseconds every,
                        std::function<void()> task) {
  CHECK(!thread_.joinable());
  tasks_.push_back(
      {std::move(name), every, std::move(task), std::chrono::steady_clock::now() + every});
}

void PeriodicTasks::start() {
  CHECK(!thread_.joinable());
  if (!tasks_.empty()) thread_ = std::thread([this] { loop(); });
}

void PeriodicTasks::loop() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    const auto next = std::min_element(tasks_.begin(), tasks_.end(),
                                       [](const Task& a, const Task& b) { return a.due < b.due; });
    if (stopped_.wait_until(lock, next->due, [this] { return stopping_; })) return;
    lock.unlock();
    run_logged(next->name, next->run);
    next->due = std::chrono::steady_clock::now() + next->every;
    lock.lock();
  }
}

void PeriodicTasks::stop() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  stopped_.notify_all();
  if (thread_.joinable()) thread_.join();
}

}  // namespace liuhen::runtime
