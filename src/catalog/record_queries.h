// Questions about records. Any connection.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/connection.h"
#include "catalog/page.h"
#include "model/record.h"

namespace liuhen::catalog {

// With the probe's facts as JSON text; lists leave facts_json empty.
std::optional<model::Record> find_record(Connection& connection, const model::RecordId& id);

struct RecordFilter {
  std::string q;  // words in the file name or in the case's number, title or party
  std::optional<model::CaseId> case_id;
  std::optional<model::ActId> act_id;
  std::optional<model::DeviceId> device_id;
  std::optional<std::string> record_kind;
  // Only records of cases this account handles or takes part in; nullopt: the whole bureau.
  std::optional<model::AccountId> only_of;
};

struct RecordPage {
  std::vector<model::Record> records;
  std::optional<std::string> next_cursor;
};

// Newest first. A page may be short, even empty, and still have a next one (newest_first.h).
model::Answer<RecordPage> list_records(Connection& connection, const RecordFilter& filter,
                                       const PageRequest& page);
// In the order they came, those deposited again in this act included; at most 1000.
std::vector<model::Record> records_of_act(Connection& connection, const model::ActId& act);

// Oldest first, at most 100. More than one only where an older copy was found damaged.
std::vector<model::Record> records_with_bytes(Connection& connection, const std::string& sha256,
                                              std::uint64_t size_bytes);
// Oldest first; the first one made the record.
std::vector<model::Deposit> deposits_of(Connection& connection, const model::RecordId& id);
// What an upload became, whichever kind of deposit it was: a take-in repeated after a crash finds
// its own entry.
struct UploadDeposit {
  std::uint64_t entry_index = 0;
  model::RecordId record_id;
};
std::optional<UploadDeposit> find_deposit_of_upload(Connection& connection,
                                                    const model::UploadId& upload);
// Not asked by this version of the probe, oldest first.
std::vector<model::RecordId> records_not_probed(Connection& connection, const std::string& version,
                                                int limit);

// Where the bytes lie in the vault and what their inventory must be.
struct StoredObject {
  std::string object_path;  // relative to the vault's root
  std::string inventory_sha256;
  std::uint64_t size_bytes = 0;
  std::string sha256, sm3;
};
std::optional<StoredObject> find_stored_object(Connection& connection, const model::RecordId& id);

// True when the account handles, or takes part in, a case the record belongs to.
bool is_near_record(Connection& connection, const model::AccountId& account,
                    const model::RecordId& record);

struct RecordTotals {
  std::uint64_t count = 0;
  std::uint64_t size_bytes = 0;
};
// Reads every record: for a page of figures, not for every request.
RecordTotals record_totals(Connection& connection);

}  // namespace liuhen::catalog
