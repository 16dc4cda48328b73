// The findings of one case: gather, then evaluate each subject. Pure over what was gathered.
#pragma once

#include <string>
#include <vector>

#include "catalog/finding_store.h"
#include "flows/law/case_subjects.h"
#include "rules/engine.h"

namespace liuhen::flows {

struct TitledFinding {
  rules::Finding finding;
  std::string title;  // of the subject
};

std::vector<TitledFinding> judge(const rules::LawBook& book,
                                 const std::vector<LawSubject>& subjects, base::UtcTime now);

// As kept for lists.
catalog::JudgedScope scope_of(const std::string& id, const std::vector<TitledFinding>& findings,
                              base::UtcTime now);

}  // namespace liuhen::flows
