// A record 记录: a recording, a document or a data set; its bytes lie in the vault.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "model/ids.h"

namespace liuhen::model {

// One deposit of the record's bytes; the first made the record.
struct Deposit {
  std::uint64_t entry_index = 0;
  std::string file_name;
  base::UtcTime deposited_at;
  AccountId deposited_by;
};

struct Record {
  RecordId id;
  CaseId case_id;
  ActId act_id;
  std::optional<DeviceId> device_id;
  std::string record_kind;  // recording document data_set
  std::string file_name;    // text from the client, never a path
  std::string extension;    // safe, may be empty
  std::uint64_t size_bytes = 0;
  std::string sha256;  // lower-case hex
  std::string sm3;
  base::UtcTime deposited_at;
  base::UtcTime read_back_at;
  AccountId deposited_by;
  std::uint64_t entry_index = 0;

  // What the probe said; empty while it has not been asked.
  std::string probe_outcome;  // "" answered crashed timed_out limit_reached refused bad_answer
  std::string probe_version;
  std::string probe_detail;
  std::string facts_json;
  std::optional<base::UtcTime> probed_at;
  std::string media_kind = "unknown";  // video audio image pdf text other unknown
  std::optional<std::int64_t> duration_ms;
  std::optional<base::UtcTime> recorded_from;
  std::optional<base::UtcTime> recorded_to;
  bool playable_in_browser = false;
  bool is_cut = false;  // the probe knows that the file is cut; false says nothing
};

}  // namespace liuhen::model
