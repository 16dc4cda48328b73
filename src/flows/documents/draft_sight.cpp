#include "flows/documents/draft_sight.h"

#include "flows/casework/sight.h"
#include "flows/house.h"

namespace liuhen::flows {

using model::RefusalKind;

model::Refusal no_form_book() {
  return {RefusalKind::not_ready, "没有装入文书格式，请联系系统管理员。",
          "No form book is loaded; ask the system administrator."};
}

model::Refusal is_final(const model::RecordId& record) {
  return {RefusalKind::conflict, "这份文书已经定稿，不能再修改；需要更正的，另行制作更正文书。",
          "This document is final and cannot be changed; make another one to correct it.", "2-3",
          "record:" + record.text};
}

model::Refusal is_frozen() {
  return {RefusalKind::conflict, "这份文书正在定稿，不能再修改；请再次提交定稿以完成入库。",
          "This document is being made final and cannot be changed; send the finalising again to "
          "end it.",
          "2-3"};
}

model::Answer<OpenDraft> draft_in_sight(House& house, const Caller& caller,
                                        const model::DocumentId& id, FormNeeded need) {
  const auto draft = house.private_store().find_draft(id);
  if (!draft) return model::not_found("这份草稿", "draft");
  {
    auto lease = house.catalog().read();
    if (!may_see_case(lease, caller, draft->case_id)) {
      return model::not_found("这份草稿", "draft");
    }
  }
  if (draft->record_id) return is_final(*draft->record_id);
  OpenDraft open{house.form_book(), nullptr, *draft};
  if (need == FormNeeded::no) return open;
  if (!open.book) return no_form_book();
  open.form = open.book->find_form(draft->form);
  if (open.form == nullptr) {
    return model::Refusal{RefusalKind::conflict, "这份草稿的文书格式已不在文书库中。",
                          "The form of this draft is not in the form book any more."};
  }
  return open;
}

}  // namespace liuhen::flows
