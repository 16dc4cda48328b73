#include "flows/law/findings.h"

#include <algorithm>
#include <boost/json.hpp>
#include <map>
#include <set>

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
constexpr std::size_t kSubjectsShown = 2000;
constexpr std::size_t kStatedTextMax = 2000;
constexpr std::int64_t kClockSlackMs = 600'000;  // of the clocks of those who state times

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

// All cases the account is near to, or those of `wanted` that are among them.
std::vector<model::CaseId> cases_near(catalog::Connection& connection, const Caller& caller,
                                      const std::optional<std::vector<model::CaseId>>& wanted) {
  if (!wanted) return catalog::cases_about(connection, caller.actor());
  std::vector<model::CaseId> ids;
  for (const auto& id : *wanted) {
    if (may_see_case(connection, caller, id)) ids.push_back(id);
  }
  return ids;
}

using StatedIndex = std::map<std::pair<std::string, std::string>,
                             std::map<std::string, const catalog::StatedFact*, std::less<>>>;

StatedIndex index_of(const std::vector<catalog::StatedFact>& stated) {
  StatedIndex index;
  for (const auto& one : stated) index[{one.subject_kind, one.subject_id}][one.fact] = &one;
  return index;
}

const catalog::StatedFact* find_stated(const StatedIndex& index, const rules::Facts& facts,
                                       std::string_view name) {
  const auto subject = index.find({std::string(rules::name_of(facts.kind()).name), facts.id()});
  if (subject == index.end()) return nullptr;
  const auto found = subject->second.find(name);
  return found == subject->second.end() ? nullptr : found->second;
}

// The house set this value itself: nobody stated it, or something else was stated.
bool is_by_house(const rules::Facts& facts, rules::FactId id, const catalog::StatedFact* stated) {
  if (rules::is_derived(id)) return true;
  const rules::Value* value = facts.find(id);
  if (value == nullptr || !rules::is_given(*value)) return false;
  if (stated == nullptr) return true;
  const auto said = base::parse_json(stated->value_json);
  const auto read = said ? rules::facts_of_json(facts.kind(), facts.id(), facts.at(),
                                                {{rules::facts()[id].name, *said}})
                         : base::Result<rules::Facts, std::string>(std::string());
  return !read.ok() || *read->find(id) != *value;
}

SubjectView view_of(const LawSubject& subject, const StatedIndex& stated) {
  SubjectView view{subject.facts.kind(), subject.facts.id(), subject.title, {}};
  const auto all = rules::facts();
  for (rules::FactId id = 0; id < all.size(); ++id) {
    if (all[id].subject != view.kind) continue;
    const catalog::StatedFact* said = find_stated(stated, subject.facts, all[id].name);
    SubjectFact fact{id, std::nullopt, is_by_house(subject.facts, id, said), std::nullopt};
    if (const auto* value = subject.facts.find(id)) fact.value = *value;
    if (said != nullptr && !fact.derived) fact.stated = *said;
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

// Gathering a case takes its time, so it is done before the scribe is asked; subjects never go
// away, so there it is enough to look at the caller's sight again.
template <class Body>
model::Answer<std::uint64_t> enter(House& house, const Caller& caller, const AboutSubject& about,
                                   const Body& body) {
  const auto done = house.commit([&](catalog::Connection& connection) -> Entries {
    if (!may_see_case(connection, caller, about.case_id)) {
      return model::not_found("这个案件", "case");
    }
    return std::vector{model::make_entry(house.clock().now(), caller.actor(), body)};
  });
  if (!done) return done.error();
  return done->first_index;
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

// Words and lists are bounded as everything that people type; what is said to have happened has not
// happened in the future, nor before there were such acts.
std::optional<model::Refusal> refuse_value(const std::string& field, const rules::FactName& name,
                                           const rules::Value& value, base::UtcTime now) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    if (auto refusal = refuse_text(field, *text, kStatedTextMax, false)) return refusal;
    if (!rules::is_word_of(name, *text)) {
      return bad_input(field, "“" + std::string(name.zh) + "”只能从所列各项中选择。",
                       "Choose one of the words listed for \"" + std::string(name.en) + "\".");
    }
  }
  if (const auto* words = std::get_if<std::vector<std::string>>(&value)) {
    for (const auto& word : *words) {
      if (auto refusal = refuse_text(field, word, 100)) return refusal;
    }
  }
  if (const auto* time = std::get_if<base::UtcTime>(&value)) {
    if (*time < base::start_of(*base::civil_day(1990, 1, 1)) ||
        *time > now.plus_ms(kClockSlackMs)) {
      return bad_input(field, "“" + std::string(name.zh) + "”应在 1990 年至现在之间。",
                       "\"" + std::string(name.en) + "\" must lie between 1990 and now.");
    }
  }
  return std::nullopt;
}

// A final document says so: only a leader overrules it, with a reason.
std::optional<model::Refusal> refuse_overruling(const Caller& caller, const std::string& field,
                                                const catalog::StatedFact* before,
                                                const std::string& reason) {
  if (before == nullptr || !before->document_id) return std::nullopt;
  if (!caller.may(Permission::accept_finding)) {
    return model::Refusal{
        model::RefusalKind::conflict, "这一项由定稿文书确定，只有领导写明理由后才能更改。",
        "A final document says so; only a leader can overrule it, with a reason.", "2-3", field};
  }
  return refuse_text("reason", reason, 500);
}

// Decisions that are not the handling officer's: who states them without a final document that says
// so. A leader may state each.
struct ReservedFact {
  rules::SubjectKind subject;
  std::string_view name;
  model::Role role;
};
constexpr ReservedFact kReserved[] = {
    {rules::SubjectKind::case_, "legal_review_passed_at", model::Role::legal_reviewer},
    {rules::SubjectKind::case_, "discussed_at", model::Role::leader},
    {rules::SubjectKind::case_, "decided_at", model::Role::leader},
    {rules::SubjectKind::act, "approved_at", model::Role::leader},
    {rules::SubjectKind::act, "disposed_at", model::Role::leader},
};

std::optional<model::Refusal> refuse_reserved(const Caller& caller, const std::string& field,
                                              const rules::FactName& name) {
  const auto& roles = caller.account.roles;
  const auto has = [&](model::Role role) {
    return std::find(roles.begin(), roles.end(), role) != roles.end();
  };
  for (const ReservedFact& one : kReserved) {
    if (one.subject != name.subject || one.name != name.name) continue;
    if (has(one.role) || has(model::Role::leader)) return std::nullopt;
    return bad_input(
        field, "“" + std::string(name.zh) + "”由负责人（法制审核人员）填报，或者由定稿文书确定。",
        "\"" + std::string(name.en) +
            "\" is stated by a leader (or the legal reviewer), or by a final document.");
  }
  return std::nullopt;
}

struct Statement {
  const rules::Facts& of;
  const StatedIndex& stated;
  const std::string& reason;
  base::UtcTime now;
};

std::optional<model::Refusal> refuse_fact(const Caller& caller, const Statement& statement,
                                          const std::string& name, const json::value& value) {
  const rules::Facts& of = statement.of;
  const std::string field = "facts." + name;
  const auto fact = rules::find_fact(of.kind(), name);
  if (!fact) {
    return bad_input("facts", "没有“" + base::display_text(name, 40) + "”这一项。",
                     "There is no such fact: " + base::display_text(name, 40) + ".");
  }
  const rules::FactName& known = rules::facts()[*fact];
  const catalog::StatedFact* before = find_stated(statement.stated, of, known.name);
  if (is_by_house(of, *fact, before)) {
    return bad_input(
        field, "“" + std::string(known.zh) + "”由系统得出，不能填报。",
        "The house knows \"" + std::string(known.en) + "\" by itself; it cannot be stated.");
  }
  if (auto refusal = refuse_reserved(caller, field, known)) return refusal;
  if (auto refusal = refuse_overruling(caller, field, before, statement.reason)) return refusal;
  if (value.is_null()) return std::nullopt;
  const auto read = rules::facts_of_json(of.kind(), of.id(), of.at(), {{name, value}});
  if (!read) {
    return bad_input(
        field,
        "“" + std::string(known.zh) + "”的格式不对，例如 2026-03-01T09:00:00+08:00 或 2026-03-01。",
        "It is not of the right form: " + read.error() +
            " (as 2026-03-01T09:00:00+08:00 or 2026-03-01).");
  }
  return refuse_value(field, known, *read->find(*fact), statement.now);
}

std::optional<model::Refusal> refuse_facts(const Caller& caller, const Statement& statement,
                                           const json::object& members) {
  if (members.empty() || members.size() > 64) {
    return bad_input("facts", "请填写 1 至 64 项。", "State 1 to 64 facts.");
  }
  for (const auto& [key, value] : members) {
    if (auto refusal = refuse_fact(caller, statement, std::string(key), value)) return refusal;
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
  const StatedIndex index = index_of(stated);
  for (const auto& subject : gathered->subjects) {
    if (found.subjects.size() == kSubjectsShown) break;
    found.subjects.push_back(view_of(subject, index));
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
  if (!house.law_book()) return no_law_book();
  catalog::FindingFilter within = filter;
  if (sight.only_of) {
    auto lease = house.catalog().read();
    within.case_ids = cases_near(lease, caller, filter.case_ids);
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
  {
    auto lease = house.catalog().read();
    const auto gathered = subject_in_sight(lease, caller, about);
    if (!gathered) return gathered.error();
    const auto stated = catalog::facts_stated_about(lease, about.subject_kind, about.subject_id);
    const StatedIndex index = index_of(stated);
    const Statement statement{find_subject(*gathered, about)->facts, index, reason,
                              house.clock().now()};
    if (auto refusal = refuse_facts(caller, statement, facts->get_object())) return *refusal;
  }
  const model::FactsStated body{
      about.subject_kind, about.subject_id, about.case_id, {base::canonical_json(*facts)}, reason,
      std::nullopt};
  return enter(house, caller, about, body);
}

namespace {

// Everybody whose explanation of this finding waits for a decision: since the last decision, and
// whoever stated the reason on record.
std::set<model::AccountId> explainers(const std::vector<catalog::FindingAnswer>& answers,
                                      const std::vector<catalog::StatedFact>& stated,
                                      const AboutSubject& about, const rules::Finding& finding,
                                      const rules::LawBook& book) {
  std::set<model::AccountId> people;
  for (const auto& one : answers) {
    const bool is_about =
        one.subject_kind == about.subject_kind && one.subject_id == about.subject_id &&
        one.article_id == finding.article_id && one.check_name == finding.check_name;
    if (!is_about) continue;
    if (one.answer != "explained") people.clear();
    if (one.answer == "explained" && one.answered_by) people.insert(*one.answered_by);
  }
  const auto reason = rules::find_reason_fact(book, finding);
  for (const auto& one : stated) {
    if (reason && one.fact == rules::facts()[*reason].name && one.stated_by) {
      people.insert(*one.stated_by);
    }
  }
  return people;
}

std::optional<model::Refusal> refuse_answer(const NewAnswer& wanted, rules::State state) {
  using rules::State;
  if (wanted.answer == "explained") {
    const bool can =
        state == State::breached || state == State::question || state == State::explained;
    if (can) return std::nullopt;
    return model::Refusal{model::RefusalKind::conflict, "这个问题现在不需要说明。",
                          "This finding needs no explanation now."};
  }
  const bool decides =
      state == State::explained || (state == State::accepted && wanted.answer == "rejected");
  if (decides) return std::nullopt;
  return model::Refusal{model::RefusalKind::conflict, "没有待审核的说明。",
                        "There is no explanation to decide on."};
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
  model::FindingAnswered body{wanted.article_id, wanted.check_name, about.subject_kind,
                              about.subject_id,  about.case_id,     "",
                              wanted.answer,     wanted.text};
  {
    auto lease = house.catalog().read();
    const auto gathered = subject_in_sight(lease, caller, about);
    if (!gathered) return gathered.error();
    const LawSubject* subject = find_subject(*gathered, about);
    const auto findings =
        rules::evaluate(*book, subject->facts, house.clock().now(), subject->replies);
    const auto found = std::find_if(findings.begin(), findings.end(), [&](const auto& one) {
      return one.article_id == wanted.article_id && one.check_name == wanted.check_name;
    });
    if (found == findings.end()) return model::not_found("这个问题", "finding");
    if (auto refusal = refuse_answer(wanted, found->state)) return *refusal;
    const auto people =
        explainers(catalog::answers_in_case(lease, about.case_id),
                   catalog::facts_stated_about(lease, about.subject_kind, about.subject_id), about,
                   *found, *book);
    if (!explains && people.contains(caller.account.id)) {
      return model::Refusal{model::RefusalKind::conflict, "不能审核自己的说明，请由其他领导审核。",
                            "Nobody decides on his own explanation; ask another leader."};
    }
    body.basis = rules::basis_of(*found);
  }
  return enter(house, caller, about, body);
}

}  // namespace liuhen::flows
