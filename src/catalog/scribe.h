// The one writer of the ledger's facts (design: Scribe). Commands that wait together share one
// transaction and one fsync, each under its own savepoint: a refusal or an exception of one does
// not undo its neighbours. An answer is given only when it is durable.
//
// Lifetime: the catalog and the clock outlive the scribe. One scribe per catalog and process.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "base/clock.h"
#include "catalog/catalog.h"
#include "model/entry.h"
#include "model/refusal.h"

namespace liuhen::catalog {

struct Committed {
  std::uint64_t first_index = 0;            // of the next entry when the command made none
  std::vector<model::PlacedEntry> entries;  // with the times they were given
};

// Looks at the state and says which entries follow from the command, or refuses. Runs on the
// scribe's thread inside the transaction and sees what commands before it have done; it must not
// wait, write or submit. It may run only once.
using Decide = std::function<model::Answer<std::vector<model::Entry>>(Connection&)>;

struct ScribeLimits {
  std::size_t queue_max = 4096;
  std::size_t batch_max = 512;  // commands in one transaction
};

struct ScribeCounts {
  std::uint64_t commands = 0;
  std::uint64_t commits = 0;  // transactions with at least one entry: one fsync each
};

class Scribe {
 public:
  Scribe(Catalog& catalog, const base::Clock& clock, ScribeLimits limits = {});
  Scribe(const Scribe&) = delete;
  Scribe& operator=(const Scribe&) = delete;
  ~Scribe();  // finishes what waits

  // Any thread but the scribe's own; blocks until durable. The time of an entry is the clock's, or
  // that of the entry before it when the clock was set back. Throws what `decide` threw;
  // Busy when the queue is full; base::DiskFull when the disk is (nothing was kept, the scribe
  // goes on); base::Fault for ever after a failed write or fsync.
  model::Answer<Committed> submit(Decide decide);

  // Called on the scribe's thread after each commit with the number of entries, before the
  // commands are answered. Must be quick and not throw.
  void on_committed(std::function<void(std::uint64_t new_size)> hook);

  bool healthy() const;
  ScribeCounts counts() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace liuhen::catalog
