// The attendant: background work on records that is a question to the catalog, not a queue that can
// be lost – deposited but not probed by this version of the probe; probed but without a poster. One
// thread; a file that crashes its child is a recorded fact, and the attendant goes on.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <stop_token>
#include <thread>

#include "model/record.h"

namespace liuhen::flows {

class House;

class Attendant {
 public:
  explicit Attendant(House& house);
  Attendant(const Attendant&) = delete;
  Attendant& operator=(const Attendant&) = delete;
  ~Attendant();  // stops a running child

  void wake();
  // Somebody wants to see this record: its derived copies come first.
  void prefer(const model::RecordId& record);

 private:
  void run(const std::stop_token& stop);
  bool probe_some();
  bool render_some(const std::stop_token& stop);
  bool probe_one(const model::RecordId& record);  // false: the machine cannot probe now
  void render_one(const model::RecordId& record, const std::stop_token& stop);

  House& house_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  bool work_ = true;
  std::deque<model::RecordId> to_render_;
  std::jthread thread_;
};

}  // namespace liuhen::flows
