#include "catalog/viewing_queries.h"

#include "catalog/sql.h"

namespace liuhen::catalog {
namespace {

std::vector<Viewing> find_viewings(Connection& connection, std::string_view condition,
                                   const Values& values) {
  std::vector<Viewing> found;
  each_row(connection,
           "SELECT viewing_id, record_id, account_id, purpose, peer, opened_ms, expires_ms,"
           " entry_index FROM viewing WHERE " +
               std::string(condition),
           "tttttiii", values, [&](const Row& row) {
             found.push_back({row.id<model::ViewingId>(0), row.id<model::RecordId>(1),
                              row.id<model::AccountId>(2), row.text(3), row.text(4), row.time(5),
                              row.time(6), row.count(7)});
           });
  return found;
}

}  // namespace

std::optional<Viewing> find_viewing(Connection& connection, const model::ViewingId& id) {
  auto found = find_viewings(connection, "viewing_id = :viewing", {id});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<Viewing> viewings_of_record(Connection& connection, const model::RecordId& record,
                                        int limit) {
  return find_viewings(connection, "record_id = :record ORDER BY entry_index DESC LIMIT :limit",
                       {record, limit});
}

}  // namespace liuhen::catalog
