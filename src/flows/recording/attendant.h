// The attendant: background work on records that is a question to the catalog, not a queue that can
// be lost – deposited but not probed by this version of the probe; probed but without a poster. One
// thread; a file that crashes its child is a recorded fact, and the attendant goes on.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <thread>
#include <utility>

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
  // A list shows this record without a picture; made once, after what is preferred.
  void want_poster(const model::RecordId& record);

 private:
  void run(const std::stop_token& stop);
  bool probe_some();
  bool render_some(const std::stop_token& stop);
  std::optional<std::pair<model::RecordId, bool>> next_to_render();
  bool probe_one(const model::RecordId& record);  // false: the machine cannot probe now
  void render_one(const model::RecordId& record, bool poster_only, const std::stop_token& stop);

  House& house_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  bool work_ = true;
  std::deque<model::RecordId> preferred_;  // all copies, now
  std::deque<model::RecordId> posters_;    // the poster, then all copies
  std::deque<model::RecordId> rest_;       // all copies, when nothing else waits
  std::set<model::RecordId> asked_;        // posters that were tried already
  std::jthread thread_;
};

}  // namespace liuhen::flows
