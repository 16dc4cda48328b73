#include "flows/law/subject_builder.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/json.h"

namespace liuhen::flows {
namespace {

// One by one: a fact that this program's vocabulary no longer knows must not void the others.
void set_stated(rules::Facts& facts, const catalog::StatedFact& stated) {
  const auto fact = rules::find_fact(facts.kind(), stated.fact);
  const auto value = base::parse_json(stated.value_json);
  if (!fact || !value) return;
  const auto one =
      rules::facts_of_json(facts.kind(), facts.id(), facts.at(), {{stated.fact, *value}});
  if (one.ok()) facts.set(*fact, *one->find(*fact));
}

rules::ReplyKind kind_of(const std::string& answer) {
  if (answer == "accepted") return rules::ReplyKind::accepted;
  return answer == "rejected" ? rules::ReplyKind::rejected : rules::ReplyKind::explained;
}

}  // namespace

SubjectBuilder::SubjectBuilder(std::vector<catalog::StatedFact> stated,
                               std::vector<catalog::FindingAnswer> answers) {
  for (auto& one : stated) {
    stated_[{one.subject_kind, one.subject_id}].push_back(std::move(one));
  }
  for (const auto& answer : answers) {
    replies_[{answer.subject_kind, answer.subject_id}].push_back(
        {answer.article_id, answer.check_name, kind_of(answer.answer), answer.basis});
  }
}

LawSubject SubjectBuilder::begin(rules::SubjectKind kind, const std::string& id, base::UtcTime at,
                                 std::string title) const {
  LawSubject subject{rules::Facts(kind, id, at), std::move(title), {}};
  const Key key{std::string(rules::name_of(kind).name), id};
  if (const auto found = stated_.find(key); found != stated_.end()) {
    for (const auto& stated : found->second) set_stated(subject.facts, stated);
  }
  if (const auto found = replies_.find(key); found != replies_.end()) {
    subject.replies = found->second;
  }
  return subject;
}

}  // namespace liuhen::flows
