// Entry kinds of the law at work: what people state, how they answer findings, what the bureau has
// set, and which powers and training its people have. Words: 填报 statement, 问题 finding, 条款
// article, 执法证件 certificate.
#pragma once

#include "model/entry/body.h"

namespace liuhen::model {

// The history in which an entry about this subject of the law engine shows.
inline std::string topic_of(std::string_view subject_kind, const std::string& subject_id,
                            const std::optional<CaseId>& case_id) {
  if (subject_kind == "case") return "case:" + subject_id;
  if (subject_kind == "act" || subject_kind == "service") return "act:" + subject_id;
  if (subject_kind == "recording" || subject_kind == "document" || subject_kind == "data_set") {
    return "record:" + subject_id;
  }
  if (case_id) return "case:" + case_id->text;
  return "house:" + subject_id;
}

// Facts that no machine can know, as a person states them. `facts` is an object of names of the
// vocabulary; a null takes an earlier statement back. Nothing is overwritten: the later statement
// counts, the earlier stays in the log.
struct FactsStated {
  static constexpr std::string_view kKind = "facts.stated";
  std::string subject_kind, subject_id;
  std::optional<CaseId> case_id;
  JsonText facts;
  std::string reason;
  std::optional<RecordId> document_id;  // the final document that says so

  std::string subject() const { return topic_of(subject_kind, subject_id, case_id); }
  template <class Visitor, class Self>
  static void describe(Visitor& visit, Self& self) {
    visit("subject_kind", self.subject_kind);
    visit("subject_id", self.subject_id);
    visit("case", self.case_id);
    visit("facts", self.facts);
    visit("reason", self.reason);
    visit("document", self.document_id);
  }
};

// `answer`: explained (waits for acceptance), accepted or rejected (the explanation falls). `basis`
// names what exactly was answered: when the finding says something else, the answer lapses.
struct FindingAnswered {
  static constexpr std::string_view kKind = "finding.answered";
  std::string article, check, subject_kind, subject_id;
  std::optional<CaseId> case_id;
  std::string basis, answer, text;

  std::string subject() const { return topic_of(subject_kind, subject_id, case_id); }
  template <class Visitor, class Self>
  static void describe(Visitor& visit, Self& self) {
    visit("article", self.article);
    visit("check", self.check);
    visit("subject_kind", self.subject_kind);
    visit("subject_id", self.subject_id);
    visit("case", self.case_id);
    visit("basis", self.basis);
    visit("answer", self.answer);
    visit("text", self.text);
  }
};

// A parameter that the rules leave to the bureau. `value` null: back to the law file's own.
struct LawParameterSet {
  static constexpr std::string_view kKind = "law.parameter_set";
  std::string article, check, parameter;
  JsonText value;
  std::string reason;

  std::string subject() const { return "article:" + article; }
  template <class Visitor, class Self>
  static void describe(Visitor& visit, Self& self) {
    visit("article", self.article);
    visit("check", self.check);
    visit("parameter", self.parameter);
    visit("value", self.value);
    visit("reason", self.reason);
  }
};

// A stage was entered although something was missing. Stands beside the case.moved of the same
// command, and stays visible on the case.
struct GateOverridden {
  static constexpr std::string_view kKind = "case.gate_overridden";
  CaseId case_id;
  std::string from, to;
  std::vector<std::string> missing;  // "<article>/<check> <subject kind>:<subject id>"
  std::string reason;

  std::string subject() const { return "case:" + case_id.text; }
  template <class Visitor, class Self>
  static void describe(Visitor& visit, Self& self) {
    visit("case", self.case_id);
    visit("from", self.from);
    visit("to", self.to);
    visit("missing", self.missing);
    visit("reason", self.reason);
  }
};

// `valid_from` and `valid_to` are China days "2026-03-01", both included.
struct AccountCertified {
  static constexpr std::string_view kKind = "account.certified";
  AccountId account_id;
  std::string certificate_kind, number, valid_from, valid_to;

  std::string subject() const { return "account:" + account_id.text; }
  template <class Visitor, class Self>
  static void describe(Visitor& visit, Self& self) {
    visit("account", self.account_id);
    visit("certificate_kind", self.certificate_kind);
    visit("number", self.number);
    visit("valid_from", self.valid_from);
    visit("valid_to", self.valid_to);
  }
};

// Article 1-4: knows this kind of device, the rules of its use, storage and supervision.
struct AccountTrained {
  static constexpr std::string_view kKind = "account.trained";
  AccountId account_id;
  std::string device_kind, valid_from, valid_to;

  std::string subject() const { return "account:" + account_id.text; }
  template <class Visitor, class Self>
  static void describe(Visitor& visit, Self& self) {
    visit("account", self.account_id);
    visit("device_kind", self.device_kind);
    visit("valid_from", self.valid_from);
    visit("valid_to", self.valid_to);
  }
};

// Article 3-5a: who is named for storage, custody and retrieval. `duty` is custodian or
// deputy_custodian; `note` tells what was handed over.
struct DutyAssigned {
  static constexpr std::string_view kKind = "duty.assigned";
  std::string duty;
  AccountId account_id;
  bool held = true;  // false: laid down
  std::string note;

  std::string subject() const { return "account:" + account_id.text; }
  template <class Visitor, class Self>
  static void describe(Visitor& visit, Self& self) {
    visit("duty", self.duty);
    visit("account", self.account_id);
    visit("held", self.held);
    visit("note", self.note);
  }
};

}  // namespace liuhen::model
