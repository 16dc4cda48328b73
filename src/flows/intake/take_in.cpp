#include "flows/intake/take_in.h"

#include <boost/json.hpp>

#include "base/fault.h"
#include "base/io_buffer.h"
#include "base/json.h"
#include "base/log.h"
#include "catalog/entry_queries.h"
#include "catalog/record_queries.h"
#include "flows/house.h"
#include "flows/intake/admit.h"
#include "flows/intake/same_bytes_gate.h"
#include "model/entry/records.h"

namespace liuhen::flows {
namespace json = boost::json;
namespace {

using Taken = base::Result<TakenIn, UploadProblem>;

UploadProblem problem_of(const model::Refusal& refusal) {
  const bool digest = refusal.kind == model::RefusalKind::digest_differs;
  return {digest ? "digest-differs" : "not-permitted", refusal.zh, refusal.en};
}

std::string actor_of(const TakeInJob& job) { return "account:" + job.sheet.owner_id.text; }

// An entry that an earlier run of this very take-in made.
std::optional<std::uint64_t> find_own_entry(House& house, const TakeInJob& job,
                                            const model::RecordId& record) {
  auto lease = house.catalog().read();
  std::optional<std::string> cursor;
  do {
    const auto page = catalog::history_of(lease, "record:" + record.text, {cursor, 200});
    if (!page) return std::nullopt;
    for (const auto& placed : page->entries) {
      const auto first = model::body_of<model::RecordDeposited>(placed.entry);
      const auto again = model::body_of<model::RecordDepositedAgain>(placed.entry);
      if (first && first->upload_id == job.sheet.id) return placed.index;
      if (again && again->upload_id == job.sheet.id) return placed.index;
    }
    cursor = page->next_cursor;
  } while (cursor);
  return std::nullopt;
}

std::string record_json(const TakeInJob& job, const model::RecordId& record,
                        const DepositTarget& target, const StagedDigests& digests) {
  json::array chunks;
  for (const auto& digest : digests.chunk_sha256) chunks.emplace_back(base::hex_of(digest));
  json::object object{
      {"format", "liuhen-record/1"},
      {"record", record.text},
      {"case", target.case_id.text},
      {"act", target.act_id.text},
      {"record_kind", target.record_kind},
      {"file_name", target.file_name},
      {"size_bytes", job.sheet.size_bytes},
      {"sha256", base::hex_of(digests.sha256)},
      {"sm3", base::hex_of(digests.sm3)},
      {"chunks", json::object{{"size", kChunkBytes}, {"sha256", std::move(chunks)}}},
      {"upload", job.sheet.id.text},
      {"deposited_by", job.sheet.owner_id.text},
      {"received_at", base::rfc3339_of(job.sheet.created_at)}};
  if (target.device_id) object["device"] = target.device_id->text;
  return base::canonical_json(object);
}

vault::Kept keep(House& house, const TakeInJob& job, const model::RecordId& record,
                 const DepositTarget& target, const StagedDigests& digests) {
  vault::KeepOrder order;
  order.record_id = record.text;
  order.staged_file = job.staged_file;
  order.extension = target.extension;
  order.size_bytes = job.sheet.size_bytes;
  order.sha256 = digests.sha256;
  order.record_json = record_json(job, record, target, digests);
  order.created = job.sheet.created_at;
  order.user_name = job.sheet.owner_id.text;
  order.user_address = "urn:liuhen:account:" + job.sheet.owner_id.text;
  return house.vault().keep(order);
}

std::uint64_t witness(House& house, const TakeInJob& job, const model::RecordId& record,
                      const DepositTarget& target, const StagedDigests& digests,
                      const vault::Kept& kept) {
  model::RecordDeposited body;
  body.record_id = record;
  body.case_id = target.case_id;
  body.act_id = target.act_id;
  body.upload_id = job.sheet.id;
  body.device_id = target.device_id;
  body.record_kind = target.record_kind;
  body.file_name = target.file_name;
  body.extension = target.extension;
  body.size_bytes = job.sheet.size_bytes;
  body.sha256 = digests.sha256;
  body.sm3 = digests.sm3;
  body.inventory_sha256 = kept.inventory_sha256;
  body.object_path = kept.object_path.string();
  body.read_back_at = house.clock().now();
  body.stated_sha256 = target.stated_sha256.has_value();
  return house.commit_entry(model::make_entry(house.clock().now(), actor_of(job), body));
}

std::uint64_t witness_again(House& house, const TakeInJob& job, const model::Record& known,
                            const DepositTarget& target, const StagedDigests& digests) {
  model::RecordDepositedAgain body;
  body.record_id = known.id;
  body.case_id = target.case_id;
  body.act_id = target.act_id;
  body.upload_id = job.sheet.id;
  body.device_id = target.device_id;
  body.file_name = target.file_name;
  body.size_bytes = job.sheet.size_bytes;
  body.sha256 = digests.sha256;
  body.sm3 = digests.sm3;
  body.read_back_at = house.clock().now();
  return house.commit_entry(model::make_entry(house.clock().now(), actor_of(job), body));
}

TakenIn publish(House& house, TakeInJob& job, const model::RecordId& record, std::uint64_t index) {
  job.enter(UploadState::publishing);
  house.publisher().wait_for(index);
  house.attend();
  return {record, index};
}

// From the device, not from the cache. Answers how many bytes there are.
template <class Use>
std::uint64_t read_kept(const base::fs::path& path, const Use& use) {
  const base::File file = base::File::open_read(path);
  file.drop_cached(0, file.size_bytes());
  return base::read_through(file, use);
}

struct KeptDigests {
  base::Digest256 sha256{}, sm3{};
  std::uint64_t size_bytes = 0;
};

KeptDigests digest_kept(const base::fs::path& path) {
  base::Hasher sha256(base::DigestAlgorithm::sha256), sm3(base::DigestAlgorithm::sm3);
  KeptDigests digests;
  digests.size_bytes = read_kept(path, [&](base::ByteView piece) {
    sha256.update(piece);
    sm3.update(piece);
  });
  digests.sha256 = sha256.finish256();
  digests.sm3 = sm3.finish256();
  return digests;
}

// Whatever keeps the copy from being read, it is none to rely on.
bool has_whole_copy(House& house, const model::RecordId& record, const base::Digest256& sha256) {
  std::string why = "the bytes differ, or are not there";
  try {
    if (const auto stored = house.vault().find(record.text)) {
      base::Hasher hasher(base::DigestAlgorithm::sha256);
      read_kept(stored->content_file, [&](base::ByteView piece) { hasher.update(piece); });
      if (hasher.finish256() == sha256) return true;
    }
  } catch (const std::exception& caught) {
    why = caught.what();
  }
  base::log_line(base::LogLevel::error, "take_in.kept_copy_damaged",
                 {{"record", record.text}, {"detail", why}});
  return false;
}

// The first record with these bytes whose copy in the vault is still whole: the bytes that came
// again are thrown away only if there is one. A damaged copy stays as it is, for `verify` to
// report, and the good bytes become a record of their own.
std::optional<model::Record> find_whole_copy(House& house, const TakeInJob& job,
                                             const StagedDigests& digests) {
  const auto known = [&] {
    auto lease = house.catalog().read();
    return catalog::records_with_bytes(lease, base::hex_of(digests.sha256), job.sheet.size_bytes);
  }();
  for (const model::Record& record : known) {
    if (has_whole_copy(house, record.id, digests.sha256)) return record;
  }
  return std::nullopt;
}

// The object is in the vault, its entry is not in the log: a crash came between. Its own
// record.json and inventory say what the entry must say; the bytes are digested once more.
std::optional<std::uint64_t> finish_kept_object(House& house, const TakeInJob& job,
                                                const DepositTarget& target) {
  const auto stored = house.vault().find(job.sheet.record_id.text);
  if (!stored) return std::nullopt;
  const KeptDigests kept_digests = digest_kept(stored->content_file);
  StagedDigests digests;
  digests.sha256 = kept_digests.sha256;
  digests.sm3 = kept_digests.sm3;
  if (kept_digests.size_bytes != job.sheet.size_bytes || digests.sha256 != stored->sha256) {
    house.vault().quarantine(job.sheet.record_id.text, "differs from its inventory after a crash");
    throw base::Fault("the kept object of upload " + job.sheet.id.text +
                      " is damaged and was put in quarantine; send the file again");
  }
  const vault::Kept kept{stored->object_path, stored->inventory_sha256, true};
  return witness(house, job, job.sheet.record_id, target, digests, kept);
}

std::optional<TakenIn> resume(House& house, TakeInJob& job, const DepositTarget& target) {
  if (job.sheet.record_id.is_empty()) return std::nullopt;
  if (const auto index = find_own_entry(house, job, job.sheet.record_id)) {
    return publish(house, job, job.sheet.record_id, *index);
  }
  if (const auto index = finish_kept_object(house, job, target)) {
    return publish(house, job, job.sheet.record_id, *index);
  }
  return std::nullopt;
}

Taken take_in_or_throw(House& house, TakeInJob& job) {
  const bool begun = !job.sheet.record_id.is_empty();
  const auto target = deposit_target(house, job.sheet.owner_id, job.sheet.metadata, !begun);
  if (!target) return problem_of(target.error());
  if (auto done = resume(house, job, *target)) return *done;

  const StagedDigests digests = job.digests();
  if (target->stated_sha256 && *target->stated_sha256 != digests.sha256) {
    return UploadProblem{
        "digest-differs",
        "收到的文件与事先声明的 SHA-256 不一致，文件没有入库。请检查原件后重新上传。",
        "The file differs from the SHA-256 stated beforehand; it is not "
        "deposited. Check the original and send it again."};
  }
  // Two uploads of the same bytes at once: one makes the record, the other is its second deposit.
  const SameBytesGate::Pass pass = house.same_bytes_gate().enter(digests.sha256);
  const auto known = find_whole_copy(house, job, digests);
  if (known) {
    const auto own = find_own_entry(house, job, known->id);
    return publish(house, job, known->id,
                   own ? *own : witness_again(house, job, *known, *target, digests));
  }
  const auto record = model::new_id<model::RecordId>(house.clock().now());
  job.sheet.record_id = record;
  job.intend(record);
  const vault::Kept kept = keep(house, job, record, *target, digests);
  return publish(house, job, record, witness(house, job, record, *target, digests, kept));
}

// Whether something of this upload is in the vault or in the log, or whether nobody can tell.
bool may_be_durable(House& house, const TakeInJob& job) try {
  if (!house.healthy()) return true;
  if (!job.sheet.record_id.is_empty() && house.vault().find(job.sheet.record_id.text)) return true;
  auto lease = house.catalog().read();
  return catalog::find_deposit_of_upload(lease, job.sheet.id).has_value();
} catch (const std::exception&) {
  return true;
}

}  // namespace

Taken take_in(House& house, TakeInJob& job) {
  // What comes into a house that has stopped waits in staging for the restart.
  if (!house.healthy()) throw Postponed(house.health_reason());
  try {
    return take_in_or_throw(house, job);
  } catch (const base::DiskFull&) {
    throw;
  } catch (const std::exception& caught) {
    // Not Fault alone: memory may run out, or a path vanish, after the bytes were kept.
    if (may_be_durable(house, job)) throw Postponed(caught.what());
    throw;
  }
}

}  // namespace liuhen::flows
