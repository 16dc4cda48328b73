// Reading the stored tiles and bundles of a log folder. Any thread; nothing is kept. Partial files
// may be deleted once the full one exists, so each question falls back to the full file.
// Throws Damaged, naming the file, when what must be there is missing or of the wrong form.
#pragma once

#include <optional>
#include <string>

#include "base/disk.h"
#include "ledger/bundle.h"
#include "ledger/merkle.h"
#include "ledger/tile_path.h"

namespace liuhen::ledger {

inline constexpr const char* kCheckpointFile = "checkpoint";
inline constexpr const char* kSm2File = "checkpoint.sm2";
inline constexpr const char* kLockFile = "lock";

// The stored file for that tile of a tree of `size` leaves: the exact path when it exists, else the
// full tile's. nullopt when neither exists.
struct StoredFile {
  TilePath path;  // of the file that was read
  base::Bytes bytes;
};
std::optional<StoredFile> find_stored(const base::fs::path& log, const TilePath& wanted);

// Exactly the hashes that a tree of `size` leaves has in the tile (CHECKs that there are some).
Hashes get_tile(const base::fs::path& log, unsigned level, std::uint64_t index, std::uint64_t size);
// Exactly the bytes of those entries that a tree of `size` leaves has in the bundle.
base::Bytes get_bundle(const base::fs::path& log, std::uint64_t index, std::uint64_t size);

// Bytes of the first `count` entries; nullopt when the bundle is malformed or has fewer.
std::optional<base::ByteView> first_entries(base::ByteView bundle, std::size_t count);

// Throws Damaged: "<log>/<file> <what>. Restore … and run liuhen verify."
[[noreturn]] void throw_damaged(const base::fs::path& log, const std::string& file,
                                const std::string& what);

}  // namespace liuhen::ledger
