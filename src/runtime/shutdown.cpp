#include "runtime/shutdown.h"

#include <csignal>
#include <utility>
#include <vector>

#include "base/guarded.h"

namespace liuhen::runtime {

struct Shutdown::State {
  struct Inner {
    bool requested = false;
    std::vector<std::function<void()>> callbacks;
  };
  base::Guarded<Inner> inner;
};

Shutdown::Shutdown() : state_(std::make_shared<State>()) {}

void Shutdown::request() {
  const auto callbacks = state_->inner.with([](State::Inner& inner) {
    inner.requested = true;
    return std::exchange(inner.callbacks, {});
  });
  for (const auto& callback : callbacks) callback();
}

bool Shutdown::requested() const {
  return state_->inner.with([](const State::Inner& inner) { return inner.requested; });
}

void Shutdown::on_request(std::function<void()> callback) {
  const bool already = state_->inner.with([&](State::Inner& inner) {
    if (!inner.requested) inner.callbacks.push_back(callback);
    return inner.requested;
  });
  if (already) callback();
}

namespace {

sigset_t stop_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}

}  // namespace

StopSignals::StopSignals() {
  const sigset_t set = stop_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

int StopSignals::wait() {
  const sigset_t set = stop_signals();
  int number = 0;
  sigwait(&set, &number);
  return number;
}

}  // namespace liuhen::runtime
