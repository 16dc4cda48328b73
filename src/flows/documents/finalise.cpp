#include "flows/documents/finalise.h"

#include "base/digest.h"
#include "flows/casework/bounds.h"
#include "flows/documents/document_number.h"
#include "flows/documents/document_place.h"
#include "flows/documents/draft_sight.h"
#include "flows/documents/paper_of_form.h"
#include "flows/documents/seal_of_document.h"
#include "flows/documents/statements.h"
#include "flows/house.h"
#include "model/entry/documents.h"
#include "print/print.h"

namespace liuhen::flows {
namespace {

using access::Permission;
using Entries = model::Answer<std::vector<model::Entry>>;
using model::bad_input;
using model::RefusalKind;

constexpr int kNumberTriesMax = 50;

DocumentSeal seal_of(const OpenDraft& open) {
  return {open.draft.id, open.draft.form, open.draft.frozen->number,
          sealed_fields(open.draft.values_json)};
}

model::Refusal moved_on() {
  return {RefusalKind::conflict, "草稿已有新的修改，请看过最新内容后再定稿。",
          "The draft has been changed since; look at the newest before it becomes final.", "2-3",
          "revision"};
}

model::Refusal number_taken() {
  return model::taken("number", "这个文号已经用过。", "This document number is taken.");
}

std::optional<model::Refusal> refuse_faults(const OpenDraft& open, base::CivilDay today) {
  const auto faults = forms::check(*open.form, open.draft.values_json, today);
  if (faults.empty()) return std::nullopt;
  const auto& first = faults.front();
  const std::string more_zh =
      faults.size() > 1 ? "（另有 " + std::to_string(faults.size() - 1) + " 处）" : "";
  const std::string more_en =
      faults.size() > 1 ? " (and " + std::to_string(faults.size() - 1) + " more)" : "";
  auto refusal =
      bad_input("values." + first.field, first.sentence.zh + more_zh, first.sentence.en + more_en);
  refusal.article = "2-3";
  return refusal;
}

std::optional<model::Refusal> refuse_order(House& house, const OpenDraft& open,
                                           const FinaliseOrder& order) {
  if (order.completed_at && *order.completed_at > house.clock().now()) {
    return bad_input("completed_at", "签署完成时间不能晚于现在。",
                     "It cannot have been signed later than now.");
  }
  if (!order.number) return std::nullopt;
  if (open.form->number_pattern.empty()) {
    return bad_input("number", "这种文书没有文号。", "This form has no number.");
  }
  if (auto refusal = refuse_text("number", *order.number, 64)) return refusal;
  if (base::display_text(*order.number, 512) != *order.number) {
    return bad_input("number", "文号应为一行文字。", "A number is a text of one line.");
  }
  auto lease = house.catalog().read();
  if (catalog::find_document_by_number(lease, *order.number)) return number_taken();
  return std::nullopt;
}

}  // namespace

model::Answer<OpenDraft> freeze(House& house, const Caller& caller, OpenDraft open,
                                const FinaliseOrder& order) {
  const base::UtcTime now = house.clock().now();
  const base::CivilDay today = base::china_day_of(now);
  if (order.revision != open.draft.revision) return moved_on();
  if (auto refusal = refuse_faults(open, today)) return *refusal;
  if (auto refusal = refuse_order(house, open, order)) return *refusal;
  const auto place = place_of_document(house, caller, open.draft);
  if (!place) return place.error();
  catalog::Frozen frozen{caller.account.id, now, "", order.completed_at, *place};
  for (int i = 0; i < kNumberTriesMax; ++i) {
    if (order.number) {
      frozen.number = *order.number;
    } else {
      auto lease = house.catalog().read();
      frozen.number = next_number(house, lease, *open.form, today);
    }
    const auto outcome = house.private_store().freeze_draft(open.draft.id, order.revision, frozen);
    if (outcome == catalog::FreezeOutcome::moved_on) return moved_on();
    if (outcome == catalog::FreezeOutcome::frozen) {
      open.draft.frozen = frozen;
      open.draft.upload_id.reset();
      return open;
    }
    if (order.number) return number_taken();
  }
  return number_taken();
}

base::Bytes print_frozen(House& house, const OpenDraft& open) {
  const DocumentSeal seal = seal_of(open);
  DocumentFrame frame;
  frame.bureau_name = house.settings().name_zh;
  frame.number = seal.number;
  frame.qr_text = code_text(seal);
  frame.qr_caption = "文书编号 " + seal.id.text + "\n扫码核对校验值";
  frame.created_at = open.draft.frozen->at;
  return print::print(paper_of(*open.form, open.draft.values_json, frame));
}

model::Answer<catalog::FinalDocument> witness_document(House& house, const OpenDraft& open,
                                                       const model::RecordId& record) {
  const catalog::Frozen& frozen = *open.draft.frozen;
  const std::string actor = "account:" + frozen.by.text;
  const std::string& title = open.form->title.zh;
  const model::DocumentFinalised body{record,
                                      open.draft.case_id,
                                      open.draft.act_id,
                                      open.draft.form,
                                      frozen.number,
                                      title,
                                      {sealed_fields(open.draft.values_json)},
                                      frozen.completed_at,
                                      open.draft.id};
  const forms::Moments moments{
      frozen.at,
      frozen.completed_at ? std::optional(base::china_day_of(*frozen.completed_at)) : std::nullopt};
  const auto facts = forms::established(*open.form, open.draft.values_json, moments);
  const std::string reason = "《" + title + "》" + frozen.number;
  const DocumentPlace place{open.draft.case_id, open.draft.act_id, record};
  const auto done = house.commit([&](catalog::Connection& connection) -> Entries {
    // An earlier run came as far as this.
    if (catalog::find_document(connection, record)) return std::vector<model::Entry>{};
    if (!frozen.number.empty() && catalog::find_document_by_number(connection, frozen.number)) {
      return number_taken();
    }
    const base::UtcTime now = house.clock().now();
    std::vector<model::Entry> entries{model::make_entry(now, actor, body)};
    for (const auto& statement : statements_of(connection, facts, place, reason)) {
      entries.push_back(model::make_entry(now, actor, statement));
    }
    return entries;
  });
  if (!done) return done.error();
  auto lease = house.catalog().read();
  const auto document = catalog::find_document(lease, record);
  CHECK(document.has_value());
  return *document;
}

model::Answer<catalog::FinalDocument> finalise_draft(House& house, const Caller& caller,
                                                     const model::DocumentId& id,
                                                     const FinaliseOrder& order) {
  if (auto refusal = refuse_unless(caller, Permission::state_facts)) return *refusal;
  if (auto refusal = refuse_unless(caller, Permission::deposit)) return *refusal;
  const auto pass =
      house.document_gate().enter(base::sha256_of(base::as_bytes("liuhen draft " + id.text)));
  auto open = draft_in_sight(house, caller, id);
  if (!open) return open.error();
  if (!open->draft.frozen) {
    auto frozen = freeze(house, caller, *std::move(open), order);
    if (!frozen) return frozen.error();
    open = *std::move(frozen);
  }
  const auto record = deposit_document(house, *open);
  if (!record) {
    house.private_store().thaw_draft(id);  // nothing of it is kept
    return record.error();
  }
  auto document = witness_document(house, *open, *record);
  if (!document) {
    house.private_store().thaw_draft(id);
    return document.error();
  }
  house.private_store().close_draft(id, *record);
  return document;
}

}  // namespace liuhen::flows
