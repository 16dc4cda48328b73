// Where the record of a document is deposited. A record belongs to an act; a document of the case
// itself goes to the act "文书" that this flow opens once in each case
// (docs/decisions/documents-of-a-case.md). Private to flows/documents.
#pragma once

#include "catalog/draft.h"
#include "flows/caller.h"

namespace liuhen::flows {

class House;

inline constexpr std::string_view kDocumentsActKind = "other";
inline constexpr std::string_view kDocumentsActTitle = "案件文书";

model::Answer<model::ActId> place_of_document(House& house, const Caller& caller,
                                              const catalog::Draft& draft);

}  // namespace liuhen::flows
