#include "model/entry/records.h"

#include <array>

#include "catalog/projectors/probe_facts.h"
#include "catalog/projectors/topics.h"
#include "catalog/search.h"

namespace liuhen::catalog {
namespace {

using model::Entry;

// The record belongs to the case and the act from now on; whoever sees the case sees the record.
void place_record(Connection& connection, const model::RecordId& record,
                  const model::CaseId& case_id, const model::ActId& act) {
  const auto in_case = run(connection,
                           "INSERT INTO record_case (case_index, record_index)"
                           " SELECT c.entry_index, r.entry_index FROM case_file c, record r"
                           " WHERE c.case_id = :case AND r.record_id = :record"
                           " ON CONFLICT DO NOTHING",
                           {case_id, record});
  run(connection, "UPDATE case_file SET record_count = record_count + :more WHERE case_id = :case",
      {in_case, case_id});
  const auto in_act = run(connection,
                          "INSERT INTO record_act (act_index, record_index)"
                          " SELECT a.entry_index, r.entry_index FROM act a, record r"
                          " WHERE a.act_id = :act AND r.record_id = :record"
                          " ON CONFLICT DO NOTHING",
                          {act, record});
  run(connection, "UPDATE act SET record_count = record_count + :more WHERE act_id = :act",
      {in_act, act});
  run(connection,
      "INSERT INTO record_sight (account_index, record_index)"
      " SELECT s.account_index, r.entry_index FROM case_sight s, case_file c, record r"
      " WHERE c.case_id = :case AND s.case_index = c.entry_index AND r.record_id = :record"
      " ON CONFLICT DO NOTHING",
      {case_id, record});
}

// Of a first deposit or of another one of the same bytes.
template <class Body>
void keep_deposit(Connection& connection, std::uint64_t index, const Entry& entry,
                  const Body& body) {
  run(connection,
      "INSERT INTO record_deposit (entry_index, record_id, case_id, act_id, device_id, upload_id,"
      " file_name, deposited_ms, deposited_by) VALUES (:index, :record, :case, :act, :device,"
      " :upload, :name, :time, :by)",
      {index, body.record_id, body.case_id, body.act_id, body.device_id, body.upload_id,
       body.file_name, entry.time, account_of(entry)});
  place_record(connection, body.record_id, body.case_id, body.act_id);
}

void deposit(Connection& connection, std::uint64_t index, const Entry& entry) {
  const auto body = get_body<model::RecordDeposited>(entry);
  const auto case_text = find_text(
      connection, "SELECT search_text FROM case_file WHERE case_id = :case", {body.case_id});
  const std::string text = search_text_of({body.file_name}) + "\n" + case_text.value_or("");
  run(connection,
      "INSERT INTO record (entry_index, record_id, case_id, act_id, device_id, record_kind,"
      " file_name, extension, size_bytes, sha256, sm3, inventory_sha256, object_path,"
      " stated_sha256, deposited_ms, read_back_ms, deposited_by, probe_version, probe_outcome,"
      " probe_detail, media_kind, playable_in_browser, search_text)"
      " VALUES (:index, :record, :case, :act, :device, :kind, :name, :extension, :size, :sha256,"
      " :sm3, :inventory, :object, :stated, :time, :read_back, :by, '', '', '', 'unknown', 0,"
      " :text)",
      {index, body.record_id, body.case_id, body.act_id, body.device_id, body.record_kind,
       body.file_name, body.extension, body.size_bytes, body.sha256, body.sm3,
       body.inventory_sha256, body.object_path, body.stated_sha256, entry.time, body.read_back_at,
       account_of(entry), text});
  run(connection, "INSERT INTO record_gram (rowid, grams) VALUES (:index, :grams)",
      {index, grams_of(text)});
  keep_deposit(connection, index, entry, body);
}

void deposit_again(Connection& connection, std::uint64_t index, const Entry& entry) {
  const auto body = get_body<model::RecordDepositedAgain>(entry);
  keep_deposit(connection, index, entry, body);
}

void keep_probe(Connection& connection, std::uint64_t index, const Entry& entry) {
  const auto body = get_body<model::RecordProbed>(entry);
  const ProbeFacts facts = probe_facts_of(body.facts.text);
  run_for_one(connection,
              "UPDATE record SET probe_version = :version, probe_outcome = :outcome,"
              " probe_detail = :detail, probe_index = :index, probed_ms = :time,"
              " media_kind = :kind, duration_ms = :duration, recorded_from_ms = :from,"
              " recorded_to_ms = :to, playable_in_browser = :playable WHERE record_id = :record",
              {body.probe_version, body.outcome, body.detail, index, entry.time, facts.media_kind,
               facts.duration_ms, facts.recorded_from, facts.recorded_to, facts.playable_in_browser,
               body.record_id},
              "a record");
}

void open_viewing(Connection& connection, std::uint64_t index, const Entry& entry) {
  const auto body = get_body<model::RecordViewed>(entry);
  run(connection,
      "INSERT INTO viewing (entry_index, viewing_id, record_id, account_id, purpose, peer,"
      " opened_ms, expires_ms) VALUES (:index, :viewing, :record, :account, :purpose, :peer,"
      " :time, :expires)",
      {index, body.viewing_id, body.record_id, account_of(entry), body.purpose, body.peer,
       entry.time, body.expires_at});
}

constexpr std::array<Projector, 4> kProjectors{{
    {model::RecordDeposited::kKind, deposit},
    {model::RecordDepositedAgain::kKind, deposit_again},
    {model::RecordProbed::kKind, keep_probe},
    {model::RecordViewed::kKind, open_viewing},
}};

}  // namespace

std::span<const Projector> record_projectors() { return kProjectors; }

}  // namespace liuhen::catalog
