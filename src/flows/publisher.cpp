#include "flows/publisher.h"

#include <algorithm>
#include <chrono>
#include <string_view>

#include "base/fault.h"
#include "base/log.h"

namespace liuhen::flows {
namespace {

constexpr std::size_t kBatchMax = 4096;
constexpr std::chrono::milliseconds kUnaskedInterval{100};
constexpr std::chrono::seconds kFullDiskPause{1};

}  // namespace

Publisher::Publisher(ledger::LogFolder log, EntrySource source)
    : log_(std::move(log)), source_(std::move(source)), published_size_(log_.size()) {
  committed_size_ = published_size_;
  thread_ = std::thread([this] { run(); });
}

Publisher::~Publisher() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  work_.notify_all();
  thread_.join();
}

void Publisher::committed(std::uint64_t size) {
  {
    const std::scoped_lock lock(mutex_);
    committed_size_ = std::max(committed_size_, size);
  }
  work_.notify_one();
}

void Publisher::wait_for(std::uint64_t index) {
  std::unique_lock lock(mutex_);
  ++waiting_;
  work_.notify_one();
  published_.wait(lock, [&] { return fault_ || published_size_ > index || (closing_ && full_); });
  --waiting_;
  if (published_size_ > index) return;
  if (fault_) std::rethrow_exception(fault_);
  throw base::DiskFull("the log has no space, and the server is stopping; entry " +
                       std::to_string(index) + " is published after the next start");
}

bool Publisher::wait_at_most(std::uint64_t index, std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  ++waiting_;
  work_.notify_one();
  const bool came = published_.wait_for(
      lock, time, [&] { return fault_ || published_size_ > index || closing_; });
  --waiting_;
  return came && published_size_ > index;
}

void Publisher::stop_waiting_for_space() {
  {
    const std::scoped_lock lock(mutex_);
    closing_ = true;
  }
  published_.notify_all();
}

std::uint64_t Publisher::published_size() const {
  const std::scoped_lock lock(mutex_);
  return published_size_;
}

bool Publisher::healthy() const {
  const std::scoped_lock lock(mutex_);
  return !fault_;
}

void Publisher::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    work_.wait(lock, [&] { return stopping_ || committed_size_ > published_size_; });
    if (committed_size_ == published_size_) return;
    work_.wait_for(lock, kUnaskedInterval, [&] { return stopping_ || waiting_ > 0; });
    const std::uint64_t from = published_size_;
    const std::uint64_t to = committed_size_;
    lock.unlock();
    std::uint64_t reached = from;
    bool full = false;
    std::exception_ptr fault;
    try {
      reached = publish_batch(from, to);
    } catch (const base::DiskFull& caught) {
      // The log is as before; entries stay in the catalog. Waiters go on waiting for space.
      base::log_line(base::LogLevel::error, "publisher.disk_full", {{"detail", caught.what()}});
      full = true;
    } catch (const std::exception& caught) {
      base::log_line(base::LogLevel::error, "publisher.stopped", {{"detail", caught.what()}});
      fault = std::current_exception();
    }
    lock.lock();
    published_size_ = reached;
    full_ = full;
    if (fault) fault_ = fault;
    published_.notify_all();
    if (fault_) return;
    if (stopping_ && reached == from) return;
    if (full_) work_.wait_for(lock, kFullDiskPause, [&] { return stopping_; });
  }
}

std::uint64_t Publisher::publish_batch(std::uint64_t from, std::uint64_t to) {
  const std::size_t count = std::min<std::size_t>(kBatchMax, to - from);
  const std::vector<std::string> entries = source_(from, count);
  if (entries.size() != count) {
    throw base::Damaged("the catalog lacks entries from index " +
                        std::to_string(from + entries.size()) +
                        "; stop the server and run 'liuhen verify'");
  }
  const std::vector<std::string_view> views(entries.begin(), entries.end());
  log_.append(from, views);
  return log_.size();
}

}  // namespace liuhen::flows
