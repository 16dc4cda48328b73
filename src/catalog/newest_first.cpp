#include "catalog/newest_first.h"

#include <algorithm>
#include <array>

namespace liuhen::catalog {
namespace {

// Most pages are full after the first window; together about 5,000 places.
constexpr std::array<std::int64_t, 3> kWindows{256, 1024, 4096};

std::int64_t start_of(std::optional<std::uint64_t> before) {
  return before ? static_cast<std::int64_t>(*before) : INT64_MAX;
}

std::string window_sql(const Driver& driver) {
  return driver.sql + " < :before ORDER BY place DESC LIMIT :window";
}

Values window_values(const Driver& driver, std::int64_t before, std::int64_t window) {
  Values values = driver.values;
  values.emplace_back(before);
  values.emplace_back(window);
  return values;
}

std::vector<std::uint64_t> driven(Connection& connection, const Driver& driver, std::int64_t before,
                                  std::int64_t window) {
  std::vector<std::uint64_t> places;
  each_row(connection, window_sql(driver), "i", window_values(driver, before, window),
           [&](const Row& row) { places.push_back(row.count(0)); });
  return places;
}

struct WindowEnd {
  std::int64_t count = 0;
  std::int64_t last = INT64_MAX;
};

// All places of a window, those that match appended. One pass, so that the driver runs once.
WindowEnd append_matches(Connection& connection, const Hunt& hunt, std::int64_t before,
                         std::int64_t window, std::vector<std::uint64_t>& places) {
  std::string sql = "SELECT w.place, CASE WHEN 1 = 1";
  Values values;
  for (const Filter& filter : hunt.filters) {
    sql += " AND " + filter.sql;
    values.insert(values.end(), filter.values.begin(), filter.values.end());
  }
  sql += " THEN 1 ELSE 0 END FROM (" + window_sql(hunt.driver) + ") w JOIN " + hunt.table +
         " r ON r.entry_index = w.place";
  const Values driver_values = window_values(hunt.driver, before, window);
  values.insert(values.end(), driver_values.begin(), driver_values.end());
  WindowEnd end;
  const auto first = static_cast<std::ptrdiff_t>(places.size());
  each_row(connection, sql, "ii", values, [&](const Row& row) {
    ++end.count;
    end.last = std::min(end.last, row.integer(0));
    if (row.flag(1)) places.push_back(row.count(0));
  });
  std::sort(places.begin() + first, places.end(), std::greater<>());
  return end;
}

void cut_to(Places& found, int limit) {
  const auto size = static_cast<std::size_t>(limit);
  if (found.places.size() <= size) return;
  found.places.resize(size);
  found.next = found.places.back();
}

}  // namespace

Places find_places(Connection& connection, const Hunt& hunt, std::optional<std::uint64_t> before,
                   int limit) {
  Places found;
  std::int64_t from = start_of(before);
  if (hunt.filters.empty()) {
    found.places = driven(connection, hunt.driver, from, limit + 1);
    cut_to(found, limit);
    return found;
  }
  for (const std::int64_t window : kWindows) {
    const WindowEnd end = append_matches(connection, hunt, from, window, found.places);
    if (found.places.size() > static_cast<std::size_t>(limit)) break;
    if (end.count < window) {
      found.next.reset();
      return found;
    }
    from = end.last;
    found.next = static_cast<std::uint64_t>(from);
  }
  cut_to(found, limit);
  return found;
}

bool is_small(Connection& connection, const Driver& driver, std::optional<std::uint64_t> before,
              int most) {
  return find_number(connection, "SELECT COUNT(*) FROM (" + window_sql(driver) + ") w",
                     window_values(driver, start_of(before), most + 1)) <= most;
}

}  // namespace liuhen::catalog
