// The sheet of an upload: what staging knows about it besides its bytes. One small JSON file,
// replaced durably at each change of state, so that a restarted server goes on where it was.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/disk.h"
#include "flows/intake/upload_store.h"
#include "model/ids.h"

namespace liuhen::flows {

enum class UploadState {
  receiving,   // bytes are missing
  checking,    // complete; being read back, digested and gated
  keeping,     // going into the vault and the log
  publishing,  // durable; waiting for its place under a checkpoint
  done,
  refused
};

struct UploadProblem {
  std::string type;  // as in Problem.type of the contract
  std::string zh;
  std::string en;
};

struct UploadSheet {
  model::UploadId id;
  model::AccountId owner_id;
  std::uint64_t size_bytes = 0;
  UploadKind kind = UploadKind::whole;
  UploadMetadata metadata;
  std::vector<model::UploadId> part_ids;
  base::UtcTime created_at;
  base::UtcTime expires_at;
  UploadState state = UploadState::receiving;
  // The record that the take-in means to make. Written before the vault is touched, so that a crash
  // between vault and log is rolled forward instead of leaving an object that nobody knows.
  model::RecordId record_id;
  std::optional<std::uint64_t> entry_index;
  std::optional<UploadProblem> problem;
};

std::string_view name_of(UploadState state);
inline bool has_ended(UploadState state) {
  return state == UploadState::done || state == UploadState::refused;
}

void save_sheet(const base::fs::path& folder, const UploadSheet& sheet);
// nullopt when there is none, or when it is no sheet of this version. Fault when it cannot be read.
std::optional<UploadSheet> find_sheet(const base::fs::path& folder);

}  // namespace liuhen::flows
