// Lists are read by keyset: a cursor says after which entry index to go on, so that a page costs
// the same wherever it lies. Cursors are opaque to clients and checked when they come back.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/refusal.h"

namespace liuhen::catalog {

inline constexpr int kPageLimitMax = 200;

struct PageRequest {
  std::optional<std::string> cursor;  // as the client sent it
  int limit = 50;                     // 1 … kPageLimitMax
};

// `list` is one letter, so that a cursor of one list is refused by another.
std::string cursor_of(char list, std::uint64_t place);
// The place of the cursor, nullopt without one; refuses what cursor_of did not write and limits out
// of range.
model::Answer<std::optional<std::uint64_t>> place_of(char list, const PageRequest& request);

}  // namespace liuhen::catalog
