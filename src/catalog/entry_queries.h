// Questions about the entries themselves. Any connection.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/connection.h"
#include "catalog/page.h"
#include "model/entry.h"

namespace liuhen::catalog {

struct EntryPage {
  std::vector<model::PlacedEntry> entries;
  std::optional<std::string> next_cursor;
};

// Indexes run from 0 without a gap, so this is the next index.
std::uint64_t count_entries(Connection& connection);

// All entries about "record:<id>", "case:<id>" …, oldest first.
model::Answer<EntryPage> history_of(Connection& connection, std::string_view subject,
                                    const PageRequest& page);
// Newest first; of one kind only when given.
model::Answer<EntryPage> list_entries(Connection& connection,
                                      const std::optional<std::string>& kind,
                                      const PageRequest& page);

std::optional<model::PlacedEntry> find_entry(Connection& connection, std::uint64_t index);
// The exact bytes, as they are hashed.
std::optional<std::string> find_entry_bytes(Connection& connection, std::uint64_t index);
// The bytes of entries first, first + 1, …, at most `limit`. Damaged when one is missing.
std::vector<std::string> entry_bytes_from(Connection& connection, std::uint64_t first, int limit);

}  // namespace liuhen::catalog
