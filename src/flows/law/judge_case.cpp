#include "flows/law/judge_case.h"

namespace liuhen::flows {

std::vector<TitledFinding> judge(const rules::LawBook& book,
                                 const std::vector<LawSubject>& subjects, base::UtcTime now) {
  std::vector<TitledFinding> found;
  for (const LawSubject& subject : subjects) {
    for (auto& finding : rules::evaluate(book, subject.facts, now, subject.replies)) {
      found.push_back({std::move(finding), subject.title});
    }
  }
  return found;
}

catalog::JudgedScope scope_of(const std::string& id, const std::vector<TitledFinding>& findings,
                              base::UtcTime now) {
  catalog::JudgedScope scope{id, {}, std::nullopt, now};
  std::vector<rules::Finding> plain;
  for (const TitledFinding& one : findings) {
    const rules::Finding& finding = one.finding;
    plain.push_back(finding);
    scope.findings.push_back({std::string(rules::name_of(finding.subject_kind).name),
                              finding.subject_id, one.title, finding.article_id, finding.check_name,
                              std::string(rules::name_of(finding.state)),
                              std::string(rules::name_of(finding.severity)), finding.due_at,
                              finding.breached_at, finding.provisional, std::nullopt});
  }
  scope.next_change = rules::next_change(plain, now);
  return scope;
}

}  // namespace liuhen::flows
