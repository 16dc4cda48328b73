#include "catalog/law_queries.h"

#include <sstream>

#include "catalog/sql.h"

namespace liuhen::catalog {
namespace {

// Longer acts are not looked for when somebody's other acts are asked about.
constexpr std::int64_t kActMsMax = std::int64_t{7} * 24 * 3600 * 1000;

// "" in columns that are part of a key or always there.
template <class AnyId>
std::optional<AnyId> id_unless_empty(const std::string& text) {
  if (text.empty()) return std::nullopt;
  return AnyId{text};
}

std::vector<StatedFact> find_stated(Connection& connection, std::string_view condition,
                                    const Values& values) {
  std::vector<StatedFact> found;
  each_row(connection,
           "SELECT subject_kind, subject_id, fact, entry_index, value, reason, document_id,"
           " stated_by, stated_ms FROM stated_fact WHERE " +
               std::string(condition) + " ORDER BY subject_kind, subject_id, fact",
           "tttitttti", values, [&](const Row& row) {
             found.push_back({row.text(0), row.text(1), row.text(2), row.count(3), row.text(4),
                              row.text(5), id_unless_empty<model::RecordId>(row.text(6)),
                              id_unless_empty<model::AccountId>(row.text(7)), row.time(8)});
           });
  return found;
}

std::vector<Certificate> find_certificates(Connection& connection, std::string_view columns_from,
                                           const model::AccountId& id) {
  std::vector<Certificate> found;
  each_row(connection,
           "SELECT " + std::string(columns_from) + " WHERE account_id = :id ORDER BY entry_index",
           "tttti", {id}, [&](const Row& row) {
             found.push_back({row.text(0), row.text(1), row.text(2), row.text(3), row.count(4)});
           });
  return found;
}

}  // namespace

std::vector<StatedFact> facts_stated_in_case(Connection& connection, const model::CaseId& id) {
  return find_stated(connection, "case_id = :case", {id});
}

std::vector<StatedFact> facts_stated_about(Connection& connection, std::string_view subject_kind,
                                           std::string_view subject_id) {
  return find_stated(connection, "subject_kind = :kind AND subject_id = :id",
                     {subject_kind, subject_id});
}

std::vector<FindingAnswer> answers_in_case(Connection& connection, const model::CaseId& id) {
  std::vector<FindingAnswer> found;
  each_row(connection,
           "SELECT entry_index, subject_kind, subject_id, article_id, check_name, basis, answer,"
           " text, answered_by, answered_ms FROM finding_answer WHERE case_id = :case"
           " ORDER BY entry_index",
           "itttttttti", {id}, [&](const Row& row) {
             found.push_back({row.count(0), row.text(1), row.text(2), row.text(3), row.text(4),
                              row.text(5), row.text(6), row.text(7),
                              id_unless_empty<model::AccountId>(row.text(8)), row.time(9)});
           });
  return found;
}

std::vector<GateOverride> overrides_in_case(Connection& connection, const model::CaseId& id) {
  std::vector<GateOverride> found;
  each_row(connection,
           "SELECT entry_index, from_stage, to_stage, missing, reason, passed_by, passed_ms"
           " FROM gate_override WHERE case_id = :case ORDER BY entry_index",
           "ittttti", {id}, [&](const Row& row) {
             GateOverride one{row.count(0), row.text(1),
                              row.text(2),  {},
                              row.text(4),  id_unless_empty<model::AccountId>(row.text(5)),
                              row.time(6)};
             std::istringstream lines(row.text(3));
             for (std::string line; std::getline(lines, line);) one.missing.push_back(line);
             found.push_back(std::move(one));
           });
  return found;
}

std::vector<LawParameter> law_parameters(Connection& connection) {
  std::vector<LawParameter> found;
  each_row(connection,
           "SELECT article_id, check_name, parameter, value, reason, entry_index, set_by, set_ms"
           " FROM law_parameter ORDER BY article_id, check_name, parameter",
           "tttttiti", {}, [&](const Row& row) {
             found.push_back({row.text(0), row.text(1), row.text(2), row.text(3), row.text(4),
                              row.count(5), id_unless_empty<model::AccountId>(row.text(6)),
                              row.time(7)});
           });
  return found;
}

std::vector<Certificate> certificates_of(Connection& connection, const model::AccountId& id) {
  return find_certificates(connection,
                           "kind, number, valid_from, valid_to, entry_index FROM certificate", id);
}

std::vector<Certificate> trainings_of(Connection& connection, const model::AccountId& id) {
  return find_certificates(connection,
                           "device_kind, '', valid_from, valid_to, entry_index FROM training", id);
}

std::vector<Duty> list_duties(Connection& connection) {
  std::vector<Duty> found;
  each_row(connection,
           "SELECT duty, account_id, note, since_ms FROM duty ORDER BY duty, entry_index", "ttti",
           {}, [&](const Row& row) {
             found.push_back({row.text(0), row.id<model::AccountId>(1), row.text(2), row.time(3)});
           });
  return found;
}

std::int64_t count_acts_at(Connection& connection, const model::AccountId& officer,
                           const model::ActId& except, base::UtcTime from, base::UtcTime to) {
  return find_number(connection,
                     "SELECT count(*) FROM act_span WHERE account_id = :officer"
                     " AND started_ms < :to AND started_ms > :earliest AND ended_ms > :from"
                     " AND act_id <> :except",
                     {officer, to, from.plus_ms(-kActMsMax), from, except})
      .value_or(0);
}

std::vector<ActRecord> records_in_acts_of(Connection& connection, const model::CaseId& id) {
  std::vector<ActRecord> found;
  each_row(connection,
           "SELECT a.act_id, r.act_id = a.act_id, r.record_id, r.device_id, r.record_kind,"
           " r.file_name, r.media_kind, r.probe_outcome, r.deposited_ms, r.deposited_by, "
           "r.recorded_from_ms,"
           " r.recorded_to_ms FROM act a JOIN record_act ra ON ra.act_index = a.entry_index"
           " JOIN record r ON r.entry_index = ra.record_index WHERE a.case_id = :case"
           " ORDER BY a.entry_index, r.entry_index",
           "tittttttitii", {id}, [&](const Row& row) {
             found.push_back({row.id<model::ActId>(0), row.flag(1), row.id<model::RecordId>(2),
                              row.find_id<model::DeviceId>(3), row.text(4), row.text(5),
                              row.text(6), row.text(7), row.time(8), row.id<model::AccountId>(9),
                              row.find_time(10), row.find_time(11)});
           });
  return found;
}

}  // namespace liuhen::catalog
