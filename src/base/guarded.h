// Guarded<T>: a value that cannot be reached without its lock. No lock is held across a suspension.
//   Guarded<Queue> queue;
//   queue.with([](Queue& q) { q.push(x); });
#pragma once

#include <mutex>
#include <utility>

namespace liuhen::base {

template <class T>
class Guarded {
 public:
  Guarded() = default;
  explicit Guarded(T value) : value_(std::move(value)) {}

  template <class Use>
  decltype(auto) with(Use&& use) {
    const std::scoped_lock lock(mutex_);
    return std::forward<Use>(use)(value_);
  }
  template <class Use>
  decltype(auto) with(Use&& use) const {
    const std::scoped_lock lock(mutex_);
    return std::forward<Use>(use)(value_);
  }

 private:
  mutable std::mutex mutex_;
  T value_{};
};

}  // namespace liuhen::base
