#include "runtime/work_pool.h"

#include <exception>
#include <utility>

#include "base/check.h"
#include "base/log.h"

namespace liuhen::runtime {
namespace {

void run_logged(const std::string& pool, const std::function<void()>& job) {
  try {
    job();
  } catch (const std::exception& e) {
    base::log_line(base::LogLevel::error, "work.failed", {{"pool", pool}, {"what", e.what()}});
  }
}

}  // namespace

WorkPool::WorkPool(std::string name, std::size_t threads_max, std::size_t waiting_max,
                   ThreadStart start)
    : name_(std::move(name)),
      threads_max_(threads_max),
      waiting_max_(waiting_max),
      start_(start ? std::move(start)
                   : [](std::function<void()> run) { return std::thread(std::move(run)); }) {
  CHECK(threads_max_ > 0);
  threads_.reserve(threads_max_);
}

WorkPool::~WorkPool() { stop(); }

bool WorkPool::needs_thread() const {
  return busy_ + jobs_.size() > threads_.size() && threads_.size() < threads_max_;
}

bool WorkPool::add_thread() {
  try {
    threads_.push_back(start_([this] { loop(); }));
    return true;
  } catch (const std::exception& e) {  // no thread, or no memory for one
    base::log_line(base::LogLevel::error, "work.no_thread", {{"pool", name_}, {"what", e.what()}});
    return false;
  }
}

bool WorkPool::try_run(std::function<void()> job) {
  const std::scoped_lock lock(mutex_);
  // A job that finds a free thread at once does not wait, whatever the limit of the queue.
  const std::size_t room = threads_max_ - busy_ + waiting_max_;
  if (stopping_ || jobs_.size() >= room) return false;
  jobs_.push_back(std::move(job));
  if (needs_thread() && !add_thread()) {
    // Those there are may still take it, within the limit of the queue.
    const std::size_t room_now = threads_.size() - busy_ + waiting_max_;
    if (threads_.empty() || jobs_.size() > room_now) {
      jobs_.pop_back();
      return false;
    }
  }
  ready_.notify_one();
  return true;
}

std::size_t WorkPool::waiting() const {
  const std::scoped_lock lock(mutex_);
  return jobs_.size();
}

std::size_t WorkPool::busy() const {
  const std::scoped_lock lock(mutex_);
  return busy_;
}

void WorkPool::loop() {
  std::unique_lock lock(mutex_);
  for (;;) {
    ready_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
    if (jobs_.empty()) return;
    std::function<void()> job = std::move(jobs_.front());
    jobs_.pop_front();
    ++busy_;
    lock.unlock();
    run_logged(name_, job);
    job = nullptr;  // what it holds is given up before the thread counts as free
    lock.lock();
    --busy_;
  }
}

void WorkPool::stop() {
  std::vector<std::thread> threads;
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
    threads.swap(threads_);
  }
  ready_.notify_all();
  for (std::thread& thread : threads) thread.join();
}

}  // namespace liuhen::runtime
