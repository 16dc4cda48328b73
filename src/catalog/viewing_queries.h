// Viewings: content is served only under one that was durable before and has not expired.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "catalog/connection.h"
#include "model/ids.h"

namespace liuhen::catalog {

struct Viewing {
  model::ViewingId id;
  model::RecordId record_id;
  model::AccountId account_id;
  std::string purpose, peer;
  base::UtcTime opened_at, expires_at;
  std::uint64_t entry_index = 0;
};

// Expired ones too: the caller compares expires_at with its clock.
std::optional<Viewing> find_viewing(Connection& connection, const model::ViewingId& id);
// Newest first.
std::vector<Viewing> viewings_of_record(Connection& connection, const model::RecordId& record,
                                        int limit);

}  // namespace liuhen::catalog
