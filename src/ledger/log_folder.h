// The writer of a log: a folder of tiles and entry bundles (C2SP tlog-tiles v0.1.0), the newest
// checkpoint as a signed note, and its SM2 signature (docs/formats/checkpoint.md). One writer per
// folder, in one thread at a time; readers (ledger/log_reader.h) need no lock.
//
// Order of a batch: tiles and bundles durable → checkpoint.sm2 durable → checkpoint durable. A
// crash before the second leaves the old checkpoint; a crash after it is rolled forward by the next
// open, because a signature that was once visible must never be contradicted. So after a crash
// size() may be larger than the last append that answered: the caller goes on from size().
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/disk.h"
#include "ledger/checkpoint.h"
#include "ledger/durable_writes.h"
#include "ledger/keys.h"
#include "ledger/log_edge.h"

namespace liuhen::ledger {

class LogFolder {
 public:
  // Creates the folder with a checkpoint of size 0 when absent. Throws AlreadyRunning when another
  // writer holds it; Damaged, naming the file, when signatures, checkpoint and edge disagree; Fault
  // when `origin` is not the name of the keys.
  static LogFolder open(const base::fs::path& directory, std::string origin,
                        const CheckpointKeys& keys);

  std::uint64_t size() const { return edge_.tree.size(); }
  const SignedCheckpoint& latest() const { return latest_; }

  // Adds the entries (each at most kEntrySizeMax bytes, CHECKed), the first of which has the index
  // `first_index`. When this returns, tiles and checkpoint are durable and visible to readers. No
  // entries: the latest checkpoint again. After DiskFull the same call may be tried again; after
  // any other Fault it refuses until opened anew, because a failed fsync may have lost pages.
  //
  // The index makes a repeated call harmless: a full disk (or a crash) between the SM2 signature
  // and the checkpoint is rolled forward later, and the entries that are then in the log already
  // are compared, not added a second time. Damaged when they differ; CHECKs first_index <= size().
  SignedCheckpoint append(std::uint64_t first_index, std::span<const std::string_view> entries);

  void set_step_hook(StepHook hook) { hook_ = std::move(hook); }  // for crash tests

 private:
  LogFolder(base::fs::path directory, std::string origin, const CheckpointKeys& keys);

  enum class Health { good, full, stopped };

  void load();
  void load_published(const base::Bytes& sm2_file, const std::optional<base::Bytes>& note);
  std::span<const std::string_view> not_yet_added(std::uint64_t first_index,
                                                  std::span<const std::string_view> entries) const;
  SignedCheckpoint append_or_throw(std::span<const std::string_view> entries);
  void write_tiles(std::span<const std::string_view> entries, LogEdge& edge);
  void publish(const Checkpoint& checkpoint);
  void publish_note(const Checkpoint& checkpoint);
  void remove_covered_partials(std::uint64_t since) const;

  base::fs::path directory_;
  std::string origin_;
  CheckpointKeys keys_;
  std::unique_ptr<base::FolderLock> lock_;
  StepHook hook_;
  Health health_ = Health::good;
  LogEdge edge_;
  SignedCheckpoint latest_;
  std::optional<Sm2Line> newest_sm2_;
};

}  // namespace liuhen::ledger
