// Questions about the law at work: what was stated, answered, set; powers and training. Any
// connection.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "catalog/connection.h"
#include "model/ids.h"

namespace liuhen::catalog {

struct StatedFact {
  std::string subject_kind, subject_id, fact;
  std::uint64_t entry_index = 0;
  std::string value_json;
  std::string reason;
  std::optional<model::RecordId> document_id;
  std::optional<model::AccountId> stated_by;
  base::UtcTime stated_at;
};
// By subject and fact.
std::vector<StatedFact> facts_stated_in_case(Connection& connection, const model::CaseId& id);
std::vector<StatedFact> facts_stated_about(Connection& connection, std::string_view subject_kind,
                                           std::string_view subject_id);

struct FindingAnswer {
  std::uint64_t entry_index = 0;
  std::string subject_kind, subject_id, article_id, check_name;
  std::string basis;   // of the finding that was answered (rules/engine.h)
  std::string answer;  // explained accepted rejected
  std::string text;
  std::optional<model::AccountId> answered_by;
  base::UtcTime answered_at;
};
// Oldest first: the last one about a finding counts.
std::vector<FindingAnswer> answers_in_case(Connection& connection, const model::CaseId& id);

// A gate that was passed although something was missing.
struct GateOverride {
  std::uint64_t entry_index = 0;
  std::string from, to;
  std::vector<std::string> missing;
  std::string reason;
  std::optional<model::AccountId> passed_by;
  base::UtcTime passed_at;
};
std::vector<GateOverride> overrides_in_case(Connection& connection, const model::CaseId& id);

struct LawParameter {
  std::string article_id, check_name, parameter, value_json, reason;
  std::uint64_t entry_index = 0;
  std::optional<model::AccountId> set_by;
  base::UtcTime set_at;
};
std::vector<LawParameter> law_parameters(Connection& connection);

// Days "2026-03-01", both included.
struct Certificate {
  std::string kind, number, valid_from, valid_to;
  std::uint64_t entry_index = 0;
};
// In the order they were recorded. `kind` of a training is the kind of device.
std::vector<Certificate> certificates_of(Connection& connection, const model::AccountId& id);
std::vector<Certificate> trainings_of(Connection& connection, const model::AccountId& id);

struct Duty {
  std::string duty;
  model::AccountId account_id;
  std::string note;
  base::UtcTime since;
};
std::vector<Duty> list_duties(Connection& connection);

// Acts of this officer, in any case, that were under way within [from, to) and lasted no more than
// a week; without act `except`.
std::int64_t count_acts_at(Connection& connection, const model::AccountId& officer,
                           const model::ActId& except, base::UtcTime from, base::UtcTime to);

// A record in an act, with what articles ask about; those deposited there again as well.
struct ActRecord {
  model::ActId act_id;
  bool came_first_here = true;  // the record was made by a deposit in this act
  model::RecordId id;
  std::optional<model::DeviceId> device_id;
  std::string record_kind, file_name, media_kind;
  std::string probe_outcome;  // "" while it has not been asked
  base::UtcTime deposited_at;
  model::AccountId deposited_by;
  std::optional<base::UtcTime> recorded_from, recorded_to;
};
// By act and record, in the order they came.
std::vector<ActRecord> records_in_acts_of(Connection& connection, const model::CaseId& id);

}  // namespace liuhen::catalog
