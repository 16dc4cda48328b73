// Drafts of documents, as private.db keeps them: neither derived nor in the ledger, because a draft
// is no fact. Plain values; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/clock.h"
#include "model/ids.h"

namespace liuhen::catalog {

inline constexpr std::int64_t kDraftsOfCaseMax = 200;
// Earlier revisions are kept for merging: so many, and only while they are so large together.
inline constexpr std::int64_t kDraftRevisionsMax = 100;
inline constexpr std::int64_t kDraftRevisionBytesMax = std::int64_t{8} << 20;

// What was decided when the finalising began; a repeated one goes on with it.
struct Frozen {
  model::AccountId by;
  base::UtcTime at;
  std::string number;  // empty: none
  std::optional<base::UtcTime> completed_at;
  model::ActId place;  // the act that its record is deposited in
};

struct Draft {
  model::DocumentId id;
  model::CaseId case_id;
  std::optional<model::ActId> act_id;
  std::string form;
  std::int64_t revision = 1;
  std::string values_json;
  model::AccountId created_by, saved_by;
  base::UtcTime created_at, saved_at;
  std::optional<Frozen> frozen;
  std::optional<model::UploadId> upload_id;
  std::optional<model::RecordId> record_id;  // it is final: only this row is left of the draft
};

enum class FreezeOutcome { frozen, moved_on, number_taken };

}  // namespace liuhen::catalog
