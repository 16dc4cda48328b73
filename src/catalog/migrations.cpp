#include "catalog/migrations.h"

#include <string>

#include "catalog/sql.h"

namespace liuhen::catalog {
namespace {

bool has_table(Connection& connection, std::string_view name) {
  return find_number(connection,
                     "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = :name",
                     {name}) > 0;
}

std::int64_t version_of(Connection& connection, const Schema& schema) {
  if (has_table(connection, schema.marker)) {
    const auto version =
        find_number(connection, "SELECT MAX(version) FROM " + std::string(schema.marker));
    if (version) return *version;
  }
  if (find_number(connection, "SELECT COUNT(*) FROM sqlite_master") != 0) {
    throw DatabaseDamaged("The database is not one of Liuhen's: it has no table " +
                          std::string(schema.marker) + ". " + std::string(schema.advice));
  }
  return 0;
}

}  // namespace

void migrate(Connection& connection, const Schema& schema) {
  Transaction transaction(connection, Transaction::Kind::write);
  const auto known = static_cast<std::int64_t>(schema.migrations.size());
  const std::int64_t version = version_of(connection, schema);
  if (version > known) {
    throw DatabaseDamaged("The database has version " + std::to_string(version) +
                          ", this program knows up to " + std::to_string(known) +
                          ". Start the newer program. " + std::string(schema.advice));
  }
  const std::string marker(schema.marker);
  if (version == 0) run(connection, "CREATE TABLE " + marker + " (version INTEGER NOT NULL)");
  for (std::int64_t step = version; step < known; ++step) {
    for (const auto statement : schema.migrations[static_cast<std::size_t>(step)].statements) {
      run(connection, statement);
    }
    run(connection, "DELETE FROM " + marker);
    run(connection, "INSERT INTO " + marker + " (version) VALUES (:version)", {step + 1});
  }
  transaction.commit();
}

}  // namespace liuhen::catalog
