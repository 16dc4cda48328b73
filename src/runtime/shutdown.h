// Shutdown: asked for once, seen everywhere. Copies share one state. Callbacks run once, in the
// thread that asks (or at once when it was asked for already), and must be short.
#pragma once

#include <functional>
#include <memory>

namespace liuhen::runtime {

class Shutdown {
 public:
  Shutdown();

  void request();
  bool requested() const;
  void on_request(std::function<void()> callback);

 private:
  struct State;
  std::shared_ptr<State> state_;
};

// The signals that stop a server (SIGINT, SIGTERM). Make it in main before any thread starts: the
// signals are blocked in all threads and taken by wait() alone.
class StopSignals {
 public:
  StopSignals();
  int wait();  // returns the signal's number
};

}  // namespace liuhen::runtime
