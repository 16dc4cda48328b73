#include "model/entry/documents.h"

#include <array>

#include "catalog/projectors/topics.h"

namespace liuhen::catalog {
namespace {

using model::Entry;

void finalise(Connection& connection, std::uint64_t index, const Entry& entry) {
  const auto body = get_body<model::DocumentFinalised>(entry);
  run(connection,
      "INSERT INTO final_document (entry_index, record_id, case_id, act_id, form, number, title,"
      " fields, completed_ms, finalised_by, finalised_ms) VALUES (:index, :record, :case, :act,"
      " :form, :number, :title, :fields, :completed, :by, :time)",
      {index, body.record_id, body.case_id, body.act_id, body.form, body.number, body.title,
       body.fields.text, body.completed_at, account_of(entry), entry.time});
}

std::string joined(const std::vector<model::AccountId>& ids) {
  std::string all;
  for (const auto& id : ids) all += (all.empty() ? "" : " ") + id.text;
  return all;
}

void list_evidence(Connection& connection, std::uint64_t index, const Entry& entry) {
  const auto body = get_body<model::EvidenceListed>(entry);
  run(connection, "DELETE FROM evidence WHERE evidence_id = :id", {body.evidence_id});
  run(connection,
      "INSERT INTO evidence (evidence_id, entry_index, case_id, record_id, kind, name, source,"
      " proves, obtained_by, obtained_ms, void_reason) VALUES (:id, :index, :case, :record,"
      " :kind, :name, :source, :proves, :by, :obtained, :void)",
      {body.evidence_id, index, body.case_id, body.record_id, body.evidence_kind, body.name,
       body.source, body.proves, joined(body.obtained_by), body.obtained_at, body.void_reason});
}

constexpr std::array<Projector, 2> kProjectors{{
    {model::DocumentFinalised::kKind, finalise},
    {model::EvidenceListed::kKind, list_evidence},
}};

}  // namespace

std::span<const Projector> document_projectors() { return kProjectors; }

}  // namespace liuhen::catalog
