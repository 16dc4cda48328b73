// Entry bundles (C2SP tlog-tiles v0.1.0): up to 256 entries, each after its length as a big-endian
// 16-bit number. "one","two" = 00 03 6f 6e 65 00 03 74 77 6f.
#pragma once

#include <optional>
#include <vector>

#include "base/text.h"
#include "ledger/merkle.h"
#include "ledger/tile_path.h"

namespace liuhen::ledger {

inline constexpr std::size_t kEntrySizeMax = 65'535;
inline constexpr std::size_t kBundleSizeMax = kTileWidth * (kEntrySizeMax + 2);

void append_to_bundle(base::Bytes& bundle, base::ByteView entry);  // CHECKs the entry's size

// Views into `bundle`. nullopt when the bytes are not whole entries, or more than 256 of them.
std::optional<std::vector<base::ByteView>> entries_of_bundle(base::ByteView bundle);
Hashes leaf_hashes_of(const std::vector<base::ByteView>& entries);

}  // namespace liuhen::ledger
