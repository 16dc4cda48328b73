// EventFeed: takes events from the threads that make them, without holding those up, and hands them
// to the hub on a thread of its own, because filters may have to ask the catalog. When it falls too
// far behind, all subscriptions end; clients come back and ask anew.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "http/event_hub.h"

namespace liuhen::http {

class EventFeed {
 public:
  static constexpr std::size_t kWaitingMax = 20'000;

  // `hub` outlives this.
  explicit EventFeed(EventHub& hub);
  EventFeed(const EventFeed&) = delete;
  EventFeed& operator=(const EventFeed&) = delete;
  ~EventFeed();

  void push(Event event);

 private:
  void loop();

  EventHub& hub_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Event> waiting_;
  bool overrun_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace liuhen::http
