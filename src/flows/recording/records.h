// Records: reading them, and seeing their content. Content is served only under a viewing whose
// entry is durable (articles 2-5, 3-15; design, idea 2); a viewing is good for one person, one
// record and two hours.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/disk.h"
#include "catalog/entry_queries.h"
#include "catalog/record_queries.h"
#include "catalog/viewing_queries.h"
#include "flows/caller.h"
#include "flows/entry_proof.h"
#include "model/record.h"
#include "render/kinds.h"

namespace liuhen::flows {

class House;

inline constexpr std::int64_t kViewingMs = std::int64_t{2} * 3600 * 1000;

struct RecordDetail {
  model::Record record;
  std::vector<model::Deposit> deposits;
  bool in_log = false;
  std::vector<std::string> derived;  // names in the cache now
};

model::Answer<RecordDetail> get_record(House& house, const Caller& caller,
                                       const model::RecordId& id);
model::Answer<catalog::RecordPage> list_records(House& house, const Caller& caller,
                                                catalog::RecordFilter filter,
                                                const catalog::PageRequest& page);
model::Answer<catalog::EntryPage> history_of_record(House& house, const Caller& caller,
                                                    const model::RecordId& id,
                                                    const catalog::PageRequest& page);
// The receipt as canonical JSON.
model::Answer<std::string> get_receipt(House& house, const Caller& caller,
                                       const model::RecordId& id);
// Busy when the log does not publish it within some seconds (a full disk).
void wait_until_published(House& house, std::uint64_t index);
std::string receipt_of_entry(House& house, std::uint64_t index);

model::Answer<catalog::Viewing> open_viewing(House& house, const Caller& caller,
                                             const model::RecordId& id, const std::string& purpose);

struct Content {
  base::fs::path path;
  std::uint64_t size_bytes = 0;
  std::string media_type;  // safe to serve: never one that a browser would run
  std::string etag;
  std::string file_name;
};
model::Answer<Content> get_content(House& house, const Caller& caller, const model::RecordId& id,
                                   const model::ViewingId& viewing);
// `viewing` is needed for what shows the content as it goes on: the playable copy and the
// filmstrip. The poster (one small picture) and the waveform need sight of the record only.
// not_ready while the attendant has not made it, not_found when it cannot be made.
model::Answer<Content> get_derived(House& house, const Caller& caller, const model::RecordId& id,
                                   render::DerivedKind kind,
                                   const std::optional<model::ViewingId>& viewing);

// For lists: whether there is a picture; where there could be one, it is made in the background.
bool has_poster(House& house, const model::Record& record);

// The audit trail (see_entries), and the proof of one entry.
model::Answer<catalog::EntryPage> list_log_entries(House& house, const Caller& caller,
                                                   const std::optional<std::string>& kind,
                                                   const catalog::PageRequest& page);
model::Answer<EntryProof> get_entry_proof(House& house, const Caller& caller, std::uint64_t index);

}  // namespace liuhen::flows
