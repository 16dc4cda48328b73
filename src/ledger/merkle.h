// The Merkle tree of RFC 6962 §2.1 and RFC 9162 §2.1, SHA-256 only. Pure functions of hashes; the
// tree itself is stored as tiles (ledger/tile_path.h) that a callback reads. Any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "base/digest.h"

namespace liuhen::ledger {

using Hashes = std::vector<base::Digest256>;
using HashView = std::span<const base::Digest256>;

base::Digest256 leaf_hash(base::ByteView entry);  // SHA-256(0x00 ‖ entry)
base::Digest256 node_hash(const base::Digest256& left, const base::Digest256& right);
base::Digest256 empty_root();  // SHA-256 of nothing: the root of the tree without leaves
// Root over leaf hashes, all in memory.
base::Digest256 root_of(HashView leaf_hashes);

// RFC 9162 §2.1.3.2. False for an index outside the tree, a proof of the wrong length, or hashes
// that do not lead to `root`.
[[nodiscard]] bool verify_inclusion(std::uint64_t index, std::uint64_t size,
                                    const base::Digest256& leaf, HashView proof,
                                    const base::Digest256& root);

// RFC 9162 §2.1.4.2. The RFC has no proof from size 0; here, as with C2SP witnesses, the empty tree
// is a prefix of every tree, shown by an empty proof and the right empty root.
[[nodiscard]] bool verify_consistency(std::uint64_t old_size, std::uint64_t new_size,
                                      const base::Digest256& old_root,
                                      const base::Digest256& new_root, HashView proof);

// Proofs out of stored tiles. One object serves one question or a few; it keeps the tiles that it
// has read (O(log size) of them a proof) and belongs to one thread.
class StoredTree {
 public:
  // Answers at least the hashes that a tree of `size` leaves has in that tile; throws when it
  // cannot. StoredTree CHECKs the number.
  using TileReader = std::function<Hashes(unsigned level, std::uint64_t index)>;

  StoredTree(std::uint64_t size, TileReader read) : size_(size), read_(std::move(read)) {}

  // Each CHECKs its range: index < size ≤ stored size; old_size ≤ new_size ≤ stored size.
  base::Digest256 root_at(std::uint64_t size);
  base::Digest256 leaf_at(std::uint64_t index);
  Hashes inclusion_proof(std::uint64_t index, std::uint64_t size);
  Hashes consistency_proof(std::uint64_t old_size, std::uint64_t new_size);

 private:
  base::Digest256 range_hash(std::uint64_t first, std::uint64_t end);
  base::Digest256 complete_hash(unsigned height, std::uint64_t index);
  const Hashes& tile(unsigned level, std::uint64_t index);

  std::uint64_t size_;
  TileReader read_;
  std::map<std::pair<unsigned, std::uint64_t>, Hashes> tiles_;
};

}  // namespace liuhen::ledger
