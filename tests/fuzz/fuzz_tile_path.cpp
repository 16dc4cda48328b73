// Paths as HTTP clients may ask for them: what is accepted is exactly what would be written, and so
// can never leave the log folder.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "fuzz/fuzz.h"
#include "ledger/tile_path.h"

using namespace liuhen::ledger;

bool is_read(const std::uint8_t* bytes, std::size_t size) {
  return parse_tile_path({reinterpret_cast<const char*>(bytes), size}).has_value();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const auto path = parse_tile_path(text);
  if (!path) return 0;
  CHECK(format_tile_path(*path) == text);
  CHECK(text.find("..") == std::string_view::npos && text.starts_with("tile/"));
  CHECK(path->width >= 1 && path->width <= kTileWidth && path->level <= kLevelMax);
  static_cast<void>(is_within(*path, ~std::uint64_t{0}));
  return 0;
}
