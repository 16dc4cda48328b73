#include "flows/intake/upload_desk.h"

#include <algorithm>

#include "base/fault.h"
#include "base/log.h"
#include "flows/intake/upload_live.h"
#include "flows/intake/upload_refusals.h"

namespace liuhen::flows {
namespace {

using base::fs::path;

UploadSheet new_sheet(const NewUpload& upload, std::uint64_t size, base::UtcTime now) {
  UploadSheet sheet;
  sheet.id = model::new_id<model::UploadId>(now);
  sheet.owner_id = upload.owner_id;
  sheet.size_bytes = size;
  sheet.kind = upload.kind;
  sheet.metadata = upload.metadata;
  sheet.part_ids = upload.part_ids;
  sheet.created_at = now;
  if (upload.kind == UploadKind::joined) sheet.state = UploadState::checking;
  return sheet;
}

// All bytes came, and only the sheet does not say so yet: it waits for nobody, so it cannot expire.
// A part waits for its being joined.
bool is_all_here(const auto& live) {
  const UploadSheet& sheet = live.sheet;
  return sheet.kind == UploadKind::whole && sheet.state == UploadState::receiving &&
         live.settled_bytes == sheet.size_bytes;
}

}  // namespace

UploadDesk::UploadDesk(path staging, DeskRules rules, const base::Clock& clock, Admit admit,
                       TakeIn take_in, Changed changed)
    : staging_(std::move(staging)),
      rules_(rules),
      clock_(clock),
      admit_(std::move(admit)),
      take_in_(std::move(take_in)),
      changed_(std::move(changed)) {
  base::make_directories_durably(staging_);
  load_sheets();
  for (int i = 0; i < 2; ++i) workers_.emplace_back([this] { work(); });
}

UploadDesk::~UploadDesk() {
  {
    const std::scoped_lock lock(queue_mutex_);
    stopping_ = true;
  }
  queue_changed_.notify_all();
  for (auto& worker : workers_) worker.join();
}

// What is wrong with one upload must keep neither the house closed nor its own bytes from being
// looked at: it is left where it lies.
void UploadDesk::load_sheets() {
  for (const auto& entry : base::fs::directory_iterator(staging_)) {
    try {
      if (entry.is_directory() && base::is_uuid(entry.path().filename().string())) {
        load_upload(entry.path());
      }
    } catch (const std::exception& caught) {
      base::log_line(base::LogLevel::error, "upload.load_failed",
                     {{"folder", entry.path().string()}, {"detail", caught.what()}});
    }
  }
}

void UploadDesk::load_upload(const path& folder) {
  if (!base::fs::exists(base::fs::symlink_status(folder / "upload.json"))) {
    // The server died while creating it: nobody was told of it, nothing is lost.
    base::fs::remove_all(folder);
    return;
  }
  auto sheet = find_sheet(folder);
  if (!sheet || sheet->id.text != folder.filename().string()) {
    throw base::Damaged("upload.json is no sheet of this upload; it is left in place");
  }
  const bool receiving = sheet->state == UploadState::receiving;
  const bool ended = has_ended(sheet->state);
  auto live = std::make_shared<Live>(std::move(*sheet));
  live->folder = folder;
  if (receiving) {
    live->settled_bytes = ChunkJournal::proven_offset_of(folder / "chunks", folder / "bytes");
  }
  {
    const std::scoped_lock lock(mutex_);
    uploads_[live->sheet.id] = live;
  }
  if (!receiving && !ended) enqueue(live);
  // The last byte may have come without the sheet saying so. Where that cannot be written now, the
  // next question about the upload tries again.
  if (receiving) complete_if_whole(live);
}

model::Answer<UploadDesk::LivePtr> UploadDesk::find_live(const model::AccountId& owner_id,
                                                         const model::UploadId& id) const {
  const std::scoped_lock lock(mutex_);
  const auto found = uploads_.find(id);
  if (found == uploads_.end() || found->second->sheet.owner_id != owner_id) {
    return refuse_not_found();
  }
  if (has_expired(found->second->sheet) && !is_all_here(*found->second)) return refuse_expired();
  return found->second;
}

bool UploadDesk::has_expired(const UploadSheet& sheet) const {
  return sheet.state == UploadState::receiving && sheet.expires_at < clock_.now();
}

model::Answer<std::uint64_t> UploadDesk::check_parts(const NewUpload& upload) {
  std::uint64_t total = 0;
  for (const auto& part_id : upload.part_ids) {
    const auto part = find_live(upload.owner_id, part_id);
    if (!part) return refuse_parts_unfinished();
    const UploadStatus status = status_of(**part);
    if (status.kind != UploadKind::part || status.offset_bytes != status.size_bytes) {
      return refuse_parts_unfinished();
    }
    total += status.size_bytes;
  }
  return total;
}

model::Answer<UploadStatus> UploadDesk::create(const NewUpload& upload) {
  const auto admitted = admit_(upload);
  if (!admitted) return admitted.error();
  std::uint64_t size = upload.size_bytes;
  if (upload.kind == UploadKind::joined) {
    const auto total = check_parts(upload);
    if (!total) return total.error();
    size = *total;
  }
  if (size > rules_.upload_bytes_max) return refuse_too_large();
  if (size + rules_.free_bytes_kept > base::free_bytes(staging_)) {
    throw base::DiskFull("staging has no room for " + std::to_string(size) + " bytes");
  }
  UploadSheet sheet = new_sheet(upload, size, clock_.now());
  sheet.expires_at = sheet.created_at.plus_ms(rules_.lifetime_ms);
  auto live = std::make_shared<Live>(sheet);
  live->folder = staging_ / sheet.id.text;
  {
    const std::scoped_lock busy(live->busy);
    if (!enter_upload(live)) return refuse_too_many();
    try {
      base::make_directories_durably(live->folder);
      save_sheet(live->folder, sheet);
    } catch (...) {
      forget(live);
      throw;
    }
  }
  const UploadStatus status = status_of(*live);
  if (upload.kind == UploadKind::joined) {
    enqueue(live);
  } else {
    complete_if_whole(live);
  }
  return status;
}

// False when there are too many.
bool UploadDesk::enter_upload(const LivePtr& live) {
  const std::scoped_lock lock(mutex_);
  if (uploads_.size() >= rules_.uploads_max) return false;
  std::size_t unfinished = 0;
  for (const auto& [id, other] : uploads_) {
    const UploadSheet& sheet = other->sheet;
    if (sheet.owner_id != live->sheet.owner_id || has_ended(sheet.state)) continue;
    if (!has_expired(sheet)) ++unfinished;
  }
  if (unfinished >= rules_.uploads_of_owner_max) return false;
  uploads_[live->sheet.id] = live;
  return true;
}

model::Answer<UploadStatus> UploadDesk::get_status(const model::AccountId& owner_id,
                                                   const model::UploadId& id) {
  const auto live = find_live(owner_id, id);
  if (!live) return live.error();
  UploadStatus status = status_of(**live);
  // All bytes are here, but the disk was too full to say so: nobody sends more, so go on from here.
  if (status.expires_at && status.offset_bytes == status.size_bytes) {
    complete_if_whole(*live);
    status = status_of(**live);
  }
  return status;
}

UploadSheet UploadDesk::sheet_of(const Live& live) const {
  const std::scoped_lock lock(mutex_);
  return live.sheet;
}

UploadStatus UploadDesk::status_of(const Live& live) const {
  const UploadSheet sheet = sheet_of(live);
  UploadStatus status{sheet.id,   sheet.size_bytes, sheet.size_bytes, sheet.metadata,
                      sheet.kind, sheet.part_ids,   std::nullopt};
  if (sheet.state != UploadState::receiving) return status;
  status.expires_at = sheet.expires_at;
  // While an append is running this may be behind what has come; it is what is durable.
  status.offset_bytes = live.settled_bytes.load();
  return status;
}

model::Answer<base::Done> UploadDesk::terminate(const model::AccountId& owner_id,
                                                const model::UploadId& id) {
  const auto live = find_live(owner_id, id);
  if (!live) return live.error();
  const std::unique_lock busy((*live)->busy, std::try_to_lock);
  if (!busy) return refuse_locked();
  if ((*live)->forgotten) return refuse_not_found();
  if (sheet_of(**live).state != UploadState::receiving) return refuse_offset_differs();
  forget(*live);
  return base::Done{};
}

std::optional<UploadSheet> UploadDesk::find_upload(const model::AccountId& owner_id,
                                                   const model::UploadId& id) const {
  const auto live = find_live(owner_id, id);
  if (!live) return std::nullopt;
  return sheet_of(**live);
}

std::vector<std::pair<UploadSheet, std::uint64_t>> UploadDesk::uploads_of(
    const model::AccountId& owner_id) {
  std::vector<LivePtr> mine;
  {
    const std::scoped_lock lock(mutex_);
    for (const auto& [id, live] : uploads_) {
      const UploadSheet& sheet = live->sheet;
      if (sheet.owner_id != owner_id || has_ended(sheet.state)) continue;
      if (!has_expired(sheet) || is_all_here(*live)) mine.push_back(live);
    }
  }
  std::vector<std::pair<UploadSheet, std::uint64_t>> out;
  for (const auto& live : mine) {
    const std::uint64_t offset = status_of(*live).offset_bytes;
    out.emplace_back(sheet_of(*live), offset);
  }
  return out;
}

void UploadDesk::sweep() {
  const base::UtcTime now = clock_.now();
  std::vector<LivePtr> ended, whole;
  {
    const std::scoped_lock lock(mutex_);
    for (const auto& [id, live] : uploads_) {
      const UploadSheet& sheet = live->sheet;
      const bool old = has_ended(sheet.state) && sheet.expires_at < now;
      if (is_all_here(*live)) {
        whole.push_back(live);
      } else if (has_expired(sheet) || old) {
        ended.push_back(live);
      }
    }
  }
  for (const auto& live : whole) {
    try {
      complete_if_whole(live);
    } catch (const std::exception& caught) {  // as before: the next sweep tries again
      base::log_line(base::LogLevel::error, "upload.not_completed",
                     {{"upload", live->sheet.id.text}, {"detail", caught.what()}});
    }
  }
  for (const auto& live : ended) sweep_one(live, now);
}

void UploadDesk::sweep_one(const LivePtr& live, base::UtcTime now) {
  const std::unique_lock busy(live->busy, std::try_to_lock);
  if (!busy) return;
  const UploadSheet sheet = sheet_of(*live);
  const auto sheet_end = sheet.expires_at.plus_ms(rules_.kept_when_ended_ms);
  if (!has_expired(sheet)) {
    // Done or refused: its time was counted from the end. One that just went on is left alone.
    if (has_ended(sheet.state) && sheet.expires_at < now) forget(live);
    return;
  }
  if (sheet_end < now) return forget(live);
  live->close();
  live->settled_bytes = 0;
  std::error_code ignored;
  base::fs::remove(live->folder / "bytes", ignored);
  base::fs::remove(live->folder / "chunks", ignored);
}

std::size_t UploadDesk::upload_count() const {
  const std::scoped_lock lock(mutex_);
  return uploads_.size();
}

void UploadDesk::change(Live& live, const std::function<void(UploadSheet&)>& edit) {
  // First on disk: a full disk leaves both as they were. The caller holds live.busy, so that nobody
  // else changes this sheet.
  UploadSheet changed = sheet_of(live);
  edit(changed);
  save_sheet(live.folder, changed);
  {
    const std::scoped_lock lock(mutex_);
    live.sheet = changed;
  }
  if (changed_) changed_(changed);
}

void UploadDesk::forget(const LivePtr& live) {
  live->close();
  live->forgotten = true;
  {
    const std::scoped_lock lock(mutex_);
    uploads_.erase(live->sheet.id);
  }
  std::error_code ignored;
  base::fs::remove_all(live->folder, ignored);
}

}  // namespace liuhen::flows
