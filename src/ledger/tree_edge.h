// The right edge of a growing tree: for each tile level the hashes of its last, incomplete tile.
// That is all a writer must know (under 256 hashes a level), whatever the size of the log. A plain
// value; one thread.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "ledger/merkle.h"
#include "ledger/tile_path.h"

namespace liuhen::ledger {

class TreeEdge {
 public:
  using TileSink = std::function<void(const TilePath& path, HashView hashes)>;

  TreeEdge() = default;
  // levels[l] must hold partial_width(l, size) hashes (CHECKed); missing levels count as empty.
  TreeEdge(std::uint64_t size, std::vector<Hashes> levels);

  std::uint64_t size() const { return size_; }
  const std::vector<Hashes>& levels() const { return levels_; }

  // Adds one leaf; hands out each tile that becomes full by it, lowest level first.
  void push(const base::Digest256& leaf, const TileSink& on_full);
  // Hands out the partial tiles of every level that has changed since the tree had `since` leaves.
  void for_each_partial(std::uint64_t since, const TileSink& use) const;
  base::Digest256 root() const;

 private:
  std::uint64_t size_ = 0;
  std::vector<Hashes> levels_;
};

base::Bytes bytes_of(HashView hashes);                  // as a tile file holds them
std::optional<Hashes> hashes_of(base::ByteView bytes);  // nullopt unless 32·n bytes, n ≤ 256

}  // namespace liuhen::ledger
