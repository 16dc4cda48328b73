// What a final document tells the law engine, as statements about the case, its act and its
// service. Of several documents that speak of one fact the last one counts; only the beginning of
// an investigation is the earliest that any of them tells.
#pragma once

#include <vector>

#include "catalog/connection.h"
#include "forms/values.h"
#include "model/entry/law.h"

namespace liuhen::flows {

struct DocumentPlace {
  model::CaseId case_id;
  std::optional<model::ActId> act_id;  // that the document is of
  model::RecordId record_id;
};

// Facts that the house knows by itself are left out, and those whose subject cannot be told: of a
// document without an act, the service only where the case has a single one; a data set only where
// the act has a single one.
std::vector<model::FactsStated> statements_of(catalog::Connection& connection,
                                              const std::vector<forms::Established>& facts,
                                              const DocumentPlace& place,
                                              const std::string& reason);

}  // namespace liuhen::flows
