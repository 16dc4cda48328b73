#include "catalog/act_queries.h"

#include "catalog/sql.h"

namespace liuhen::catalog {
namespace {

model::Act act_of(const Row& row) {
  model::Act found;
  found.id = row.id<model::ActId>(0);
  found.case_id = row.id<model::CaseId>(1);
  found.kind = row.text(2);
  found.title = row.text(3);
  found.place = row.text(4);
  found.planned_at = row.find_time(5);
  found.started_at = row.find_time(6);
  found.ended_at = row.find_time(7);
  found.opened_at = row.time(8);
  found.record_count = row.integer(9);
  return found;
}

std::vector<model::Act> find_acts(Connection& connection, std::string_view condition,
                                  const Values& values) {
  std::vector<model::Act> found;
  each_row(connection,
           "SELECT act_id, case_id, kind, title, place, planned_ms, started_ms, ended_ms,"
           " opened_ms, record_count FROM act WHERE " +
               std::string(condition),
           "tttttiiiii", values, [&](const Row& row) { found.push_back(act_of(row)); });
  return found;
}

std::vector<model::Act> with_officers(Connection& connection, std::vector<model::Act> found) {
  for (model::Act& act : found) {
    each_row(connection, "SELECT account_id FROM act_officer WHERE act_id = :act ORDER BY position",
             "t", {act.id},
             [&](const Row& row) { act.officer_ids.push_back(row.id<model::AccountId>(0)); });
  }
  return found;
}

}  // namespace

std::optional<model::Act> find_act(Connection& connection, const model::ActId& id) {
  auto found = with_officers(connection, find_acts(connection, "act_id = :act", {id}));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<model::Act> acts_of_case(Connection& connection, const model::CaseId& case_id) {
  auto found = find_acts(connection, "case_id = :case ORDER BY entry_index LIMIT 1000", {case_id});
  std::size_t at = 0;  // officers come in the order of their acts
  each_row(connection,
           "SELECT o.act_id, o.account_id FROM act a JOIN act_officer o ON o.act_id = a.act_id"
           " WHERE a.case_id = :case ORDER BY a.entry_index, o.position",
           "tt", {case_id}, [&](const Row& row) {
             while (at < found.size() && found[at].id.text != row.text(0)) ++at;
             if (at < found.size()) found[at].officer_ids.push_back(row.id<model::AccountId>(1));
           });
  return found;
}

}  // namespace liuhen::catalog
