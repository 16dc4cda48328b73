// The one way lists are read: newest first, by a driver (an index that gives places in order) and
// filters (conditions that are checked for each place). However rare the matches, a page looks at
// a bounded number of places and then gives what it has, with a cursor to go on from: the answer's
// time is bounded, and pages together are complete.
#pragma once

#include <string>
#include <vector>

#include "catalog/page.h"
#include "catalog/sql.h"

namespace liuhen::catalog {

// SQL up to where " < :before" follows, for example
//   "SELECT record_index AS place FROM record_act WHERE act_index = :act AND record_index"
struct Driver {
  std::string sql;
  Values values;
};

// A condition on the alias r, the table's row.
struct Filter {
  std::string sql;
  Values values;
};

struct Hunt {
  std::string table;  // "record": its key is entry_index
  Driver driver;
  std::vector<Filter> filters;

  void add(std::string sql, Values values) {
    filters.push_back({std::move(sql), std::move(values)});
  }
};

struct Places {
  std::vector<std::uint64_t> places;
  std::optional<std::uint64_t> next;  // go on below this
};

Places find_places(Connection& connection, const Hunt& hunt, std::optional<std::uint64_t> before,
                   int limit);

// True when the driver gives at most `most` places below `before`: then it may drive a hunt with
// other filters. Looks at no more than most + 1.
bool is_small(Connection& connection, const Driver& driver, std::optional<std::uint64_t> before,
              int most);

}  // namespace liuhen::catalog
