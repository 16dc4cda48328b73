// The findings of one case: gather, then evaluate each subject. Pure over what was gathered.
#pragma once

#include <string>
#include <vector>

#include "catalog/finding_store.h"
#include "flows/law/case_subjects.h"
#include "forms/form_book.h"
#include "rules/engine.h"

namespace liuhen::flows {

// A word in a finding that is no fact but the id of a form, with the form's title.
struct NamedForm {
  std::string id, zh, en;
};

struct TitledFinding {
  rules::Finding finding;
  std::string title;  // of the subject
  std::vector<NamedForm> forms = {};
};

// Fills in the forms that the findings speak of.
void name_forms(std::vector<TitledFinding>& findings, const forms::FormBook& book);

std::vector<TitledFinding> judge(const rules::LawBook& book,
                                 const std::vector<LawSubject>& subjects, base::UtcTime now);

// As kept for lists.
catalog::JudgedScope scope_of(const std::string& id, const std::vector<TitledFinding>& findings,
                              base::UtcTime now);

}  // namespace liuhen::flows
