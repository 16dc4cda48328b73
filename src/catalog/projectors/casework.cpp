#include "model/entry/casework.h"

#include <array>

#include "catalog/projectors/topics.h"
#include "catalog/search.h"

namespace liuhen::catalog {
namespace {

using model::Entry;

void let_see_case(Connection& connection, const model::AccountId& account,
                  const model::CaseId& case_id) {
  const auto added = run(connection,
                         "INSERT INTO case_sight (account_index, case_index)"
                         " SELECT a.entry_index, c.entry_index FROM account a, case_file c"
                         " WHERE a.account_id = :account AND c.case_id = :case"
                         " ON CONFLICT DO NOTHING",
                         {account, case_id});
  if (added == 0) return;
  run(connection,
      "INSERT INTO record_sight (account_index, record_index)"
      " SELECT a.entry_index, rc.record_index FROM account a, case_file c, record_case rc"
      " WHERE a.account_id = :account AND c.case_id = :case AND rc.case_index = c.entry_index"
      " ON CONFLICT DO NOTHING",
      {account, case_id});
}

void open_case(Connection& connection, std::uint64_t index, const Entry& entry) {
  const auto body = get_body<model::CaseOpened>(entry);
  const std::string text = search_text_of({body.number, body.title, body.party});
  run(connection,
      "INSERT INTO case_file (entry_index, case_id, number, title, party, procedure_kind, stage,"
      " unit_id, opened_ms, act_count, record_count, search_text) VALUES (:index, :id, :number,"
      " :title, :party, :procedure, :stage, :unit, :time, 0, 0, :text)",
      {index, body.case_id, body.number, body.title, body.party, body.procedure, body.stage,
       body.unit_id, entry.time, text});
  run(connection, "INSERT INTO case_gram (rowid, grams) VALUES (:index, :grams)",
      {index, grams_of(text)});
  int position = 0;
  for (const auto& handler : body.handler_ids) {
    run(connection,
        "INSERT INTO case_handler (case_id, position, account_id, case_index)"
        " VALUES (:case, :position, :account, :index) ON CONFLICT DO NOTHING",
        {body.case_id, position++, handler, index});
    let_see_case(connection, handler, body.case_id);
  }
}

void move_case(Connection& connection, std::uint64_t /*index*/, const Entry& entry) {
  const auto body = get_body<model::CaseMoved>(entry);
  run_for_one(connection, "UPDATE case_file SET stage = :stage WHERE case_id = :case",
              {body.to, body.case_id}, "a case");
}

// For every officer of the act, from its times.
void span_act(Connection& connection, const model::ActId& act) {
  run(connection, "DELETE FROM act_span WHERE act_id = :act", {act});
  run(connection,
      "INSERT INTO act_span (account_id, started_ms, act_id, ended_ms)"
      " SELECT o.account_id, a.started_ms, a.act_id, coalesce(a.ended_ms, a.started_ms)"
      " FROM act a JOIN act_officer o ON o.act_id = a.act_id"
      " WHERE a.act_id = :act AND a.started_ms IS NOT NULL",
      {act});
}

void open_act(Connection& connection, std::uint64_t index, const Entry& entry) {
  const auto body = get_body<model::ActOpened>(entry);
  run(connection,
      "INSERT INTO act (entry_index, act_id, case_id, kind, title, place, planned_ms, started_ms,"
      " ended_ms, opened_ms, record_count) VALUES (:index, :id, :case, :kind, :title, :place,"
      " :planned, :started, :ended, :time, 0)",
      {index, body.act_id, body.case_id, body.act_kind, body.title, body.place, body.planned_at,
       body.started_at, body.ended_at, entry.time});
  run_for_one(connection, "UPDATE case_file SET act_count = act_count + 1 WHERE case_id = :case",
              {body.case_id}, "a case");
  int position = 0;
  for (const auto& officer : body.officer_ids) {
    run(connection,
        "INSERT INTO act_officer (act_id, position, account_id)"
        " VALUES (:act, :position, :account) ON CONFLICT DO NOTHING",
        {body.act_id, position++, officer});
    let_see_case(connection, officer, body.case_id);
  }
  span_act(connection, body.act_id);
}

void time_act(Connection& connection, std::uint64_t /*index*/, const Entry& entry) {
  const auto body = get_body<model::ActTimed>(entry);
  run_for_one(connection,
              "UPDATE act SET started_ms = :started, ended_ms = :ended WHERE act_id = :act",
              {body.started_at, body.ended_at, body.act_id}, "an act");
  span_act(connection, body.act_id);
}

void register_device(Connection& connection, std::uint64_t index, const Entry& entry) {
  const auto body = get_body<model::DeviceRegistered>(entry);
  run(connection,
      "INSERT INTO device (entry_index, device_id, kind, number, model, serial, holder_id)"
      " VALUES (:index, :id, :kind, :number, :model, :serial, :holder)",
      {index, body.device_id, body.device_kind, body.number, body.model, body.serial,
       body.holder_id});
}

constexpr std::array<Projector, 5> kProjectors{{
    {model::CaseOpened::kKind, open_case},
    {model::CaseMoved::kKind, move_case},
    {model::ActOpened::kKind, open_act},
    {model::ActTimed::kKind, time_act},
    {model::DeviceRegistered::kKind, register_device},
}};

}  // namespace

std::span<const Projector> casework_projectors() { return kProjectors; }

}  // namespace liuhen::catalog
