// Findings for people: of one case (judged at this moment), across cases (as the judge kept them),
// and what people do about them: state facts, explain, accept, reject.
// Sources: article 3-16 (weak points), 1-3b, 1-5a, 3-8a, 3-9b (explanations).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/finding_store.h"
#include "catalog/law_queries.h"
#include "flows/caller.h"
#include "flows/law/judge_case.h"

namespace liuhen::flows {

class House;

model::Refusal no_law_book();

// One fact of a subject, known or not.
struct SubjectFact {
  rules::FactId fact = 0;
  std::optional<rules::Value> value;
  bool derived = false;                       // the house knows it; nobody states it
  std::optional<catalog::StatedFact> stated;  // who said so last
};

struct SubjectView {
  rules::SubjectKind kind = rules::SubjectKind::house;
  std::string id, title;
  std::vector<SubjectFact> facts;  // every fact of this kind, in the order of the vocabulary
};

struct CaseFindings {
  std::shared_ptr<const rules::LawBook> book;   // that judged
  std::vector<TitledFinding> findings;          // by due date, broken first
  std::vector<catalog::FindingAnswer> answers;  // oldest first
  std::vector<catalog::GateOverride> overrides;
  std::vector<SubjectView> subjects;
};

model::Answer<CaseFindings> get_case_findings(House& house, const Caller& caller,
                                              const model::CaseId& id);

// What the gate before that stage would find missing (flows/law/gate.h).
struct Gate {
  std::shared_ptr<const rules::LawBook> book;
  std::vector<TitledFinding> missing;
};
model::Answer<Gate> get_gate(House& house, const Caller& caller, const model::CaseId& id,
                             const std::string& stage);

// Across the cases that the caller may see; for officers those they are near to.
struct FindingList {
  std::vector<catalog::KeptFinding> findings;
  bool complete = true;  // false: there are more than `limit`
};
model::Answer<FindingList> list_findings(House& house, const Caller& caller,
                                         const catalog::FindingFilter& filter, int limit);

struct AboutSubject {
  model::CaseId case_id;
  std::string subject_kind, subject_id;
};

// `facts_json`: an object of names of the vocabulary; null takes back. Refused: facts the house
// knows by itself, unknown names, wrong types, subjects that are not of this case.
model::Answer<std::uint64_t> state_facts(House& house, const Caller& caller,
                                         const AboutSubject& about, const std::string& facts_json,
                                         const std::string& reason);

// `answer`: explained (by those who work on the case), accepted or rejected (by a leader, of what
// was explained). Nobody accepts his own explanation.
struct NewAnswer {
  std::string article_id, check_name, answer, text;
};
model::Answer<std::uint64_t> answer_finding(House& house, const Caller& caller,
                                            const AboutSubject& about, const NewAnswer& wanted);

}  // namespace liuhen::flows
