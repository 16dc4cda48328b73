// Questions about final documents and evidence. Any connection.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "catalog/connection.h"
#include "model/ids.h"

namespace liuhen::catalog {

struct FinalDocument {
  std::uint64_t entry_index = 0;
  model::RecordId record_id;
  model::CaseId case_id;
  std::optional<model::ActId> act_id;
  std::string form, number, title, fields_json;
  std::optional<base::UtcTime> completed_at;
  std::optional<model::AccountId> finalised_by;
  base::UtcTime finalised_at;
};
// In the order they became final.
std::vector<FinalDocument> documents_of_case(Connection& connection, const model::CaseId& id);
std::optional<FinalDocument> find_document(Connection& connection, const model::RecordId& id);
std::optional<FinalDocument> find_document_by_number(Connection& connection,
                                                     const std::string& number);

// Numbers of final documents that begin like this, in no order.
std::vector<std::string> document_numbers(Connection& connection, std::string_view prefix);

struct Evidence {
  std::string id;
  std::uint64_t entry_index = 0;
  std::optional<model::RecordId> record_id;
  std::string kind, name, source, proves;
  std::vector<model::AccountId> obtained_by;
  base::UtcTime obtained_at;
  std::string void_reason;
};
// In the order of their last entry; those taken off the list included.
std::vector<Evidence> evidence_of_case(Connection& connection, const model::CaseId& id);

}  // namespace liuhen::catalog
