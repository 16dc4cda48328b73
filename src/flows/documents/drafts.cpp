#include "flows/documents/drafts.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/json.h"
#include "catalog/act_queries.h"
#include "catalog/case_queries.h"
#include "catalog/document_queries.h"
#include "flows/casework/sight.h"
#include "flows/documents/document_number.h"
#include "flows/documents/draft_sight.h"
#include "flows/documents/known_of_case.h"
#include "flows/documents/paper_of_form.h"
#include "flows/house.h"
#include "print/print.h"

namespace liuhen::flows {
namespace json = boost::json;
namespace {

using access::Permission;
using model::bad_input;
using model::RefusalKind;

constexpr int kTriesMax = 20;

model::Refusal no_such_case() { return model::not_found("这个案件", "case"); }

// The act that the document is of, if one is named or needed.
model::Answer<std::optional<model::Act>> act_for(catalog::Connection& connection,
                                                 const forms::Form& form, const model::CaseId& id,
                                                 const std::optional<model::ActId>& act_id) {
  if (!act_id) {
    if (form.act_kinds.empty()) return std::optional<model::Act>();
    return bad_input("act_id", "这种文书属于某项执法活动，请先选择。",
                     "This form belongs to an act; choose it first.");
  }
  auto act = catalog::find_act(connection, *act_id);
  if (!act || act->case_id != id) {
    return bad_input("act_id", "本案没有这项执法活动。", "The case has no such act.");
  }
  const auto& kinds = form.act_kinds;
  if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), act->kind) == kinds.end()) {
    return bad_input("act_id", "这种文书不用于这类执法活动。",
                     "This form is not for acts of that kind.");
  }
  return act;
}

std::optional<model::Refusal> refuse_second(House& house, catalog::Connection& connection,
                                            const forms::Form& form, const model::CaseId& id) {
  if (form.is_many) return std::nullopt;
  for (const auto& document : catalog::documents_of_case(connection, id)) {
    if (document.form == form.id) {
      return model::Refusal{RefusalKind::conflict,
                            "本案已有《" + form.title.zh + "》，一案只制作一份。",
                            "The case has its " + form.title.en + " already; there is one a case.",
                            {},
                            "form"};
    }
  }
  for (const auto& draft : house.private_store().drafts_of_case(id)) {
    if (draft.form == form.id) {
      return model::Refusal{RefusalKind::conflict,
                            "本案《" + form.title.zh + "》已有草稿，请打开继续填写。",
                            "There is a draft of it in this case; open that one.",
                            {},
                            "form"};
    }
  }
  return std::nullopt;
}

// Canonical, or the refusal.
model::Answer<std::string> values_of(const std::string& values_json) {
  const auto values = base::parse_json(values_json, {forms::kValuesBytesMax, 16, false});
  if (!values || !values->is_object() || !base::is_canonicalizable(*values)) {
    return bad_input("values", "文书内容格式不对或过长（数字只能是整数）。",
                     "The values are malformed or too long (numbers are whole numbers).");
  }
  return base::canonical_json(*values);
}

std::vector<std::string> changed_fields(const std::string& before_json,
                                        const std::string& after_json) {
  const auto before = base::parse_json(before_json), after = base::parse_json(after_json);
  std::vector<std::string> names;
  if (!before || !after || !before->is_object() || !after->is_object()) return names;
  const json::object &old = before->get_object(), &now = after->get_object();
  for (const auto& [key, value] : now) {
    const auto* was = old.if_contains(key);
    if (was == nullptr || *was != value) names.emplace_back(key);
  }
  for (const auto& [key, value] : old) {
    if (!now.contains(key)) names.emplace_back(key);
  }
  return names;
}

// One attempt; nullopt: somebody saved meanwhile.
model::Answer<std::optional<SavedDraft>> try_save(House& house, const Caller& caller,
                                                  OpenDraft open, std::int64_t seen,
                                                  const std::string& mine) {
  const catalog::Draft& draft = open.draft;
  if (seen < 1 || seen > draft.revision) {
    return bad_input("revision", "没有这个版本，请重新打开草稿。",
                     "There is no such revision; open the draft again.");
  }
  SavedDraft saved;
  std::string values = mine;
  if (seen < draft.revision) {
    // What is not kept any more counts as empty: then both texts stand, and nothing is lost.
    const std::string before =
        house.private_store().find_draft_revision(draft.id, seen).value_or("{}");
    const auto merged = forms::merge(*open.form, before, mine, draft.values_json);
    if (!merged) return bad_input("values", merged.error(), merged.error());
    const auto canonical = values_of(merged->values_json);
    if (!canonical) return canonical.error();
    values = *canonical;
    saved.merged = true;
    saved.merged_fields = changed_fields(before, draft.values_json);
    saved.conflicts = merged->conflicts;
  }
  if (values != draft.values_json &&
      !house.private_store().save_draft(draft.id, draft.revision, values, caller.account.id)) {
    return std::optional<SavedDraft>();
  }
  saved.open = std::move(open);
  const auto now = house.private_store().find_draft(saved.open.draft.id);
  if (now) saved.open.draft = *now;
  return std::optional<SavedDraft>(std::move(saved));
}

}  // namespace

model::Answer<OpenDraft> create_draft(House& house, const Caller& caller, const model::CaseId& id,
                                      const NewDraft& wanted) {
  if (auto refusal = refuse_unless(caller, Permission::state_facts)) return *refusal;
  OpenDraft open{house.form_book(), nullptr, {}};
  if (!open.book) return no_form_book();
  open.form = open.book->find_form(wanted.form);
  if (open.form == nullptr) {
    return bad_input("form", "没有这种文书格式。", "There is no such form.");
  }
  auto lease = house.catalog().read();
  if (!may_see_case(lease, caller, id)) return no_such_case();
  const auto case_file = catalog::find_case(lease, id);
  if (!case_file) return no_such_case();
  const auto act = act_for(lease, *open.form, id, wanted.act_id);
  if (!act) return act.error();
  if (auto refusal = refuse_second(house, lease, *open.form, id)) return *refusal;
  const base::UtcTime now = house.clock().now();
  const KnownFrom from{lease, *open.book, house.form_settings(), now};
  catalog::Draft& draft = open.draft;
  draft.id = model::new_id<model::DocumentId>(now);
  draft.case_id = id;
  draft.act_id = wanted.act_id;
  draft.form = open.form->id;
  const auto values = values_of(forms::prefill(*open.form, known_of_case(from, *case_file, *act)));
  if (!values) return values.error();
  draft.values_json = *values;
  draft.created_by = draft.saved_by = caller.account.id;
  draft.created_at = draft.saved_at = now;
  if (!house.private_store().add_draft(draft)) {
    return model::Refusal{RefusalKind::too_many, "本案草稿过多，请先定稿或删除一些。",
                          "The case has too many drafts; finish or discard some."};
  }
  return open;
}

model::Answer<OpenDraft> get_draft(House& house, const Caller& caller,
                                   const model::DocumentId& id) {
  return draft_in_sight(house, caller, id);
}

model::Answer<SavedDraft> save_draft(House& house, const Caller& caller,
                                     const model::DocumentId& id, std::int64_t seen,
                                     const std::string& values_json) {
  if (auto refusal = refuse_unless(caller, Permission::state_facts)) return *refusal;
  const auto mine = values_of(values_json);
  for (int i = 0; i < kTriesMax; ++i) {
    auto open = draft_in_sight(house, caller, id);
    if (!open) return open.error();
    if (open->draft.frozen) return is_frozen();
    if (!mine) return mine.error();
    auto saved = try_save(house, caller, *std::move(open), seen, *mine);
    if (!saved) return saved.error();
    if (*saved) return **std::move(saved);
  }
  return model::Refusal{RefusalKind::too_many, "草稿正被频繁修改，请稍后再保存。",
                        "The draft is being changed all the time; save again in a moment."};
}

model::Answer<base::Done> discard_draft(House& house, const Caller& caller,
                                        const model::DocumentId& id) {
  if (auto refusal = refuse_unless(caller, Permission::state_facts)) return *refusal;
  const auto open = draft_in_sight(house, caller, id, FormNeeded::no);
  if (!open) return open.error();
  if (!house.private_store().discard_draft(id)) return is_frozen();
  return base::Done{};
}

model::Answer<DraftCheck> check_draft(House& house, const Caller& caller,
                                      const model::DocumentId& id) {
  const auto open = draft_in_sight(house, caller, id);
  if (!open) return open.error();
  const base::CivilDay today = base::china_day_of(house.clock().now());
  DraftCheck found{open->draft.revision, forms::check(*open->form, open->draft.values_json, today),
                   ""};
  if (!open->form->number_pattern.empty()) {
    auto lease = house.catalog().read();
    found.next_number = open->draft.frozen ? open->draft.frozen->number
                                           : next_number(house, lease, *open->form, today);
  }
  return found;
}

model::Answer<base::Bytes> print_draft(House& house, const Caller& caller,
                                       const model::DocumentId& id) {
  const auto open = draft_in_sight(house, caller, id);
  if (!open) return open.error();
  DocumentFrame frame;
  frame.bureau_name = house.settings().name_zh;
  frame.is_draft = true;
  frame.created_at = open->draft.saved_at;
  return print::print(paper_of(*open->form, open->draft.values_json, frame));
}

}  // namespace liuhen::flows
