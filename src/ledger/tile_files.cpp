#include "ledger/tile_files.h"

#include "base/check.h"
#include "base/fault.h"
#include "ledger/tree_edge.h"

namespace liuhen::ledger {
namespace {

namespace fs = base::fs;

StoredFile get_stored(const fs::path& log, const TilePath& wanted) {
  std::optional<StoredFile> stored = find_stored(log, wanted);
  if (!stored) throw_damaged(log, format_tile_path(wanted), "is missing");
  return std::move(*stored);
}

TilePath path_in_tree(TileKind kind, unsigned level, std::uint64_t index, std::uint64_t size) {
  const unsigned width = tile_width(level, index, size);
  CHECK(width > 0);
  return {kind, level, index, width};
}

}  // namespace

void throw_damaged(const fs::path& log, const std::string& file, const std::string& what) {
  throw base::Damaged((log / file).string() + " " + what +
                      ". Keep the damaged folder, restore this file from a replica or a backup, "
                      "and run 'liuhen verify'");
}

std::optional<StoredFile> find_stored(const fs::path& log, const TilePath& wanted) {
  std::optional<base::Bytes> bytes =
      base::find_file(log / format_tile_path(wanted), kBundleSizeMax);
  if (bytes) return StoredFile{wanted, std::move(*bytes)};
  if (wanted.is_full()) return std::nullopt;
  TilePath full = wanted;
  full.width = kTileWidth;
  return find_stored(log, full);
}

Hashes get_tile(const fs::path& log, unsigned level, std::uint64_t index, std::uint64_t size) {
  const TilePath wanted = path_in_tree(TileKind::hashes, level, index, size);
  const StoredFile stored = get_stored(log, wanted);
  std::optional<Hashes> hashes = hashes_of(stored.bytes);
  if (!hashes || hashes->size() != stored.path.width) {
    throw_damaged(log, format_tile_path(stored.path),
                  "has " + std::to_string(stored.bytes.size()) + " bytes instead of " +
                      std::to_string(stored.path.width * 32));
  }
  hashes->resize(wanted.width);
  return std::move(*hashes);
}

base::Bytes get_bundle(const fs::path& log, std::uint64_t index, std::uint64_t size) {
  const TilePath wanted = path_in_tree(TileKind::entries, 0, index, size);
  StoredFile stored = get_stored(log, wanted);
  const std::optional<base::ByteView> kept = first_entries(stored.bytes, wanted.width);
  if (!kept || (stored.path == wanted && kept->size() != stored.bytes.size())) {
    throw_damaged(log, format_tile_path(stored.path),
                  "does not hold " + std::to_string(stored.path.width) + " whole entries");
  }
  stored.bytes.resize(kept->size());
  return std::move(stored.bytes);
}

std::optional<base::ByteView> first_entries(base::ByteView bundle, std::size_t count) {
  const std::optional<std::vector<base::ByteView>> entries = entries_of_bundle(bundle);
  if (!entries || entries->size() < count) return std::nullopt;
  std::size_t length = 0;
  for (std::size_t i = 0; i < count; ++i) length += (*entries)[i].size() + 2;
  return bundle.first(length);
}

}  // namespace liuhen::ledger
