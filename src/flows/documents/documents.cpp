#include "flows/documents/documents.h"

#include <algorithm>
#include <array>

#include "catalog/case_queries.h"
#include "catalog/law_queries.h"
#include "flows/casework/sight.h"
#include "flows/documents/drafts.h"
#include "flows/house.h"

namespace liuhen::flows {
namespace {

int place_of(std::string_view stage) {
  static constexpr std::array<std::string_view, 6> kStages{"clue",   "filing",  "investigation",
                                                           "review", "service", "closed"};
  return static_cast<int>(std::find(kStages.begin(), kStages.end(), stage) - kStages.begin());
}

FormNeeds needs_of(catalog::Connection& connection, const model::Case& file) {
  FormNeeds needs{file.procedure, file.stage, "", {}};
  for (const auto& one : catalog::facts_stated_in_case(connection, file.id)) {
    if (one.subject_kind != "case") continue;
    if (one.value_json == "true" || one.value_json == "false") {
      needs.flags[one.fact] = one.value_json == "true";
    }
    const bool is_word = one.fact == "outcome" && one.value_json.size() > 2;
    if (is_word) needs.outcome = one.value_json.substr(1, one.value_json.size() - 2);
  }
  return needs;
}

const forms::InProcedure* rule_for(const forms::Form& form, const std::string& procedure) {
  for (const auto& rule : form.procedures) {
    if (rule.procedure == procedure) return &rule;
  }
  return nullptr;
}

bool has_outcome(const forms::Form& form, const std::string& outcome) {
  return std::find(form.outcomes.begin(), form.outcomes.end(), outcome) != form.outcomes.end();
}

enum class Wanted { yes, perhaps, no };

// While the outcome is open, what belongs to a penalty is expected.
Wanted wanted(const forms::Form& form, const forms::InProcedure& rule, const FormNeeds& needs) {
  if (!form.outcomes.empty()) {
    if (!needs.outcome.empty() && !has_outcome(form, needs.outcome)) return Wanted::no;
    if (needs.outcome.empty() && !has_outcome(form, "penalty")) return Wanted::perhaps;
  }
  if (rule.need == forms::Need::required) return Wanted::yes;
  if (rule.need == forms::Need::optional) return Wanted::perhaps;
  const auto flag = needs.flags.find(rule.when_fact);
  if (rule.when_fact.empty() || flag == needs.flags.end()) return Wanted::perhaps;
  return flag->second ? Wanted::yes : Wanted::no;
}

template <class All>
std::int64_t count_of(const All& all, const std::string& form) {
  return std::count_if(all.begin(), all.end(), [&](const auto& one) { return one.form == form; });
}

}  // namespace

std::vector<NeededForm> needed_forms(const forms::FormBook& book, const FormNeeds& needs,
                                     const CaseDocuments& has) {
  std::vector<NeededForm> all;
  for (const forms::Form& form : book.forms()) {
    const auto* rule = rule_for(form, needs.procedure);
    if (rule == nullptr) continue;
    NeededForm needed{&form, *rule, "", count_of(has.documents, form.id)};
    const Wanted want = wanted(form, *rule, needs);
    const bool is_drafted = count_of(has.drafts, form.id) > 0;
    if (needed.done > 0) {
      needed.state = "done";
    } else if (is_drafted) {
      needed.state = "drafted";
    } else if (want == Wanted::no) {
      continue;
    } else if (want == Wanted::perhaps) {
      needed.state = "perhaps";
    } else {
      needed.state = place_of(form.stage) <= place_of(needs.stage) ? "missing" : "later";
    }
    all.push_back(std::move(needed));
  }
  return all;
}

model::Answer<CaseDocuments> list_documents(House& house, const Caller& caller,
                                            const model::CaseId& id) {
  CaseDocuments found{house.form_book(), {}, {}, {}};
  if (!found.book) return no_form_book();
  auto lease = house.catalog().read();
  const bool sees = may_see_case(lease, caller, id);
  const auto file = sees ? catalog::find_case(lease, id) : std::nullopt;
  if (!file) return model::not_found("这个案件", "case");
  found.documents = catalog::documents_of_case(lease, id);
  found.drafts = house.private_store().drafts_of_case(id);
  found.needed = needed_forms(*found.book, needs_of(lease, *file), found);
  return found;
}

model::Answer<Content> get_document_content(House& house, const Caller& caller,
                                            const model::RecordId& id,
                                            const model::ViewingId& viewing) {
  {
    auto lease = house.catalog().read();
    if (!catalog::find_document(lease, id)) return model::not_found("这份文书", "document");
  }
  auto content = get_content(house, caller, id, viewing);
  // This house has printed it, so the probe need not be asked what it is.
  if (content) content->media_type = "application/pdf";
  return content;
}

}  // namespace liuhen::flows
