// Reads a log folder while a writer may be adding to it: no lock, no state, any number of threads.
// Files that must exist and do not, or are of the wrong form, throw Damaged naming the file.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/disk.h"
#include "base/result.h"
#include "ledger/checkpoint.h"
#include "ledger/merkle.h"

namespace liuhen::ledger {

struct LatestCheckpoint {
  SignedCheckpoint signed_checkpoint;
  Checkpoint checkpoint;
};

class LogReader {
 public:
  using EntryUse = std::function<void(std::uint64_t index, base::ByteView entry)>;

  explicit LogReader(base::fs::path directory) : directory_(std::move(directory)) {}

  // Note and SM2 signature always belong together. nullopt when the log does not exist yet. The
  // form is checked, not the signatures: see ledger/receipt_proof.h.
  std::optional<LatestCheckpoint> latest() const;

  // For serving over HTTP: `checkpoint`, `checkpoint.sm2`, or a tile or bundle that the latest
  // checkpoint covers. nullopt (404) for every other path, whatever it says.
  std::optional<base::Bytes> read_file(std::string_view relative_path) const;

  // Proofs within any tree up to the latest size; the error says which size that is. A proof to the
  // latest root is verified before it is handed out (Damaged when a tile has been changed).
  base::Result<Hashes, std::string> inclusion_proof(std::uint64_t index, std::uint64_t size) const;
  base::Result<Hashes, std::string> consistency_proof(std::uint64_t old_size,
                                                      std::uint64_t new_size) const;

  // Up to `count` entries from `first`, in order, one bundle in memory at a time. Answers how many
  // were given: less than `count` at the end of the log. Views last for one call of `use`.
  std::uint64_t read_entries(std::uint64_t first, std::uint64_t count, const EntryUse& use) const;
  std::optional<base::Bytes> read_entry(std::uint64_t index) const;

 private:
  StoredTree stored_tree(std::uint64_t size) const;

  base::fs::path directory_;
};

}  // namespace liuhen::ledger
