#include "flows/law/findings.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/check.h"
#include "base/json.h"
#include "base/text.h"
#include "catalog/case_queries.h"
#include "flows/casework/bounds.h"
#include "flows/casework/sight.h"
#include "flows/house.h"
#include "flows/law/gate.h"
#include "model/entry/law.h"

namespace liuhen::flows {
namespace {

namespace json = boost::json;
using access::Permission;
using Entries = model::Answer<std::vector<model::Entry>>;
using model::bad_input;

constexpr std::size_t kFactsBytesMax = 16 * 1024;

// Broken, due by date, questions, due without a date, answered: as catalog/finding_store ranks.
int class_of(const rules::Finding& finding) {
  switch (finding.state) {
    case rules::State::breached:
      return 0;
    case rules::State::due:
      return finding.due_at ? 1 : 3;
    case rules::State::question:
      return 2;
    default:
      return 4;
  }
}

bool comes_before(const TitledFinding& a, const TitledFinding& b) {
  const auto key = [](const rules::Finding& finding) {
    const bool broken = finding.state == rules::State::breached;
    const auto& moment = broken && finding.breached_at ? finding.breached_at : finding.due_at;
    return std::pair(class_of(finding), moment ? moment->ms : INT64_MAX);
  };
  return key(a.finding) < key(b.finding);
}

// Of the newest cases the account is near to: those of `wanted`, or all.
std::vector<model::CaseId> cases_near(catalog::Connection& connection,
                                      const model::AccountId& account,
                                      const std::optional<std::vector<model::CaseId>>& wanted) {
  catalog::CaseFilter near;
  near.only_of = account;
  const auto page = catalog::list_cases(connection, near, {std::nullopt, catalog::kPageLimitMax});
  CHECK(page.ok());  // only a cursor is refused
  std::vector<model::CaseId> ids;
  for (const auto& one : page->cases) {
    if (!wanted || std::find(wanted->begin(), wanted->end(), one.id) != wanted->end()) {
      ids.push_back(one.id);
    }
  }
  return ids;
}

SubjectView view_of(const LawSubject& subject, const std::vector<catalog::StatedFact>& stated) {
  SubjectView view{subject.facts.kind(), subject.facts.id(), subject.title, {}};
  const std::string kind(rules::name_of(view.kind).name);
  const auto all = rules::facts();
  for (rules::FactId id = 0; id < all.size(); ++id) {
    if (all[id].subject != view.kind) continue;
    SubjectFact fact{id, std::nullopt, rules::is_derived(id), std::nullopt};
    if (const auto* value = subject.facts.find(id)) fact.value = *value;
    for (const auto& one : stated) {
      if (one.subject_kind == kind && one.subject_id == view.id && one.fact == all[id].name) {
        fact.stated = one;
      }
    }
    view.facts.push_back(std::move(fact));
  }
  return view;
}

const LawSubject* find_subject(const CaseSubjects& gathered, const AboutSubject& about) {
  const auto kind = rules::find_subject(about.subject_kind);
  for (const LawSubject& subject : gathered.subjects) {
    if (kind == subject.facts.kind() && about.subject_id == subject.facts.id()) return &subject;
  }
  return nullptr;
}

// The case with this subject, if the caller may see both.
model::Answer<CaseSubjects> subject_in_sight(catalog::Connection& connection, const Caller& caller,
                                             const AboutSubject& about) {
  if (!may_see_case(connection, caller, about.case_id)) {
    return model::not_found("这个案件", "case");
  }
  auto gathered = gather_case(connection, about.case_id);
  if (!gathered) return model::not_found("这个案件", "case");
  if (find_subject(*gathered, about) == nullptr) {
    return model::not_found("案件中的这个对象", "subject of the case");
  }
  return *std::move(gathered);
}

std::optional<model::Refusal> refuse_facts(const rules::Facts& of, const json::object& members) {
  if (members.empty() || members.size() > 64) {
    return bad_input("facts", "请填写 1 至 64 项。", "State 1 to 64 facts.");
  }
  for (const auto& [key, value] : members) {
    const std::string name(key);
    const auto fact = rules::find_fact(of.kind(), name);
    if (!fact) {
      return bad_input("facts", "没有“" + base::display_text(name, 40) + "”这一项。",
                       "There is no such fact: " + base::display_text(name, 40) + ".");
    }
    if (rules::is_derived(*fact)) {
      return bad_input("facts." + name,
                       "“" + std::string(rules::facts()[*fact].zh) + "”由系统得出，不能填报。",
                       "The house knows \"" + std::string(rules::facts()[*fact].en) +
                           "\" by itself; it cannot be stated.");
    }
    if (value.is_null()) continue;
    const auto read = rules::facts_of_json(of.kind(), of.id(), of.at(), {{name, value}});
    if (!read) {
      return bad_input("facts." + name,
                       "“" + std::string(rules::facts()[*fact].zh) + "”的格式不对。",
                       "It is not of the right form: " + read.error() + ".");
    }
  }
  return std::nullopt;
}

}  // namespace

model::Refusal no_law_book() {
  return {model::RefusalKind::not_ready, "没有装入条款库，请联系系统管理员。",
          "No law book is loaded; ask the system administrator."};
}

model::Answer<CaseFindings> get_case_findings(House& house, const Caller& caller,
                                              const model::CaseId& id) {
  const auto book = house.law_book();
  if (!book) return no_law_book();
  auto lease = house.catalog().read();
  if (!may_see_case(lease, caller, id)) return model::not_found("这个案件", "case");
  const auto gathered = gather_case(lease, id);
  if (!gathered) return model::not_found("这个案件", "case");
  CaseFindings found{book,
                     judge(*book, gathered->subjects, house.clock().now()),
                     catalog::answers_in_case(lease, id),
                     catalog::overrides_in_case(lease, id),
                     {}};
  std::stable_sort(found.findings.begin(), found.findings.end(), comes_before);
  const auto stated = catalog::facts_stated_in_case(lease, id);
  for (const auto& subject : gathered->subjects) {
    found.subjects.push_back(view_of(subject, stated));
  }
  return found;
}

model::Answer<Gate> get_gate(House& house, const Caller& caller, const model::CaseId& id,
                             const std::string& stage) {
  const auto book = house.law_book();
  if (!book) return no_law_book();
  if (!model::is_stage(stage)) {
    return bad_input("stage", "没有这个环节。", "There is no such stage.");
  }
  auto lease = house.catalog().read();
  if (!may_see_case(lease, caller, id)) return model::not_found("这个案件", "case");
  return Gate{book, missing_for(*book, lease, id, stage, house.clock().now())};
}

model::Answer<FindingList> list_findings(House& house, const Caller& caller,
                                         const catalog::FindingFilter& filter, int limit) {
  const Sight sight = sight_of(caller);
  if (sight.none) return model::not_permitted("see_own_cases");
  catalog::FindingFilter within = filter;
  if (sight.only_of) {
    auto lease = house.catalog().read();
    within.case_ids = cases_near(lease, *sight.only_of, filter.case_ids);
  }
  FindingList list{house.finding_store().list(within, limit + 1), true};
  if (list.findings.size() > static_cast<std::size_t>(limit)) {
    list.complete = false;
    list.findings.pop_back();
  }
  return list;
}

model::Answer<std::uint64_t> state_facts(House& house, const Caller& caller,
                                         const AboutSubject& about, const std::string& facts_json,
                                         const std::string& reason) {
  if (auto refusal = refuse_unless(caller, Permission::state_facts)) return *refusal;
  if (auto refusal = refuse_text("reason", reason, 500, false)) return *refusal;
  const auto facts = base::parse_json(facts_json, {kFactsBytesMax, 4, false});
  if (!facts || !facts->is_object() || !base::is_canonicalizable(*facts)) {
    return bad_input("facts", "填报内容格式不对或过长。", "The facts are malformed or too long.");
  }
  const auto done = house.commit([&](catalog::Connection& connection) -> Entries {
    const auto gathered = subject_in_sight(connection, caller, about);
    if (!gathered) return gathered.error();
    const LawSubject* subject = find_subject(*gathered, about);
    if (auto refusal = refuse_facts(subject->facts, facts->get_object())) return *refusal;
    const model::FactsStated body{
        about.subject_kind, about.subject_id, about.case_id, {base::canonical_json(*facts)}, reason,
        std::nullopt};
    return std::vector{model::make_entry(house.clock().now(), caller.actor(), body)};
  });
  if (!done) return done.error();
  return done->first_index;
}

namespace {

// What a finding was answered last, if it was.
const catalog::FindingAnswer* last_answer(const std::vector<catalog::FindingAnswer>& answers,
                                          const AboutSubject& about, const NewAnswer& wanted) {
  const catalog::FindingAnswer* last = nullptr;
  for (const auto& one : answers) {
    if (one.subject_kind == about.subject_kind && one.subject_id == about.subject_id &&
        one.article_id == wanted.article_id && one.check_name == wanted.check_name) {
      last = &one;
    }
  }
  return last;
}

std::optional<model::Refusal> refuse_answer(const Caller& caller, const NewAnswer& wanted,
                                            const rules::Finding& finding,
                                            const catalog::FindingAnswer* last) {
  if (wanted.answer == "explained") {
    const bool can = finding.state == rules::State::breached ||
                     finding.state == rules::State::question ||
                     finding.state == rules::State::explained;
    if (can) return std::nullopt;
    return model::Refusal{model::RefusalKind::conflict, "这个问题现在不需要说明。",
                          "This finding needs no explanation now."};
  }
  if (finding.state != rules::State::explained) {
    return model::Refusal{model::RefusalKind::conflict, "没有待审核的说明。",
                          "There is no explanation to decide on."};
  }
  if (last != nullptr && last->answered_by == caller.account.id) {
    return model::Refusal{model::RefusalKind::conflict, "不能审核自己的说明，请由其他领导审核。",
                          "Nobody decides on his own explanation; ask another leader."};
  }
  return std::nullopt;
}

}  // namespace

model::Answer<std::uint64_t> answer_finding(House& house, const Caller& caller,
                                            const AboutSubject& about, const NewAnswer& wanted) {
  const bool explains = wanted.answer == "explained";
  if (!explains && wanted.answer != "accepted" && wanted.answer != "rejected") {
    return bad_input("answer", "只能是说明、认可或不认可。",
                     "The answer is one of explained, accepted, rejected.");
  }
  const auto needed = explains ? Permission::state_facts : Permission::accept_finding;
  if (auto refusal = refuse_unless(caller, needed)) return *refusal;
  if (auto refusal = refuse_text("text", wanted.text, 1000)) return *refusal;
  const auto book = house.law_book();
  if (!book) return no_law_book();
  const auto done = house.commit([&](catalog::Connection& connection) -> Entries {
    const auto gathered = subject_in_sight(connection, caller, about);
    if (!gathered) return gathered.error();
    const LawSubject* subject = find_subject(*gathered, about);
    const auto findings =
        rules::evaluate(*book, subject->facts, house.clock().now(), subject->replies);
    const auto found = std::find_if(findings.begin(), findings.end(), [&](const auto& one) {
      return one.article_id == wanted.article_id && one.check_name == wanted.check_name;
    });
    if (found == findings.end()) return model::not_found("这个问题", "finding");
    const auto answers = catalog::answers_in_case(connection, about.case_id);
    if (auto refusal = refuse_answer(caller, wanted, *found, last_answer(answers, about, wanted))) {
      return *refusal;
    }
    const model::FindingAnswered body{wanted.article_id, wanted.check_name, about.subject_kind,
                                      about.subject_id,  about.case_id,     wanted.answer,
                                      wanted.text};
    return std::vector{model::make_entry(house.clock().now(), caller.actor(), body)};
  });
  if (!done) return done.error();
  return done->first_index;
}

}  // namespace liuhen::flows
