// The gate between two stages: what the articles would find missing if the case stood in the next
// stage. A gate is passed with nothing missing, or with a reasoned override that stays visible.
// Source: article 3-2 (stages), penalty law art. 57–58 (nothing is decided before its review).
#pragma once

#include <string>
#include <vector>

#include "catalog/connection.h"
#include "flows/law/judge_case.h"

namespace liuhen::flows {

// Broken, to be done, explained but not accepted, or waiting for a person's judgement, with the
// case in stage `to`. Nothing is missing on the way back.
std::vector<TitledFinding> missing_for(const rules::LawBook& book, catalog::Connection& connection,
                                       const model::CaseId& id, const std::string& to,
                                       base::UtcTime now);

// As an override names it in its entry.
std::string name_of_missing(const rules::Finding& finding);

}  // namespace liuhen::flows
