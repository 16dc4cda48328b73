#include "catalog/record_rows.h"

#include "model/entry/records.h"

namespace liuhen::catalog {
namespace {

constexpr std::string_view kSelect =
    "SELECT record_id, case_id, act_id, device_id, record_kind, file_name, extension, size_bytes,"
    " sha256, sm3, deposited_ms, read_back_ms, deposited_by, entry_index, probe_outcome,"
    " probe_version, probe_detail, probed_ms, media_kind, duration_ms, recorded_from_ms,"
    " recorded_to_ms, playable_in_browser,"
    // An entry is canonical JSON: this can be nothing but the member itself.
    " EXISTS (SELECT 1 FROM entry e WHERE e.idx = record.probe_index"
    " AND e.bytes LIKE '%\"truncated\":true%') FROM record WHERE ";
constexpr std::string_view kColumns = "tttttttittiititttitiiiii";

void read_deposit(const Row& row, model::Record& record) {
  record.id = row.id<model::RecordId>(0);
  record.case_id = row.id<model::CaseId>(1);
  record.act_id = row.id<model::ActId>(2);
  record.device_id = row.find_id<model::DeviceId>(3);
  record.record_kind = row.text(4);
  record.file_name = row.text(5);
  record.extension = row.text(6);
  record.size_bytes = row.count(7);
  record.sha256 = row.text(8);
  record.sm3 = row.text(9);
  record.deposited_at = row.time(10);
  record.read_back_at = row.time(11);
  record.deposited_by = row.id<model::AccountId>(12);
  record.entry_index = row.count(13);
}

void read_probe(const Row& row, model::Record& record) {
  record.probe_outcome = row.text(14);
  record.probe_version = row.text(15);
  record.probe_detail = row.text(16);
  record.probed_at = row.find_time(17);
  record.media_kind = row.text(18);
  record.duration_ms = row.find_integer(19);
  record.recorded_from = row.find_time(20);
  record.recorded_to = row.find_time(21);
  record.playable_in_browser = row.flag(22);
  record.is_cut = row.flag(23);
}

}  // namespace

std::vector<model::Record> find_record_rows(Connection& connection, std::string_view condition,
                                            const Values& values) {
  std::vector<model::Record> found;
  each_row(connection, std::string(kSelect) + std::string(condition), kColumns, values,
           [&](const Row& row) {
             model::Record record;
             read_deposit(row, record);
             read_probe(row, record);
             found.push_back(std::move(record));
           });
  return found;
}

std::optional<model::Record> find_record_row(Connection& connection, std::string_view condition,
                                             const Values& values) {
  auto found = find_record_rows(connection, condition, values);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::string probe_facts_text(Connection& connection, const model::RecordId& id) {
  const auto bytes = find_text(connection,
                               "SELECT e.bytes FROM record r JOIN entry e ON e.idx = r.probe_index"
                               " WHERE r.record_id = :record",
                               {id});
  if (!bytes) return {};
  const auto entry = model::entry_of(*bytes);
  if (!entry) return {};
  const auto body = model::body_of<model::RecordProbed>(*entry);
  return body ? body->facts.text : std::string();
}

}  // namespace liuhen::catalog
