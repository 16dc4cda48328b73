// Two catalogs, row by row and column by column: the live one and one rebuilt from the entries. A
// row that was changed, removed or slipped in, by whatever means, is a difference.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "catalog/connection.h"

namespace liuhen::catalog {

class Catalog;

struct Difference {
  std::string table;
  std::string key;     // "42", or "<id>,<id>"; a gram in hex for search tables
  std::string column;  // "*" when the whole row is on one side only
  std::string live;    // at most 80 bytes; "(absent)" and "(null)" are written out
  std::string rebuilt;
};

struct Comparison {
  std::vector<Difference> differences;  // the first 1000
  std::uint64_t difference_count = 0;   // all of them
  std::uint64_t row_count = 0;          // looked at, of the rebuilt
};

using CompareProgress = std::function<void(std::uint64_t rows_done)>;

// Streams: memory does not grow with the catalogs. Both connections must stand in a snapshot (a
// read lease) that holds the same number of entries.
Comparison compare(Connection& live, Connection& rebuilt, const CompareProgress& progress = {});
Comparison compare(Catalog& live, Catalog& rebuilt, const CompareProgress& progress = {});

}  // namespace liuhen::catalog
