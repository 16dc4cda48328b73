// Numbered steps that bring a database file to the shape this program knows. A step is never
// changed once released; the last number is written in the file. Each database carries one table
// of its own name with the number, so that a foreign file is recognised.
#pragma once

#include <span>
#include <string_view>

#include "catalog/connection.h"

namespace liuhen::catalog {

struct Migration {
  std::span<const std::string_view> statements;
};

struct Schema {
  std::string_view marker;                // the table that says whose file this is and how old
  std::string_view advice;                // what a person can do when the file is of no use
  std::span<const Migration> migrations;  // the first makes version 1
};

const Schema& catalog_schema();  // schema_catalog.cpp
const Schema& private_schema();  // schema_private.cpp

// All missing steps in one transaction. Damaged, with the advice, when the file is not ours or is
// newer than this program.
void migrate(Connection& connection, const Schema& schema);

}  // namespace liuhen::catalog
