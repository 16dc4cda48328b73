#include "ledger/merkle.h"

#include <algorithm>
#include <bit>

#include "base/check.h"
#include "ledger/tile_path.h"

namespace liuhen::ledger {
namespace {

using base::Digest256;

// The largest power of two below n (n ≥ 2): where RFC 6962 splits a tree of n leaves.
std::uint64_t split_point(std::uint64_t n) { return std::bit_floor(n - 1); }

}  // namespace

Digest256 leaf_hash(base::ByteView entry) {
  static constexpr std::uint8_t kPrefix[] = {0x00};
  base::Hasher hasher(base::DigestAlgorithm::sha256);
  hasher.update(base::ByteView(kPrefix));
  hasher.update(entry);
  return hasher.finish256();
}

Digest256 node_hash(const Digest256& left, const Digest256& right) {
  std::array<std::uint8_t, 65> bytes{};
  bytes[0] = 0x01;
  std::copy(left.begin(), left.end(), bytes.begin() + 1);
  std::copy(right.begin(), right.end(), bytes.begin() + 33);
  return base::sha256_of(base::ByteView(bytes));
}

Digest256 empty_root() { return base::sha256_of(base::ByteView{}); }

Digest256 root_of(HashView leaf_hashes) {
  if (leaf_hashes.empty()) return empty_root();
  if (leaf_hashes.size() == 1) return leaf_hashes[0];
  const std::uint64_t split = split_point(leaf_hashes.size());
  return node_hash(root_of(leaf_hashes.first(split)), root_of(leaf_hashes.subspan(split)));
}

bool verify_inclusion(std::uint64_t index, std::uint64_t size, const Digest256& leaf,
                      HashView proof, const Digest256& root) {
  if (index >= size) return false;
  std::uint64_t node = index;
  std::uint64_t last = size - 1;
  Digest256 hash = leaf;
  for (const Digest256& sibling : proof) {
    if (last == 0) return false;
    if ((node & 1U) == 1 || node == last) {
      hash = node_hash(sibling, hash);
      while ((node & 1U) == 0 && node != 0) {
        node >>= 1U;
        last >>= 1U;
      }
    } else {
      hash = node_hash(hash, sibling);
    }
    node >>= 1U;
    last >>= 1U;
  }
  return last == 0 && hash == root;
}

bool verify_consistency(std::uint64_t old_size, std::uint64_t new_size, const Digest256& old_root,
                        const Digest256& new_root, HashView proof) {
  if (old_size > new_size) return false;
  if (old_size == 0 && old_root != empty_root()) return false;
  if (old_size == new_size) return proof.empty() && old_root == new_root;
  if (old_size == 0) return proof.empty();
  if (proof.empty()) return false;
  std::uint64_t node = old_size - 1;
  std::uint64_t last = new_size - 1;
  while ((node & 1U) == 1) {
    node >>= 1U;
    last >>= 1U;
  }
  // An old tree that is one complete subtree is itself the first hash, and the proof leaves it out.
  const bool implied = std::has_single_bit(old_size);
  Digest256 old_hash = implied ? old_root : proof[0];
  Digest256 new_hash = old_hash;
  for (const Digest256& step : proof.subspan(implied ? 0 : 1)) {
    if (last == 0) return false;
    if ((node & 1U) == 1 || node == last) {
      old_hash = node_hash(step, old_hash);
      new_hash = node_hash(step, new_hash);
      while ((node & 1U) == 0 && node != 0) {
        node >>= 1U;
        last >>= 1U;
      }
    } else {
      new_hash = node_hash(new_hash, step);
    }
    node >>= 1U;
    last >>= 1U;
  }
  return last == 0 && old_hash == old_root && new_hash == new_root;
}

const Hashes& StoredTree::tile(unsigned level, std::uint64_t index) {
  const auto [place, is_new] = tiles_.try_emplace({level, index});
  if (is_new) {
    place->second = read_(level, index);
    CHECK(place->second.size() >= tile_width(level, index, size_));
  }
  return place->second;
}

// The hash over leaves [index·2^height, (index+1)·2^height).
Digest256 StoredTree::complete_hash(unsigned height, std::uint64_t index) {
  const unsigned above = height % 8;
  const std::uint64_t first = index << above;
  const Hashes& hashes = tile(height / 8, first / kTileWidth);
  const std::size_t count = std::size_t{1} << above;
  return root_of(HashView(hashes).subspan(first % kTileWidth, count));
}

// Splits as RFC 6962 does, so `first` is always a multiple of the power of two below the length.
Digest256 StoredTree::range_hash(std::uint64_t first, std::uint64_t end) {
  CHECK(first < end);
  const std::uint64_t length = end - first;
  if (std::has_single_bit(length)) {
    return complete_hash(static_cast<unsigned>(std::countr_zero(length)), first / length);
  }
  const std::uint64_t middle = first + split_point(length);
  return node_hash(range_hash(first, middle), range_hash(middle, end));
}

Digest256 StoredTree::root_at(std::uint64_t size) {
  CHECK(size <= size_);
  return size == 0 ? empty_root() : range_hash(0, size);
}

Digest256 StoredTree::leaf_at(std::uint64_t index) {
  CHECK(index < size_);
  return complete_hash(0, index);
}

// PATH(m, D[n]) of RFC 9162 §2.1.3.1, from the root down and then turned round.
Hashes StoredTree::inclusion_proof(std::uint64_t index, std::uint64_t size) {
  CHECK(index < size && size <= size_);
  Hashes proof;
  std::uint64_t first = 0;
  std::uint64_t end = size;
  while (end - first > 1) {
    const std::uint64_t middle = first + split_point(end - first);
    if (index < middle) {
      proof.push_back(range_hash(middle, end));
      end = middle;
    } else {
      proof.push_back(range_hash(first, middle));
      first = middle;
    }
  }
  std::reverse(proof.begin(), proof.end());
  return proof;
}

// SUBPROOF(m, D[n], b) of RFC 9162 §2.1.4.1, likewise.
Hashes StoredTree::consistency_proof(std::uint64_t old_size, std::uint64_t new_size) {
  CHECK(old_size <= new_size && new_size <= size_);
  Hashes proof;
  if (old_size == 0 || old_size == new_size) return proof;
  std::uint64_t first = 0;
  std::uint64_t end = new_size;
  while (end != old_size) {
    const std::uint64_t middle = first + split_point(end - first);
    if (old_size <= middle) {
      proof.push_back(range_hash(middle, end));
      end = middle;
    } else {
      proof.push_back(range_hash(first, middle));
      first = middle;
    }
  }
  if (first != 0) proof.push_back(range_hash(first, end));
  std::reverse(proof.begin(), proof.end());
  return proof;
}

}  // namespace liuhen::ledger
