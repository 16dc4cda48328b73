#include "catalog/record_queries.h"

#include "catalog/record_rows.h"
#include "catalog/sql.h"

namespace liuhen::catalog {

std::optional<model::Record> find_record(Connection& connection, const model::RecordId& id) {
  auto found = find_record_row(connection, "record_id = :record", {id});
  if (found) found->facts_json = probe_facts_text(connection, id);
  return found;
}

std::vector<model::Record> records_with_bytes(Connection& connection, const std::string& sha256,
                                              std::uint64_t size_bytes) {
  return find_record_rows(connection,
                          "sha256 = :sha256 AND size_bytes = :size ORDER BY entry_index LIMIT 100",
                          {sha256, size_bytes});
}

std::vector<model::Record> records_of_act(Connection& connection, const model::ActId& act) {
  return find_record_rows(connection,
                          "entry_index IN (SELECT ra.record_index FROM record_act ra"
                          " JOIN act a ON a.entry_index = ra.act_index WHERE a.act_id = :act)"
                          " ORDER BY entry_index LIMIT 1000",
                          {act});
}

std::vector<model::Deposit> deposits_of(Connection& connection, const model::RecordId& id) {
  std::vector<model::Deposit> found;
  each_row(connection,
           "SELECT entry_index, file_name, deposited_ms, deposited_by FROM record_deposit"
           " WHERE record_id = :record ORDER BY entry_index LIMIT 1000",
           "itit", {id}, [&](const Row& row) {
             found.push_back({row.count(0), row.text(1), row.time(2), row.id<model::AccountId>(3)});
           });
  return found;
}

std::optional<UploadDeposit> find_deposit_of_upload(Connection& connection,
                                                    const model::UploadId& upload) {
  std::optional<UploadDeposit> found;
  each_row(connection,
           "SELECT entry_index, record_id FROM record_deposit WHERE upload_id = :upload"
           " ORDER BY entry_index LIMIT 1",
           "it", {upload}, [&](const Row& row) {
             found = UploadDeposit{row.count(0), row.id<model::RecordId>(1)};
           });
  return found;
}

std::vector<model::RecordId> records_not_probed(Connection& connection, const std::string& version,
                                                int limit) {
  // Two ranges of the index on probe_version, which "<>" would not use.
  std::vector<model::RecordId> found;
  each_row(connection,
           "SELECT record_id FROM (SELECT record_id, entry_index FROM"
           " (SELECT record_id, entry_index FROM record WHERE probe_version < :below"
           " ORDER BY probe_version, entry_index LIMIT :limit1) lower"
           " UNION ALL SELECT record_id, entry_index FROM"
           " (SELECT record_id, entry_index FROM record WHERE probe_version > :above"
           " ORDER BY probe_version, entry_index LIMIT :limit2) upper) both_ranges"
           " ORDER BY entry_index LIMIT :limit",
           "t", {version, limit, version, limit, limit},
           [&](const Row& row) { found.push_back(row.id<model::RecordId>(0)); });
  return found;
}

std::optional<StoredObject> find_stored_object(Connection& connection, const model::RecordId& id) {
  std::optional<StoredObject> found;
  each_row(connection,
           "SELECT object_path, inventory_sha256, size_bytes, sha256, sm3 FROM record"
           " WHERE record_id = :record",
           "ttitt", {id}, [&](const Row& row) {
             found = StoredObject{row.text(0), row.text(1), row.count(2), row.text(3), row.text(4)};
           });
  return found;
}

bool is_near_record(Connection& connection, const model::AccountId& account,
                    const model::RecordId& record) {
  return find_number(connection,
                     "SELECT COUNT(*) FROM record_sight s"
                     " JOIN account a ON a.entry_index = s.account_index"
                     " JOIN record r ON r.entry_index = s.record_index"
                     " WHERE a.account_id = :account AND r.record_id = :record",
                     {account, record}) > 0;
}

RecordTotals record_totals(Connection& connection) {
  RecordTotals totals;
  each_row(connection, "SELECT COUNT(*), SUM(size_bytes) FROM record", "ii", {},
           [&](const Row& row) {
             totals = {row.count(0), row.count(1)};
           });
  return totals;
}

}  // namespace liuhen::catalog
