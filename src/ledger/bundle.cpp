#include "ledger/bundle.h"

#include "base/check.h"

namespace liuhen::ledger {

void append_to_bundle(base::Bytes& bundle, base::ByteView entry) {
  CHECK(entry.size() <= kEntrySizeMax);
  bundle.push_back(static_cast<std::uint8_t>(entry.size() >> 8U));
  bundle.push_back(static_cast<std::uint8_t>(entry.size() & 255U));
  bundle.insert(bundle.end(), entry.begin(), entry.end());
}

std::optional<std::vector<base::ByteView>> entries_of_bundle(base::ByteView bundle) {
  std::vector<base::ByteView> entries;
  while (!bundle.empty()) {
    if (bundle.size() < 2 || entries.size() == kTileWidth) return std::nullopt;
    const std::size_t length = (std::size_t{bundle[0]} << 8U) | bundle[1];
    bundle = bundle.subspan(2);
    if (bundle.size() < length) return std::nullopt;
    entries.push_back(bundle.first(length));
    bundle = bundle.subspan(length);
  }
  return entries;
}

Hashes leaf_hashes_of(const std::vector<base::ByteView>& entries) {
  Hashes hashes;
  hashes.reserve(entries.size());
  for (const base::ByteView entry : entries) hashes.push_back(leaf_hash(entry));
  return hashes;
}

}  // namespace liuhen::ledger
