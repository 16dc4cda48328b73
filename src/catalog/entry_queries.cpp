#include "catalog/entry_queries.h"

#include "catalog/newest_first.h"
#include "catalog/sql.h"

namespace liuhen::catalog {
namespace {

model::PlacedEntry placed(std::uint64_t index, const std::string& bytes) {
  auto entry = model::entry_of(bytes);
  if (!entry) {
    throw DatabaseDamaged("Entry " + std::to_string(index) + " in the catalog is damaged: " +
                          entry.error() + ". Run 'liuhen verify', then 'liuhen rebuild'.");
  }
  return {index, *std::move(entry)};
}

}  // namespace

std::uint64_t count_entries(Connection& connection) {
  const auto last = find_number(connection, "SELECT MAX(idx) FROM entry");
  return last ? static_cast<std::uint64_t>(*last) + 1 : 0;
}

model::Answer<EntryPage> history_of(Connection& connection, std::string_view subject,
                                    const PageRequest& page) {
  const auto after = place_of('h', page);
  if (!after) return after.error();
  const std::int64_t from = *after ? static_cast<std::int64_t>(**after) : -1;
  EntryPage result;
  each_row(connection,
           "SELECT idx, bytes FROM entry WHERE subject = :subject AND idx > :after"
           " ORDER BY idx LIMIT :limit",
           "it", {subject, from, page.limit + 1},
           [&](const Row& row) { result.entries.push_back(placed(row.count(0), row.text(1))); });
  if (result.entries.size() > static_cast<std::size_t>(page.limit)) {
    result.entries.pop_back();
    result.next_cursor = cursor_of('h', result.entries.back().index);
  }
  return result;
}

model::Answer<EntryPage> list_entries(Connection& connection,
                                      const std::optional<std::string>& kind,
                                      const PageRequest& page) {
  const auto before = place_of('e', page);
  if (!before) return before.error();
  Hunt hunt{"entry", {"SELECT idx AS place FROM entry WHERE idx", {}}, {}};
  if (kind) hunt.driver = {"SELECT idx AS place FROM entry WHERE kind = :kind AND idx", {*kind}};
  const Places found = find_places(connection, hunt, *before, page.limit);
  EntryPage result;
  for (const std::uint64_t index : found.places) {
    if (auto entry = find_entry(connection, index)) result.entries.push_back(*std::move(entry));
  }
  if (found.next) result.next_cursor = cursor_of('e', *found.next);
  return result;
}

std::optional<model::PlacedEntry> find_entry(Connection& connection, std::uint64_t index) {
  const auto bytes = find_entry_bytes(connection, index);
  if (!bytes) return std::nullopt;
  return placed(index, *bytes);
}

std::optional<std::string> find_entry_bytes(Connection& connection, std::uint64_t index) {
  return find_text(connection, "SELECT bytes FROM entry WHERE idx = :idx", {index});
}

std::vector<std::string> entry_bytes_from(Connection& connection, std::uint64_t first, int limit) {
  std::vector<std::string> found;
  each_row(connection, "SELECT idx, bytes FROM entry WHERE idx >= :first ORDER BY idx LIMIT :limit",
           "it", {first, limit}, [&](const Row& row) {
             if (row.count(0) != first + found.size()) {
               throw DatabaseDamaged("Entry " + std::to_string(first + found.size()) +
                                     " is missing in the catalog. Run 'liuhen rebuild'.");
             }
             found.push_back(row.text(1));
           });
  return found;
}

}  // namespace liuhen::catalog
