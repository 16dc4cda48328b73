// The bytes of an upload: opening, receiving, joining.
#include <algorithm>

#include "base/fault.h"
#include "flows/intake/upload_live.h"
#include "flows/intake/upload_refusals.h"

namespace liuhen::flows {
namespace {

constexpr std::size_t kPieceBytes = std::size_t{1} << 20;

}  // namespace

void UploadDesk::open_live(Live& live) {
  if (live.journal) return;
  close_idle(live);
  live.bytes = base::File::open_write(live.folder / "bytes");
  live.journal = std::make_unique<ChunkJournal>(live.folder / "chunks", *live.bytes);
  live.settled_bytes = live.journal->offset();
  if (live.sheet.kind == UploadKind::part) return;  // read when it is joined
  live.read_back = std::make_unique<ReadBack>(live.folder / "bytes", *live.journal);
  live.read_back->written_to(live.journal->offset());
}

// Each open upload holds two threads and a few MiB; those that rest give them back.
void UploadDesk::close_idle(const Live& except) {
  std::vector<LivePtr> all;
  {
    const std::scoped_lock lock(mutex_);
    if (uploads_.size() < rules_.uploads_open_max) return;
    for (const auto& [id, live] : uploads_) {
      if (live.get() != &except) all.push_back(live);
    }
  }
  std::size_t open_count = 0;
  for (const auto& live : all) {
    const std::unique_lock busy(live->busy, std::try_to_lock);
    if (!busy) {
      ++open_count;
    } else if (live->journal && ++open_count >= rules_.uploads_open_max) {
      live->close();
      --open_count;
    }
  }
}

model::Answer<UploadStatus> UploadDesk::append(const model::AccountId& owner_id,
                                               const model::UploadId& id, const Append& append,
                                               ByteSource& source) {
  const auto live = find_live(owner_id, id);
  if (!live) return live.error();
  {
    const std::unique_lock busy((*live)->busy, std::try_to_lock);
    if (!busy) return refuse_locked();
    const UploadSheet sheet = sheet_of(**live);
    if (sheet.kind == UploadKind::joined) return refuse_not_appendable();
    if (sheet.state != UploadState::receiving) return refuse_offset_differs();
    open_live(**live);
    const std::uint64_t offset = (*live)->journal->offset();
    if (append.offset_bytes != offset) return refuse_offset_differs();
    if (append.size_bytes > sheet.size_bytes - offset) return refuse_too_large();
    if (append.sha256) {
      if (!receive_all_or_nothing(**live, append, source)) {
        return source.is_complete() ? refuse_digest_differs() : refuse_cut_short();
      }
    } else {
      receive(**live, append, source);
    }
  }
  complete_if_whole(*live);
  return status_of(**live);
}

void UploadDesk::receive(Live& live, const Append& append, ByteSource& source) {
  const std::uint64_t end = append.offset_bytes + append.size_bytes;
  try {
    for (base::ByteView piece = source.next(); !piece.empty(); piece = source.next()) {
      const std::uint64_t room = end - live.journal->offset();
      if (piece.size() > room) piece = piece.first(static_cast<std::size_t>(room));
      if (piece.empty()) break;
      live.bytes->write_at(live.journal->offset(), piece);
      live.journal->update(piece);
      if (live.read_back) live.read_back->written_to(live.journal->offset());
    }
    settle(live);
  } catch (const base::Fault&) {
    // Close everything: what is proven on disk is found again at the next opening.
    live.close();
    throw;
  }
}

bool UploadDesk::receive_all_or_nothing(Live& live, const Append& append, ByteSource& source) {
  base::Hasher hasher(base::DigestAlgorithm::sha256);
  try {
    for (base::ByteView piece = source.next(); !piece.empty(); piece = source.next()) {
      live.bytes->write_at(live.journal->offset(), piece);
      live.journal->update(piece);
      hasher.update(piece);
    }
    if (source.is_complete() && hasher.finish256() == *append.sha256) {
      settle(live);
      return true;
    }
    live.bytes->truncate(append.offset_bytes);
    live.journal->roll_back_to(append.offset_bytes, *live.bytes);
    return false;
  } catch (const base::Fault&) {
    live.close();
    throw;
  }
}

void UploadDesk::settle(Live& live) {
  live.bytes->sync_data();
  live.journal->commit();
  live.settled_bytes = live.journal->offset();
  if (live.read_back) live.read_back->written_to(live.journal->offset());
  change(live,
         [&](UploadSheet& sheet) { sheet.expires_at = clock_.now().plus_ms(rules_.lifetime_ms); });
}

void UploadDesk::complete_if_whole(const LivePtr& live) {
  {
    const std::scoped_lock busy(live->busy);
    if (!live->journal || live->sheet.kind != UploadKind::whole) return;
    {
      const std::scoped_lock lock(mutex_);
      if (live->sheet.state != UploadState::receiving) return;
      if (live->journal->offset() != live->sheet.size_bytes) return;
    }
    change(*live, [](UploadSheet& sheet) { sheet.state = UploadState::checking; });
  }
  enqueue(live);
}

// Copies the parts one behind the other. After a crash it goes on at the proven offset.
void UploadDesk::join_parts(Live& live) {
  std::uint64_t part_start = 0;
  base::Bytes buffer(kPieceBytes);
  for (const auto& part_id : live.sheet.part_ids) {
    const base::File part = base::File::open_read(staging_ / part_id.text / "bytes");
    const std::uint64_t part_size = part.size_bytes();
    while (live.journal->offset() < part_start + part_size) {
      const std::size_t got = part.read_at(live.journal->offset() - part_start, buffer);
      if (got == 0) throw base::Fault("part " + part_id.text + " was cut while it was joined");
      const auto piece = base::ByteView(buffer).first(got);
      live.bytes->write_at(live.journal->offset(), piece);
      live.journal->update(piece);
      live.read_back->written_to(live.journal->offset());
    }
    part_start += part_size;
  }
  settle(live);
}

}  // namespace liuhen::flows
