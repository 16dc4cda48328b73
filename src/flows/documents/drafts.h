// Drafts of documents: begun from what the house knows, saved as one types, merged when two people
// write at once, checked, printed, thrown away. Whoever may see the case sees its drafts.
// Sources: article 2-3 (a document is final at once, so what is not final is a draft), issue 3 (two
// people edit one draft and nobody loses text).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/text.h"
#include "catalog/draft.h"
#include "flows/caller.h"
#include "forms/form_book.h"
#include "forms/merge.h"
#include "forms/values.h"
#include "model/ids.h"

namespace liuhen::flows {

class House;

model::Refusal no_form_book();

struct OpenDraft {
  std::shared_ptr<const forms::FormBook> book;
  const forms::Form* form = nullptr;  // lives in `book`
  catalog::Draft draft;
};

struct NewDraft {
  std::string form;
  std::optional<model::ActId> act_id;
};
model::Answer<OpenDraft> create_draft(House& house, const Caller& caller, const model::CaseId& id,
                                      const NewDraft& wanted);
// Conflict when it has become final, or its form is not in the book any more.
model::Answer<OpenDraft> get_draft(House& house, const Caller& caller, const model::DocumentId& id);

struct SavedDraft {
  OpenDraft open;  // as it is now
  bool merged = false;
  std::vector<std::string> merged_fields;  // that somebody else had changed since
  std::vector<forms::Conflict> conflicts;
};
// `seen`: the revision that the values started from.
model::Answer<SavedDraft> save_draft(House& house, const Caller& caller,
                                     const model::DocumentId& id, std::int64_t seen,
                                     const std::string& values_json);
model::Answer<base::Done> discard_draft(House& house, const Caller& caller,
                                        const model::DocumentId& id);

struct DraftCheck {
  std::int64_t revision = 0;
  std::vector<forms::FieldFault> faults;
  std::string next_number;  // empty: the form has none
};
model::Answer<DraftCheck> check_draft(House& house, const Caller& caller,
                                      const model::DocumentId& id);

// A PDF, marked 草稿.
model::Answer<base::Bytes> print_draft(House& house, const Caller& caller,
                                       const model::DocumentId& id);

}  // namespace liuhen::flows
