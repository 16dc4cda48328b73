// The evidence list 证据清单 of a case: what each piece is, where it comes from, what it proves,
// who obtained it and when. Nothing is taken away: a piece that does not count is voided with a
// reason. Source: penalty law art. 46 (eight kinds). Evidence obtained after the decision is a
// finding of the law engine, not a refusal here.
#pragma once

#include <string>
#include <vector>

#include "catalog/document_queries.h"
#include "flows/caller.h"

namespace liuhen::flows {

class House;

// documentary material_object audio_visual electronic_data witness_statement party_statement
// expert_opinion inspection_record
bool is_evidence_kind(std::string_view text);

struct NewEvidence {
  std::string evidence_id;  // empty: a new piece; else its next version
  std::string kind, name, source, proves;
  std::optional<model::RecordId> record_id;  // a record of this case
  std::vector<model::AccountId> obtained_by;
  base::UtcTime obtained_at;
  std::string void_reason;
};
// Gives the evidence's id.
model::Answer<std::string> list_evidence(House& house, const Caller& caller,
                                         const model::CaseId& id, const NewEvidence& wanted);

model::Answer<std::vector<catalog::Evidence>> get_evidence(House& house, const Caller& caller,
                                                           const model::CaseId& id);

}  // namespace liuhen::flows
