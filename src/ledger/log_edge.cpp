#include "ledger/log_edge.h"

#include "base/check.h"
#include "base/fault.h"
#include "ledger/bundle.h"
#include "ledger/tile_files.h"

namespace liuhen::ledger {
namespace {

namespace fs = base::fs;

constexpr unsigned kLevels = 8;  // of 256-fold growth in 64 bits

std::string edge_path(TileKind kind, unsigned level, std::uint64_t size) {
  return format_tile_path(
      {kind, level, hash_count_at(level, size) / kTileWidth, partial_width(level, size)});
}

// The leaves of the last bundle disagree with the last level 0 tile: the root tells which is right.
[[noreturn]] void throw_leaf_mismatch(const fs::path& log, const Checkpoint& checkpoint,
                                      std::vector<Hashes> levels, const Hashes& of_bundle) {
  const std::uint64_t size = checkpoint.size;
  const bool tile_fits = TreeEdge(size, levels).root() == checkpoint.root;
  levels[0] = of_bundle;
  const bool bundle_fits = TreeEdge(size, levels).root() == checkpoint.root;
  const std::string tile = edge_path(TileKind::hashes, 0, size);
  const std::string bundle = edge_path(TileKind::entries, 0, size);
  if (bundle_fits) throw_damaged(log, tile, "does not fit the checkpoint");
  if (tile_fits) throw_damaged(log, bundle, "does not fit the checkpoint");
  throw_damaged(log, tile, "does not fit " + bundle + ", and neither fits the checkpoint");
}

// Rare and slow (up to 255 tiles a level): which upper tile disagrees with the tiles beneath it?
[[noreturn]] void throw_root_mismatch(const fs::path& log, const Checkpoint& checkpoint,
                                      const std::vector<Hashes>& levels) {
  const std::uint64_t size = checkpoint.size;
  for (unsigned level = 1; level < levels.size(); ++level) {
    const std::uint64_t first = hash_count_at(level, size) - levels[level].size();
    for (std::size_t i = 0; i < levels[level].size(); ++i) {
      if (root_of(get_tile(log, level - 1, first + i, size)) == levels[level][i]) continue;
      const TilePath child{TileKind::hashes, level - 1, first + i, kTileWidth};
      throw_damaged(log, edge_path(TileKind::hashes, level, size),
                    "does not fit " + format_tile_path(child) + " beneath it");
    }
  }
  throw_damaged(log, kCheckpointFile, "names a root that the stored tiles do not have");
}

void remove_wider_partials(const fs::path& folder, unsigned width_max) {
  std::error_code error;
  std::vector<fs::path> doomed;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().string();
    const std::optional<TilePath> path = parse_tile_path("tile/0/000.p/" + name);
    if (path && path->width > width_max) doomed.push_back(it->path());
  }
  for (const fs::path& path : doomed) fs::remove(path);
}

}  // namespace

fs::path partials_folder(const fs::path& log, TilePath path) {
  path.width = kTileWidth;
  return log / (format_tile_path(path) + ".p");
}

LogEdge load_edge(const fs::path& log, const Checkpoint& checkpoint) {
  const std::uint64_t size = checkpoint.size;
  std::vector<Hashes> levels;
  for (unsigned level = 0; level < kLevels && hash_count_at(level, size) > 0; ++level) {
    const std::uint64_t index = hash_count_at(level, size) / kTileWidth;
    levels.push_back(partial_width(level, size) > 0 ? get_tile(log, level, index, size) : Hashes{});
  }
  base::Bytes bundle;
  if (partial_width(0, size) > 0) {
    bundle = get_bundle(log, size / kTileWidth, size);
    const Hashes of_bundle = leaf_hashes_of(*entries_of_bundle(bundle));
    if (of_bundle != levels[0]) throw_leaf_mismatch(log, checkpoint, levels, of_bundle);
  }
  TreeEdge tree(size, levels);
  if (tree.root() != checkpoint.root) throw_root_mismatch(log, checkpoint, levels);
  return {std::move(tree), std::move(bundle)};
}

void remove_uncovered_partials(const fs::path& log, std::uint64_t size) {
  for (unsigned level = 0; level < kLevels; ++level) {
    const TilePath tile{TileKind::hashes, level, hash_count_at(level, size) / kTileWidth};
    remove_wider_partials(partials_folder(log, tile), partial_width(level, size));
  }
  const TilePath bundle{TileKind::entries, 0, size / kTileWidth};
  remove_wider_partials(partials_folder(log, bundle), partial_width(0, size));
}

}  // namespace liuhen::ledger
