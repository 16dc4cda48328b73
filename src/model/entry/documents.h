// Entry kinds of documents made from forms and of evidence. Words: 文书 document, 文号 document
// number, 证据 evidence.
#pragma once

#include "model/entry/body.h"

namespace liuhen::model {

// A document is final (article 2-3): its bytes are the record `record`, whose deposit stands in an
// earlier entry; from now on nobody can change it. `fields` is what was filled in, so that it can
// be searched and compared without taking the print apart.
struct DocumentFinalised {
  static constexpr std::string_view kKind = "document.finalised";
  RecordId record_id;
  CaseId case_id;
  std::optional<ActId> act_id;
  std::string form, number, title;
  JsonText fields;
  std::optional<base::UtcTime> completed_at;  // when it was signed, as stated
  std::optional<DocumentId> document_id;      // stands in the code that is printed on it

  std::string subject() const { return "record:" + record_id.text; }
  template <class Visitor, class Self>
  static void describe(Visitor& visit, Self& self) {
    visit("record", self.record_id);
    visit("case", self.case_id);
    visit("act", self.act_id);
    visit("form", self.form);
    visit("number", self.number);
    visit("title", self.title);
    visit("fields", self.fields);
    visit("completed_at", self.completed_at);
    visit("document", self.document_id);
  }
};

// One piece of evidence of a case (penalty law art. 46 names eight kinds). `void_reason` takes an
// earlier one off the list; it stays in the log.
struct EvidenceListed {
  static constexpr std::string_view kKind = "evidence.listed";
  std::string evidence_id;
  CaseId case_id;
  std::optional<RecordId> record_id;
  std::string evidence_kind, name, source, proves;
  std::vector<AccountId> obtained_by;
  base::UtcTime obtained_at;
  std::string void_reason;

  std::string subject() const { return "case:" + case_id.text; }
  template <class Visitor, class Self>
  static void describe(Visitor& visit, Self& self) {
    visit("evidence", self.evidence_id);
    visit("case", self.case_id);
    visit("record", self.record_id);
    visit("evidence_kind", self.evidence_kind);
    visit("name", self.name);
    visit("source", self.source);
    visit("proves", self.proves);
    visit("obtained_by", self.obtained_by);
    visit("obtained_at", self.obtained_at);
    visit("void_reason", self.void_reason);
  }
};

}  // namespace liuhen::model
