#include "flows/law/gate.h"

namespace liuhen::flows {
namespace {

// A date that has not come is no lack.
bool is_missing(const rules::Finding& finding) {
  switch (finding.state) {
    case rules::State::breached:
      return !finding.mended_at;
    case rules::State::question:
    case rules::State::explained:  // waits for a leader
      return true;
    case rules::State::due:
      return !finding.due_at;
    default:
      return false;
  }
}

}  // namespace

std::vector<TitledFinding> missing_for(const rules::LawBook& book, catalog::Connection& connection,
                                       const model::CaseId& id, const std::string& to,
                                       base::UtcTime now) {
  auto gathered = gather_case(connection, id);
  if (!gathered || model::place_of_stage(to) <= model::place_of_stage(gathered->case_file.stage)) {
    return {};
  }
  for (LawSubject& subject : gathered->subjects) {
    if (subject.facts.kind() == rules::SubjectKind::case_) subject.facts.set("stage", to);
  }
  auto findings = judge(book, gathered->subjects, now);
  std::erase_if(findings, [](const auto& one) { return !is_missing(one.finding); });
  return findings;
}

std::string name_of_missing(const rules::Finding& finding) {
  return finding.article_id + "/" + finding.check_name + " " +
         std::string(rules::name_of(finding.subject_kind).name) + ":" + finding.subject_id;
}

}  // namespace liuhen::flows
