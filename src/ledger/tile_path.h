// Where a hash or an entry lies in a tiled log (C2SP tlog-tiles v0.1.0): pure arithmetic, no disk.
//   tile/<L>/<N>[.p/<W>]        256 (or W) hashes of level L
//   tile/entries/<N>[.p/<W>]    256 (or W) entries, the leaves under tile/0/<N>
// <N> is written in groups of three digits, all but the last with an x: 1234067 → x001/x234/067.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace liuhen::ledger {

inline constexpr unsigned kTileWidth = 256;
inline constexpr unsigned kLevelMax = 63;                                 // of the path format
inline constexpr std::uint64_t kTileIndexMax = 999'999'999'999'999'999U;  // six groups

enum class TileKind { hashes, entries };

struct TilePath {
  TileKind kind = TileKind::hashes;
  unsigned level = 0;  // 0 for entries
  std::uint64_t index = 0;
  unsigned width = kTileWidth;  // 1 to 255 for a partial tile

  bool is_full() const { return width == kTileWidth; }
  auto operator<=>(const TilePath&) const = default;
};

// CHECKs that level, index and width are in range.
std::string format_tile_path(const TilePath& path);
// Accepts exactly what format_tile_path writes; nullopt for everything else.
std::optional<TilePath> parse_tile_path(std::string_view text);

// Hashes that a tree of `size` leaves has at tile level `level`: floor(size / 256^level).
std::uint64_t hash_count_at(unsigned level, std::uint64_t size);
// Width of one tile in a tree of `size` leaves; 0 when the tree has no such tile.
unsigned tile_width(unsigned level, std::uint64_t index, std::uint64_t size);
// Width of the partial tile at the right edge of a level; 0 when the last tile is full.
unsigned partial_width(unsigned level, std::uint64_t size);
// True when every hash (or entry) of `path` belongs to a tree of `size` leaves.
bool is_within(const TilePath& path, std::uint64_t size);

}  // namespace liuhen::ledger
