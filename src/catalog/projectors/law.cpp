#include "model/entry/law.h"

#include <array>
#include <boost/json.hpp>

#include "base/json.h"
#include "catalog/projectors/topics.h"

namespace liuhen::catalog {
namespace {

using model::Entry;

std::string text_or_empty(const std::optional<model::CaseId>& id) { return id ? id->text : ""; }

void state_facts(Connection& connection, std::uint64_t index, const Entry& entry) {
  const auto body = get_body<model::FactsStated>(entry);
  const auto facts = base::parse_json(body.facts.text);
  if (!facts || !facts->is_object()) {
    throw UnknownEntry("An entry cannot be projected: facts are not a JSON object.");
  }
  for (const auto& [name, value] : facts->get_object()) {
    run(connection,
        "DELETE FROM stated_fact WHERE subject_kind = :kind AND subject_id = :id AND fact = :fact",
        {body.subject_kind, body.subject_id, std::string_view(name)});
    if (value.is_null()) continue;
    run(connection,
        "INSERT INTO stated_fact (subject_kind, subject_id, fact, entry_index, case_id, value,"
        " reason, document_id, stated_by, stated_ms) VALUES (:kind, :id, :fact, :index, :case,"
        " :value, :reason, :document, :by, :time)",
        {body.subject_kind, body.subject_id, std::string_view(name), index,
         text_or_empty(body.case_id), base::canonical_json(value), body.reason,
         body.document_id ? body.document_id->text : "", account_of(entry), entry.time});
  }
}

void answer_finding(Connection& connection, std::uint64_t index, const Entry& entry) {
  const auto body = get_body<model::FindingAnswered>(entry);
  run(connection,
      "INSERT INTO finding_answer (entry_index, subject_kind, subject_id, article_id, check_name,"
      " case_id, basis, answer, text, answered_by, answered_ms) VALUES (:index, :kind, :id,"
      " :article, :check, :case, :basis, :answer, :text, :by, :time)",
      {index, body.subject_kind, body.subject_id, body.article, body.check,
       text_or_empty(body.case_id), body.basis, body.answer, body.text, account_of(entry),
       entry.time});
}

void override_gate(Connection& connection, std::uint64_t index, const Entry& entry) {
  const auto body = get_body<model::GateOverridden>(entry);
  std::string missing;  // no line end occurs in one of them
  for (const auto& one : body.missing) missing += (missing.empty() ? "" : "\n") + one;
  run(connection,
      "INSERT INTO gate_override (entry_index, case_id, from_stage, to_stage, missing, reason,"
      " passed_by, passed_ms) VALUES (:index, :case, :from, :to, :missing, :reason, :by, :time)",
      {index, body.case_id, body.from, body.to, missing, body.reason, account_of(entry),
       entry.time});
}

void set_parameter(Connection& connection, std::uint64_t index, const Entry& entry) {
  const auto body = get_body<model::LawParameterSet>(entry);
  run(connection,
      "DELETE FROM law_parameter WHERE article_id = :article AND check_name = :check"
      " AND parameter = :parameter",
      {body.article, body.check, body.parameter});
  if (body.value.text == "null") return;
  run(connection,
      "INSERT INTO law_parameter (article_id, check_name, parameter, entry_index, value, reason,"
      " set_by, set_ms) VALUES (:article, :check, :parameter, :index, :value, :reason, :by,"
      " :time)",
      {body.article, body.check, body.parameter, index, body.value.text, body.reason,
       account_of(entry), entry.time});
}

void certify(Connection& connection, std::uint64_t index, const Entry& entry) {
  const auto body = get_body<model::AccountCertified>(entry);
  run(connection,
      "INSERT INTO certificate (entry_index, account_id, kind, number, valid_from, valid_to)"
      " VALUES (:index, :account, :kind, :number, :from, :to)",
      {index, body.account_id, body.certificate_kind, body.number, body.valid_from, body.valid_to});
}

void train(Connection& connection, std::uint64_t index, const Entry& entry) {
  const auto body = get_body<model::AccountTrained>(entry);
  run(connection,
      "INSERT INTO training (entry_index, account_id, device_kind, valid_from, valid_to)"
      " VALUES (:index, :account, :kind, :from, :to)",
      {index, body.account_id, body.device_kind, body.valid_from, body.valid_to});
}

void assign_duty(Connection& connection, std::uint64_t index, const Entry& entry) {
  const auto body = get_body<model::DutyAssigned>(entry);
  run(connection, "DELETE FROM duty WHERE duty = :duty AND account_id = :account",
      {body.duty, body.account_id});
  if (!body.held) return;
  run(connection,
      "INSERT INTO duty (duty, account_id, entry_index, note, since_ms)"
      " VALUES (:duty, :account, :index, :note, :time)",
      {body.duty, body.account_id, index, body.note, entry.time});
}

constexpr std::array<Projector, 7> kProjectors{{
    {model::FactsStated::kKind, state_facts},
    {model::FindingAnswered::kKind, answer_finding},
    {model::GateOverridden::kKind, override_gate},
    {model::LawParameterSet::kKind, set_parameter},
    {model::AccountCertified::kKind, certify},
    {model::AccountTrained::kKind, train},
    {model::DutyAssigned::kKind, assign_duty},
}};

}  // namespace

std::span<const Projector> law_projectors() { return kProjectors; }

}  // namespace liuhen::catalog
