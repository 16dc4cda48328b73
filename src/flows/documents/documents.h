// The documents of a case: final ones, drafts, and which forms its procedure asks for, in order.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "catalog/document_queries.h"
#include "catalog/draft.h"
#include "flows/caller.h"
#include "flows/recording/records.h"
#include "forms/form_book.h"

namespace liuhen::flows {

class House;

struct NeededForm {
  const forms::Form* form = nullptr;
  forms::InProcedure rule;
  std::string state;  // done missing drafted later perhaps
  std::int64_t done = 0;
};

struct CaseDocuments {
  std::shared_ptr<const forms::FormBook> book;  // where forms live
  std::vector<catalog::FinalDocument> documents;
  std::vector<catalog::Draft> drafts;
  std::vector<NeededForm> needed;
};
model::Answer<CaseDocuments> list_documents(House& house, const Caller& caller,
                                            const model::CaseId& id);

// What the case is like, as far as it decides which forms it needs.
struct FormNeeds {
  std::string procedure, stage, outcome;  // outcome empty: open
  std::map<std::string, bool, std::less<>> flags;
};
// By order in the procedure. Pure.
std::vector<NeededForm> needed_forms(const forms::FormBook& book, const FormNeeds& needs,
                                     const CaseDocuments& has);

// The bytes of a final document, under a viewing of its record.
model::Answer<Content> get_document_content(House& house, const Caller& caller,
                                            const model::RecordId& id,
                                            const model::ViewingId& viewing);

}  // namespace liuhen::flows
