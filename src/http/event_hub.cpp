#include "http/event_hub.h"

#include <exception>
#include <utility>

#include "base/fault.h"
#include "base/log.h"

namespace liuhen::http {

EventSubscription::EventSubscription(EventFilter filter, EventLease lease, std::size_t waiting_max)
    : filter_(std::move(filter)), lease_(std::move(lease)), waiting_max_(waiting_max) {}

bool EventSubscription::lease_stands() const {
  if (!lease_) return true;
  try {
    return lease_();
  } catch (const base::Busy&) {
    return true;  // the next look tells
  } catch (const std::exception& e) {
    base::log_line(base::LogLevel::error, "events.lease_unknown", {{"what", e.what()}});
    return false;
  }
}

std::optional<std::string> EventSubscription::take() {
  return state_.with([](State& state) -> std::optional<std::string> {
    if (state.closed) return std::nullopt;
    std::string text;
    for (const std::string& event : state.waiting) text += event;
    state.waiting.clear();
    return text;
  });
}

void EventSubscription::on_ready(std::function<void()> callback) {
  state_.with([&](State& state) { state.ready = std::move(callback); });
}

void EventSubscription::close() {
  const auto ready = state_.with([](State& state) {
    state.closed = true;
    state.waiting.clear();
    return std::exchange(state.ready, nullptr);
  });
  if (ready) ready();
}

bool EventSubscription::is_closed() const {
  return state_.with([](const State& state) { return state.closed; });
}

void EventSubscription::offer(const Event& event, const std::string& text) {
  if (filter_ && !filter_(event)) return;
  const auto ready = state_.with([&](State& state) {
    if (state.closed) return std::function<void()>();
    if (state.waiting.size() >= waiting_max_) {
      state.closed = true;
      state.waiting.clear();
    } else {
      state.waiting.push_back(text);
    }
    return state.ready;
  });
  if (ready) ready();
}

std::shared_ptr<EventSubscription> EventHub::subscribe(EventFilter filter, EventLease lease) {
  return subscriptions_.with([&](Subscriptions& all) -> std::shared_ptr<EventSubscription> {
    std::erase_if(all, [](const auto& weak) { return weak.expired(); });
    if (all.size() >= subscriptions_max_) return nullptr;
    auto subscription =
        std::make_shared<EventSubscription>(std::move(filter), std::move(lease), waiting_max_);
    all.push_back(subscription);
    return subscription;
  });
}

std::vector<std::shared_ptr<EventSubscription>> EventHub::alive() {
  std::vector<std::shared_ptr<EventSubscription>> found;
  subscriptions_.with([&](Subscriptions& all) {
    for (const auto& weak : all)
      if (auto subscription = weak.lock()) found.push_back(std::move(subscription));
  });
  return found;
}

void EventHub::close_ended() {
  for (const auto& subscription : alive())
    if (!subscription->lease_stands()) subscription->close();
}

void EventHub::close_all() {
  for (const auto& subscription : alive()) subscription->close();
}

void EventHub::publish(const Event& event) {
  const std::string text = "event: " + event.name + "\ndata: " + event.json + "\n\n";
  for (const auto& subscription : alive()) subscription->offer(event, text);
}

std::size_t EventHub::subscriptions() const {
  return subscriptions_.with([](const Subscriptions& all) {
    std::size_t alive = 0;
    for (const auto& weak : all) alive += weak.expired() ? 0 : 1;
    return alive;
  });
}

}  // namespace liuhen::http
