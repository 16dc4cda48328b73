// UploadDesk: unfinished uploads in the staging folder, one sub-folder each:
//   <staging>/<upload id>/upload.json   the sheet (flows/intake/upload_sheet.h)
//                         bytes         what has come
//                         chunks        digests of it (flows/intake/chunk_journal.h)
// It implements what the tus layer asks (UploadStore) and hands each complete upload to the take-in
// on a worker. A restarted server goes on with every upload where it was.
//
// Threads: any; two workers of its own. Limits are in DeskRules; beyond them it refuses. Order of
// locks: an upload's `busy` before mutex_, never the other way round; a second upload's `busy` is
// only tried. Questions about an upload open no file and wait for no append.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/fault.h"
#include "flows/intake/chunk_journal.h"
#include "flows/intake/read_back.h"
#include "flows/intake/upload_sheet.h"
#include "flows/intake/upload_store.h"

namespace liuhen::flows {

struct DeskRules {
  std::uint64_t upload_bytes_max = std::uint64_t{1} << 40;
  std::uint64_t free_bytes_kept = std::uint64_t{256} << 20;  // never filled by uploads
  std::size_t uploads_max = 10'000;
  std::size_t uploads_of_owner_max = 500;  // neither done nor refused
  std::size_t uploads_open_max = 32;
  std::int64_t lifetime_ms = std::int64_t{7} * 24 * 3600 * 1000;  // after the last byte that came
  // Of one that is done, refused or expired only the sheet stays so long, for whoever still asks.
  std::int64_t kept_when_ended_ms = std::int64_t{24} * 3600 * 1000;
  std::int64_t retry_ms = 15'000;  // a take-in that met a full disk or was postponed
};

// A complete upload, as the take-in sees it. `digests` waits for the read-back; `intend` writes the
// record id into the sheet, durably; `enter` shows the next state.
struct TakeInJob {
  UploadSheet sheet;
  base::fs::path staged_file;
  std::function<StagedDigests()> digests;
  std::function<void(const model::RecordId& record_id)> intend;
  std::function<void(UploadState)> enter;
};

struct TakenIn {
  model::RecordId record_id;
  std::uint64_t entry_index = 0;
};

// A take-in that cannot end now: what it has begun is durable, or may be. The upload stays as it is
// and is tried again, at the latest after a restart; it must not be called refused.
class Postponed : public base::Fault {
 public:
  using Fault::Fault;
};

class UploadDesk final : public UploadStore {
 public:
  using Admit = std::function<model::Answer<base::Done>(const NewUpload&)>;
  using TakeIn = std::function<base::Result<TakenIn, UploadProblem>(TakeInJob&)>;
  using Changed = std::function<void(const UploadSheet&)>;

  UploadDesk(base::fs::path staging, DeskRules rules, const base::Clock& clock, Admit admit,
             TakeIn take_in, Changed changed = {});
  UploadDesk(const UploadDesk&) = delete;
  UploadDesk& operator=(const UploadDesk&) = delete;
  ~UploadDesk() override;

  model::Answer<UploadStatus> create(const NewUpload& upload) override;
  model::Answer<UploadStatus> get_status(const model::AccountId& owner_id,
                                         const model::UploadId& id) override;
  model::Answer<UploadStatus> append(const model::AccountId& owner_id, const model::UploadId& id,
                                     const Append& append, ByteSource& source) override;
  model::Answer<base::Done> terminate(const model::AccountId& owner_id,
                                      const model::UploadId& id) override;

  std::optional<UploadSheet> find_upload(const model::AccountId& owner_id,
                                         const model::UploadId& id) const;
  // Neither done nor refused, oldest first, with the offsets.
  std::vector<std::pair<UploadSheet, std::uint64_t>> uploads_of(const model::AccountId& owner_id);
  // Removes the bytes of what has expired, and later its sheet. Called from time to time.
  void sweep();
  std::size_t upload_count() const;

 private:
  struct Live;
  using LivePtr = std::shared_ptr<Live>;

  void load_sheets();
  void load_upload(const base::fs::path& folder);
  bool enter_upload(const LivePtr& live);
  model::Answer<LivePtr> find_live(const model::AccountId& owner_id,
                                   const model::UploadId& id) const;
  model::Answer<std::uint64_t> check_parts(const NewUpload& upload);
  void open_live(Live& live);
  void close_idle(const Live& except);
  bool has_expired(const UploadSheet& sheet) const;
  void sweep_one(const LivePtr& live, base::UtcTime now);
  UploadSheet sheet_of(const Live& live) const;
  UploadStatus status_of(const Live& live) const;
  void check_reserve(const Live& live, std::uint64_t& next_check) const;
  void write_piece(Live& live, base::ByteView piece, std::uint64_t& next_check);
  void drop_unsettled(Live& live);
  void receive(Live& live, const Append& append, ByteSource& source);
  bool receive_all_or_nothing(Live& live, const Append& append, ByteSource& source);
  void settle(Live& live);
  void complete_if_whole(const LivePtr& live);
  void change(Live& live, const std::function<void(UploadSheet&)>& edit);
  void forget(const LivePtr& live);  // the caller holds live->busy

  void enqueue(const LivePtr& live);
  void work();
  void take_in_one(const LivePtr& live);
  base::Result<TakenIn, UploadProblem> run_take_in(const LivePtr& live);
  void try_later(const LivePtr& live, std::string_view why, const std::string& detail);
  void join_parts(Live& live);
  void finish(const LivePtr& live, const base::Result<TakenIn, UploadProblem>& result);
  void clear_away(const LivePtr& live);

  base::fs::path staging_;
  DeskRules rules_;
  const base::Clock& clock_;
  Admit admit_;
  TakeIn take_in_;
  Changed changed_;

  mutable std::mutex mutex_;  // guards the map and the sheets
  std::map<model::UploadId, LivePtr> uploads_;

  std::mutex queue_mutex_;
  std::condition_variable queue_changed_;
  std::deque<std::pair<std::int64_t, LivePtr>> queue_;  // not before (monotonic ms), which
  bool stopping_ = false;
  std::vector<std::thread> workers_;
};

}  // namespace liuhen::flows
