#include "ledger/merkle.h"

#include <gtest/gtest.h>

#include "ledger/tree_edge.h"

namespace liuhen::ledger {
namespace {

// All proofs of all trees up to 40 leaves, each accepted only as itself.
TEST(Merkle, EveryProofOfSmallTreesVerifiesAndEveryChangeFails) {
  Hashes leaves;
  for (std::uint64_t size = 1; size <= 40; ++size) {
    leaves.push_back(leaf_hash(base::as_bytes(std::to_string(size))));
    StoredTree tree(size, [&](unsigned, std::uint64_t) { return leaves; });
    const base::Digest256 root = root_of(leaves);
    for (std::uint64_t index = 0; index < size; ++index) {
      Hashes proof = tree.inclusion_proof(index, size);
      ASSERT_TRUE(verify_inclusion(index, size, leaves[index], proof, root));
      ASSERT_FALSE(verify_inclusion(index + 1, size, leaves[index], proof, root));
      ASSERT_FALSE(verify_inclusion(index, size, root_of({}), proof, root));
      if (proof.empty()) continue;
      proof.back()[31] ^= 1;
      ASSERT_FALSE(verify_inclusion(index, size, leaves[index], proof, root));
    }
    for (std::uint64_t old_size = 0; old_size <= size; ++old_size) {
      const base::Digest256 old_root = root_of(HashView(leaves).first(old_size));
      ASSERT_EQ(tree.root_at(old_size), old_root);
      Hashes proof = tree.consistency_proof(old_size, size);
      ASSERT_TRUE(verify_consistency(old_size, size, old_root, root, proof));
      base::Digest256 other = old_root;
      other[0] ^= 1;
      ASSERT_FALSE(verify_consistency(old_size, size, other, root, proof));
      if (proof.empty()) continue;
      proof.front()[0] ^= 1;
      ASSERT_FALSE(verify_consistency(old_size, size, old_root, root, proof));
    }
  }
}

TEST(TreeEdge, RootEqualsThePlainRootAcrossTileBoundaries) {
  TreeEdge edge;
  Hashes leaves;
  std::size_t full_tiles = 0;
  const TreeEdge::TileSink count = [&](const TilePath& path, HashView hashes) {
    ++full_tiles;
    EXPECT_EQ(hashes.size(), 256U);
    EXPECT_TRUE(path.is_full());
  };
  for (int i = 0; i < 1100; ++i) {
    leaves.push_back(leaf_hash(base::as_bytes(std::to_string(i))));
    edge.push(leaves.back(), count);
    if (i % 64 == 63 || i % 64 == 0) {
      ASSERT_EQ(edge.root(), root_of(leaves)) << i;
    }
  }
  EXPECT_EQ(full_tiles, 4U);
  EXPECT_EQ(TreeEdge(edge.size(), edge.levels()).root(), edge.root());
}

TEST(TreeEdge, TileBytesRoundTrip) {
  const Hashes hashes = {leaf_hash({}), empty_root()};
  EXPECT_EQ(hashes_of(bytes_of(hashes)), hashes);
  EXPECT_FALSE(hashes_of(base::Bytes(33)));
  EXPECT_FALSE(hashes_of(base::Bytes(257 * 32)));
}

}  // namespace
}  // namespace liuhen::ledger
