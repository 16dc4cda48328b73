#include "ledger/tree_edge.h"

#include <algorithm>
#include <optional>

#include "base/check.h"

namespace liuhen::ledger {

using base::Digest256;

TreeEdge::TreeEdge(std::uint64_t size, std::vector<Hashes> levels)
    : size_(size), levels_(std::move(levels)) {
  for (unsigned level = 0; level <= 8; ++level) {
    const std::size_t width = level < levels_.size() ? levels_[level].size() : 0;
    CHECK(width == partial_width(level, size));
  }
}

void TreeEdge::push(const Digest256& leaf, const TileSink& on_full) {
  ++size_;
  Digest256 hash = leaf;
  for (unsigned level = 0;; ++level) {
    if (levels_.size() <= level) levels_.emplace_back();
    Hashes& hashes = levels_[level];
    hashes.push_back(hash);
    if (hashes.size() < kTileWidth) return;
    on_full({TileKind::hashes, level, hash_count_at(level + 1, size_) - 1, kTileWidth}, hashes);
    hash = root_of(hashes);
    hashes.clear();
  }
}

void TreeEdge::for_each_partial(std::uint64_t since, const TileSink& use) const {
  for (unsigned level = 0; level < levels_.size(); ++level) {
    const std::uint64_t count = hash_count_at(level, size_);
    const Hashes& hashes = levels_[level];
    if (hashes.empty() || count == hash_count_at(level, since)) continue;
    use({TileKind::hashes, level, count / kTileWidth, static_cast<unsigned>(hashes.size())},
        hashes);
  }
}

// Peaks from the right: each set bit of a level's width is one complete subtree.
Digest256 TreeEdge::root() const {
  std::optional<Digest256> right;
  for (const Hashes& hashes : levels_) {
    std::size_t end = hashes.size();
    for (std::size_t block = 1; block <= hashes.size(); block *= 2) {
      if ((hashes.size() & block) == 0) continue;
      const Digest256 peak = root_of(HashView(hashes).subspan(end - block, block));
      right = right ? node_hash(peak, *right) : peak;
      end -= block;
    }
  }
  return right.value_or(empty_root());
}

base::Bytes bytes_of(HashView hashes) {
  base::Bytes out;
  out.reserve(hashes.size() * 32);
  for (const Digest256& hash : hashes) out.insert(out.end(), hash.begin(), hash.end());
  return out;
}

std::optional<Hashes> hashes_of(base::ByteView bytes) {
  if (bytes.size() % 32 != 0 || bytes.size() > std::size_t{kTileWidth} * 32) return std::nullopt;
  Hashes out(bytes.size() / 32);
  for (std::size_t i = 0; i < out.size(); ++i) {
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(i * 32), 32, out[i].begin());
  }
  return out;
}

}  // namespace liuhen::ledger
