// A draft becomes a document (article 2-3: final is stored at once and can no longer be changed).
// The steps, each durable before the next, so that a crash between any two is mended by asking
// again, and one draft gives one document:
//   freeze the draft with its number → print → deposit like any upload (read back, vault, entry)
//   → document.finalised and what it establishes, in one command → only the number is left of it.
#pragma once

#include <optional>
#include <string>

#include "base/text.h"
#include "catalog/document_queries.h"
#include "flows/documents/drafts.h"

namespace liuhen::flows {

struct FinaliseOrder {
  std::int64_t revision = 0;          // the newest: what one has seen is what becomes final
  std::optional<std::string> number;  // absent: the next of the form
  std::optional<base::UtcTime> completed_at;
};

// Refusals: bad_input with "values.<field>" for the first fault, conflict for a taken number,
// another revision or a document that is final. Busy when the deposit takes long: ask again.
model::Answer<catalog::FinalDocument> finalise_draft(House& house, const Caller& caller,
                                                     const model::DocumentId& id,
                                                     const FinaliseOrder& order);

// The parts, in order. Each may be repeated after a crash.
model::Answer<OpenDraft> freeze(House& house, const Caller& caller, OpenDraft open,
                                const FinaliseOrder& order);
base::Bytes print_frozen(House& house, const OpenDraft& open);
model::Answer<model::RecordId> deposit_document(House& house, const OpenDraft& open);
model::Answer<catalog::FinalDocument> witness_document(House& house, const OpenDraft& open,
                                                       const model::RecordId& record);

}  // namespace liuhen::flows
