// Server-sent events: publishers hand in small events, every subscription has its own bounded queue
// and filter. A client that reads too slowly is dropped (it reconnects and asks again), so that it
// can hold up nobody. Any thread may publish.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/guarded.h"

namespace liuhen::http {

struct Event {
  std::string name;      // "entry", "upload", "derived"
  std::string json;      // one line
  std::string subject;   // for filters; not sent
  std::string owner_id;  // for filters; not sent
};

using EventFilter = std::function<bool(const Event&)>;
// Whether those who listen still may: false once their session has ended.
using EventLease = std::function<bool()>;

class EventSubscription {
 public:
  EventSubscription(EventFilter filter, EventLease lease, std::size_t waiting_max);

  // Text in the event-stream format of everything that waits; nullopt once it is over.
  std::optional<std::string> take();
  // Called (from any thread) when there is something to take. At most one.
  void on_ready(std::function<void()> callback);
  void close();
  bool is_closed() const;

 private:
  friend class EventHub;
  void offer(const Event& event, const std::string& text);
  bool lease_stands() const;  // Busy: until the next look; else false when it cannot be told

  struct State {
    std::deque<std::string> waiting;
    std::function<void()> ready;
    bool closed = false;
  };
  const EventFilter filter_;
  const EventLease lease_;
  const std::size_t waiting_max_;
  base::Guarded<State> state_;
};

class EventHub {
 public:
  explicit EventHub(std::size_t subscriptions_max = 1000, std::size_t waiting_max = 256)
      : subscriptions_max_(subscriptions_max), waiting_max_(waiting_max) {}

  // Null when there are too many.
  std::shared_ptr<EventSubscription> subscribe(EventFilter filter, EventLease lease = {});
  void publish(const Event& event);
  // Ends the subscriptions whose lease has ended: called when sessions end, and from time to time
  // for those that end by themselves.
  void close_ended();
  void close_all();
  std::size_t subscriptions() const;

 private:
  using Subscriptions = std::list<std::weak_ptr<EventSubscription>>;

  std::vector<std::shared_ptr<EventSubscription>> alive();

  const std::size_t subscriptions_max_;
  const std::size_t waiting_max_;
  base::Guarded<Subscriptions> subscriptions_;
};

}  // namespace liuhen::http
