// The shape of every derived table, for comparing. A test holds it against the real schema.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace liuhen::catalog {

struct TableShape {
  std::string_view name;
  std::string_view key;      // 'i' or 't' for each key column
  std::string_view columns;  // the key columns first, divided by commas
};

std::span<const TableShape> derived_tables();
// FTS5 tables of grams, keyed by gram.
std::span<const std::string_view> gram_tables();

std::vector<std::string> column_names(const TableShape& shape);

}  // namespace liuhen::catalog
