// UploadStore: what the tus layer (http/tus) asks of the house. One upload is one tus resource: its
// bytes so far lie durably in staging, its offset says how many. The append that brings the last
// byte starts the take-in on a worker; what becomes of it is told by get_upload, not here.
//
// Threads: any; calls for different uploads run at the same time. Two appends to one upload never
// do: the second is refused with `locked`. Errors: refusals as named below; base::Fault for the
// disk, base::DiskFull for a full one (bytes synced before it stay, and the offset tells so).
// Source: tus 1.0.0.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/digest.h"
#include "base/text.h"
#include "model/ids.h"
#include "model/refusal.h"

namespace liuhen::flows {

// Bytes that are pulled. Belongs to the thread that pulls.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // The next piece (up to 1 MiB), valid until the next call; empty at the end. Blocks while the
  // peer is slow.
  virtual base::ByteView next() = 0;
  // After the end: whether all declared bytes came. False when the peer vanished or was too slow.
  virtual bool is_complete() const = 0;
};

// Names and decoded values of Upload-Metadata; names are visible ASCII, values are untrusted bytes.
using UploadMetadata = std::map<std::string, std::string>;

enum class UploadKind { whole, part, joined };  // part: only good for being joined

struct NewUpload {
  model::AccountId owner_id;     // the account that creates it; nobody else reaches it
  std::uint64_t size_bytes = 0;  // joined: not used, it is the sum of the parts
  UploadMetadata metadata;
  UploadKind kind = UploadKind::whole;
  std::vector<model::UploadId> part_ids;  // joined only: the parts in order, all complete
};

struct UploadStatus {
  model::UploadId id;
  std::uint64_t offset_bytes = 0;
  std::uint64_t size_bytes = 0;
  UploadMetadata metadata;
  UploadKind kind = UploadKind::whole;
  std::vector<model::UploadId> part_ids;
  std::optional<base::UtcTime> expires_at;  // absent once complete
};

// Of exactly the bytes of one append, as a client states it: SHA-1 (which tus asks of every server
// that takes checksums) or SHA-256.
struct StatedChecksum {
  base::DigestAlgorithm algorithm = base::DigestAlgorithm::sha256;
  base::Bytes digest;
};

struct Append {
  std::uint64_t offset_bytes = 0;
  std::uint64_t size_bytes = 0;  // as declared by the request; never beyond the upload
  std::optional<StatedChecksum> checksum;
};

class UploadStore {
 public:
  virtual ~UploadStore() = default;

  // Checks the right to deposit and the metadata: not_permitted, bad_input (`field` names the
  // metadata key), not_found or conflict for a part that is missing or unfinished. A joined upload
  // is complete when created.
  virtual model::Answer<UploadStatus> create(const NewUpload& upload) = 0;
  // not_found (also for another's), gone once expired.
  virtual model::Answer<UploadStatus> get_status(const model::AccountId& owner_id,
                                                 const model::UploadId& id) = 0;
  // Bytes that arrived are durable when this returns, also when the source ends early (then the
  // status has the smaller offset). With a checksum it is all or nothing: an append that ends early
  // or whose digest differs (digest_differs) leaves the upload as it was. Other refusals:
  // not_found, gone, conflict (another offset), locked, not_permitted (a joined upload takes no
  // bytes).
  virtual model::Answer<UploadStatus> append(const model::AccountId& owner_id,
                                             const model::UploadId& id, const Append& append,
                                             ByteSource& source) = 0;
  // Gives up an unfinished upload and frees its space. not_found, gone, locked, conflict (complete
  // already).
  virtual model::Answer<base::Done> terminate(const model::AccountId& owner_id,
                                              const model::UploadId& id) = 0;
};

}  // namespace liuhen::flows
