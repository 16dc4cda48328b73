// The attendant: background work on records that is a question to the catalog, not a queue that can
// be lost – deposited but not probed by this version of the probe; probed but without a poster. Two
// threads, so that a long playable copy never keeps a deposit from being probed; a file that
// crashes its child is a recorded fact, and the attendant goes on. What cannot be read or rendered
// is remembered for this run and tried again after a restart.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "model/record.h"
#include "render/kinds.h"
#include "vault/vault.h"

namespace liuhen::flows {

class House;

class Attendant {
 public:
  // The derived copies together stay below `cache_bytes_max`: those unused for longest go.
  Attendant(House& house, std::uint64_t cache_bytes_max);
  Attendant(const Attendant&) = delete;
  Attendant& operator=(const Attendant&) = delete;
  ~Attendant();  // stops running children

  // Any thread.
  void wake();
  // Somebody wants to see this record: its derived copies come first.
  void prefer(const model::RecordId& record);
  // A list shows this record without a picture; made once, after what is preferred.
  void want_poster(const model::RecordId& record);
  // There will be no such copy in this run: it was tried, or this kind of file has none.
  bool derived_failed(const model::RecordId& record, render::DerivedKind kind) const;

 private:
  enum class Probed { done, passed_over, not_now };
  using Copy = std::pair<model::RecordId, render::DerivedKind>;

  void run_probing(const std::stop_token& stop);
  bool probe_some(const std::stop_token& stop);  // false: nothing to do, or nothing can be done now
  std::vector<model::RecordId> records_to_probe();
  Probed probe_one(const model::RecordId& record, const std::stop_token& stop);
  Probed pass_over(const model::RecordId& record, const std::string& reason);

  void run_rendering(const std::stop_token& stop);
  bool render_some(const std::stop_token& stop);
  std::optional<std::pair<model::RecordId, bool>> next_to_render();
  void render_copies(const model::RecordId& record, bool poster_only, const std::stop_token& stop);
  void render_copy(const model::Record& record, const vault::StoredRecord& stored,
                   render::DerivedKind kind, const std::stop_token& stop);
  bool has_room_for(render::DerivedKind kind, std::uint64_t original_bytes);
  void tell_failed(const model::Record& record, render::DerivedKind kind,
                   const std::string& reason);
  void note_failed(const model::RecordId& record, render::DerivedKind kind);
  void note_all_failed(const model::RecordId& record);
  void forget_failures(const model::RecordId& record);
  void tidy_cache();

  void rest(const std::stop_token& stop, bool& has_work);

  House& house_;
  const std::uint64_t cache_bytes_max_;
  std::set<model::RecordId> unreadable_;  // of the probing thread alone

  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  bool has_probing_ = true;
  bool has_rendering_ = true;
  std::deque<model::RecordId> preferred_;  // all copies, now
  std::deque<model::RecordId> posters_;    // the poster, then all copies
  std::deque<model::RecordId> rest_;       // all copies, when nothing else waits
  std::set<model::RecordId> asked_;        // posters that were tried already
  std::set<model::RecordId> told_;         // records of which a failed copy was logged
  std::set<Copy> failed_;

  std::jthread rendering_;
  std::jthread probing_;
};

}  // namespace liuhen::flows
