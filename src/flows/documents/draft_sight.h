// A draft, if the caller may see its case. Private to flows/documents.
#pragma once

#include "flows/documents/drafts.h"

namespace liuhen::flows {

enum class FormNeeded { yes, no };

// not_found; conflict when it is final, or (where the form is needed) its form is not in the book.
model::Answer<OpenDraft> draft_in_sight(House& house, const Caller& caller,
                                        const model::DocumentId& id,
                                        FormNeeded need = FormNeeded::yes);

model::Refusal is_final(const model::RecordId& record);
model::Refusal is_frozen();

}  // namespace liuhen::flows
