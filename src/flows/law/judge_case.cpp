#include "flows/law/judge_case.h"

#include <sstream>

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

void name_forms(std::vector<TitledFinding>& findings, const forms::FormBook& book) {
  for (TitledFinding& one : findings) {
    for (const auto& [name, words] : one.finding.words) {
      std::istringstream parts(words);
      for (std::string part; std::getline(parts, part, ',');) {
        if (const forms::Form* form = book.find_form(part)) {
          one.forms.push_back({form->id, form->title.zh, form->title.en});
        }
      }
    }
  }
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
