// The bytes of an upload: opening, receiving, joining.
#include <algorithm>

#include "base/fault.h"
#include "base/io_buffer.h"
#include "base/log.h"
#include "flows/intake/upload_live.h"
#include "flows/intake/upload_refusals.h"

namespace liuhen::flows {
namespace {

// What a crash in the middle of one long request may cost. A client that sends a whole file at once
// (`liuhen deposit`) would otherwise begin again each time.
constexpr std::uint64_t kUnsettledBytesMax = std::uint64_t{64} << 20;
constexpr std::uint64_t kReserveStepBytes = std::uint64_t{16} << 20;

}  // namespace

void UploadDesk::open_live(Live& live) {
  if (live.journal) return;
  close_idle(live);
  try {
    const bool is_new = !base::fs::exists(live.folder / "chunks");
    live.bytes = base::File::open_write(live.folder / "bytes");
    live.journal = std::make_unique<ChunkJournal>(live.folder / "chunks", *live.bytes);
    if (is_new) base::sync_directory(live.folder);
    live.settled_bytes = live.journal->offset();
    if (live.sheet.kind == UploadKind::part) return;  // read when it is joined
    live.read_back = std::make_unique<ReadBack>(live.folder / "bytes", *live.journal);
    live.read_back->written_to(live.journal->offset());
  } catch (...) {
    live.close();  // wholly open or not at all
    throw;
  }
}

// Each open upload holds three threads and a few MiB; those that rest give them back.
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
    if ((*live)->forgotten) return refuse_not_found();
    const UploadSheet sheet = sheet_of(**live);
    if (sheet.kind == UploadKind::joined) return refuse_not_appendable();
    if (sheet.state != UploadState::receiving) return refuse_offset_differs();
    open_live(**live);
    const std::uint64_t offset = (*live)->journal->offset();
    if (append.offset_bytes != offset) return refuse_offset_differs();
    if (append.size_bytes > sheet.size_bytes - offset) return refuse_too_large();
    if (append.checksum) {
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
  std::uint64_t next_check = append.offset_bytes;
  try {
    for (base::ByteView piece = source.next(); !piece.empty(); piece = source.next()) {
      const std::uint64_t room = end - live.journal->offset();
      if (piece.size() > room) piece = piece.first(static_cast<std::size_t>(room));
      if (piece.empty()) break;
      write_piece(live, piece, next_check);
    }
    settle(live);
  } catch (...) {
    drop_unsettled(live);
    throw;
  }
}

bool UploadDesk::receive_all_or_nothing(Live& live, const Append& append, ByteSource& source) {
  base::Hasher hasher(append.checksum->algorithm);
  std::uint64_t next_check = append.offset_bytes;
  try {
    for (base::ByteView piece = source.next(); !piece.empty(); piece = source.next()) {
      check_reserve(live, next_check);
      live.bytes->write_at(live.journal->offset(), piece);
      live.journal->update(piece);
      hasher.update(piece);
    }
    if (source.is_complete() && hasher.finish() == append.checksum->digest) {
      settle(live);
      return true;
    }
    live.bytes->truncate(append.offset_bytes);
    live.journal->roll_back_to(append.offset_bytes, *live.bytes);
    return false;
  } catch (...) {
    drop_unsettled(live);
    throw;
  }
}

// Other work fills the disk too: what was free when the upload was created may be gone by now.
void UploadDesk::check_reserve(const Live& live, std::uint64_t& next_check) const {
  if (live.journal->offset() < next_check) return;
  next_check = live.journal->offset() + kReserveStepBytes;
  if (base::free_bytes(staging_) >= rules_.free_bytes_kept) return;
  throw base::DiskFull("less than the " + std::to_string(rules_.free_bytes_kept) +
                       " bytes kept free are left in staging; make room, then send the rest");
}

void UploadDesk::write_piece(Live& live, base::ByteView piece, std::uint64_t& next_check) {
  try {
    check_reserve(live, next_check);
    live.bytes->write_at(live.journal->offset(), piece);
  } catch (const base::DiskFull&) {
    // What came before it stays. The half-written piece gives its room to the rows and the sheet.
    // Only here, where nothing was synced in vain: a failed sync is never tried again.
    live.bytes->truncate(live.journal->offset());
    settle(live);
    throw;
  }
  live.journal->update(piece);
  if (live.read_back) live.read_back->written_to(live.journal->offset());
  if (live.journal->offset() - live.settled_bytes >= kUnsettledBytesMax) settle(live);
}

// Closes it at its offset; what came beyond gives its space back.
void UploadDesk::drop_unsettled(Live& live) {
  live.read_back.reset();
  live.journal.reset();
  try {
    if (live.bytes) live.bytes->truncate(live.settled_bytes);
  } catch (const std::exception& caught) {
    base::log_line(base::LogLevel::error, "upload.not_cut",
                   {{"upload", live.sheet.id.text}, {"detail", caught.what()}});
  }
  live.close();
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
  if (live->sheet.kind != UploadKind::whole) return;
  {
    const std::scoped_lock busy(live->busy);
    if (live->forgotten || live->settled_bytes != live->sheet.size_bytes) return;
    if (sheet_of(*live).state != UploadState::receiving) return;
    change(*live, [](UploadSheet& sheet) { sheet.state = UploadState::checking; });
  }
  enqueue(live);
}

// Copies the parts one behind the other. After a crash or a full disk it goes on at the proven
// offset.
void UploadDesk::join_parts(Live& live) try {
  std::uint64_t part_start = 0;
  std::uint64_t next_check = live.journal->offset();
  const base::IoBuffer buffer;
  for (const auto& part_id : live.sheet.part_ids) {
    const auto part = base::File::find_read(staging_ / part_id.text / "bytes");
    if (!part) continue;  // a part of no bytes; the sum below tells if there were some
    const std::uint64_t part_size = part->size_bytes();
    while (live.journal->offset() < part_start + part_size) {
      const std::size_t got = part->read_at(live.journal->offset() - part_start, buffer.span());
      if (got == 0) throw base::Fault("part " + part_id.text + " was cut while it was joined");
      write_piece(live, buffer.first(got), next_check);
    }
    part_start += part_size;
  }
  if (live.journal->offset() != live.sheet.size_bytes) {
    throw base::Fault("a part of upload " + live.sheet.id.text + " is gone; send its parts again");
  }
  settle(live);
} catch (...) {
  drop_unsettled(live);
  throw;
}

}  // namespace liuhen::flows
