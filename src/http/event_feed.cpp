#include "http/event_feed.h"

#include <exception>
#include <utility>

#include "base/log.h"

namespace liuhen::http {

EventFeed::EventFeed(EventHub& hub) : hub_(hub), thread_([this] { loop(); }) {}

EventFeed::~EventFeed() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void EventFeed::push(Event event) {
  {
    const std::scoped_lock lock(mutex_);
    if (waiting_.size() >= kWaitingMax) {
      waiting_.clear();
      overrun_ = true;
    }
    waiting_.push_back(std::move(event));
  }
  changed_.notify_one();
}

void EventFeed::loop() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    if (stopping_) return;
    const bool overrun = std::exchange(overrun_, false);
    const std::deque<Event> events = std::exchange(waiting_, {});
    lock.unlock();
    try {
      if (overrun) hub_.close_all();
      for (const Event& event : events) hub_.publish(event);
    } catch (const std::exception& e) {
      base::log_line(base::LogLevel::error, "events.failed", {{"what", e.what()}});
    }
    lock.lock();
  }
}

}  // namespace liuhen::http
