#include "ledger/tile_path.h"

#include <gtest/gtest.h>

#include <limits>

namespace liuhen::ledger {
namespace {

TEST(TilePath, SpecificationExamples) {
  EXPECT_EQ(format_tile_path({TileKind::hashes, 0, 1'234'067}), "tile/0/x001/x234/067");
  // A tree of 256: one full tile, one hash above it.
  EXPECT_EQ(tile_width(0, 0, 256), 256U);
  EXPECT_EQ(partial_width(0, 256), 0U);
  EXPECT_EQ(tile_width(1, 0, 256), 1U);
  EXPECT_EQ(tile_width(0, 1, 256), 0U);
  // A tree of 70,000: 273 full and 112 | 1 full and 17 | 1.
  EXPECT_EQ(hash_count_at(0, 70'000) / 256, 273U);
  EXPECT_EQ(partial_width(0, 70'000), 112U);
  EXPECT_EQ(hash_count_at(1, 70'000) / 256, 1U);
  EXPECT_EQ(partial_width(1, 70'000), 17U);
  EXPECT_EQ(tile_width(2, 0, 70'000), 1U);
  EXPECT_EQ(tile_width(3, 0, 70'000), 0U);
}

TEST(TilePath, OnlyTheWrittenFormIsRead) {
  const char* refused[] = {
      "",
      "tile",
      "/tile/0/000",
      "tile/0/000/",
      "tile/00/000",
      "tile/0/0000",
      "tile/0/00",
      "tile/0/x000/001",
      "tile/0/../000",
      "tile/0/000.p/0",
      "tile/0/000.p/01",
      "tile/0/000.p/256",
      "tile/0/000.p/1/2",
      "tile/entries/000.p/",
      "tile/entries/entries/000",
      "tile/0/000\n",
      "tile/+1/000",
      "tile/0/ 01",
      "tile/64/000",
      "tile/0/x001x000",
      "tile/data/000",
      "TILE/0/000",
  };
  for (const char* text : refused) EXPECT_FALSE(parse_tile_path(text)) << text;
  EXPECT_FALSE(parse_tile_path(std::string_view("tile/0/000\0", 11)));
}

TEST(TilePath, NothingBeyondTheTreeIsWithinIt) {
  EXPECT_TRUE(is_within({TileKind::hashes, 0, 0, 255}, 256));
  EXPECT_TRUE(is_within({TileKind::hashes, 0, 0}, 256));
  EXPECT_FALSE(is_within({TileKind::hashes, 0, 0}, 255));
  EXPECT_FALSE(is_within({TileKind::hashes, 0, 0, 201}, 200));
  EXPECT_FALSE(is_within({TileKind::hashes, 1, 0, 1}, 255));
  EXPECT_FALSE(is_within({TileKind::hashes, 63, kTileIndexMax, 1},
                         std::numeric_limits<std::uint64_t>::max()));
}

}  // namespace
}  // namespace liuhen::ledger
