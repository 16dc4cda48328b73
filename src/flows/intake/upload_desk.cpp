#include "flows/intake/upload_desk.h"

#include <algorithm>

#include "base/fault.h"
#include "base/log.h"
#include "flows/intake/upload_live.h"
#include "flows/intake/upload_refusals.h"

namespace liuhen::flows {
namespace {

using base::fs::path;

bool has_ended(UploadState state) {
  return state == UploadState::done || state == UploadState::refused;
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

void UploadDesk::load_sheets() {
  for (const auto& entry : base::fs::directory_iterator(staging_)) {
    if (!entry.is_directory() || !base::is_uuid(entry.path().filename().string())) continue;
    auto sheet = find_sheet(entry.path());
    if (!sheet || sheet->id.text != entry.path().filename().string()) {
      // The server died while creating it: nobody was told of it, nothing is lost.
      base::fs::remove_all(entry.path());
      continue;
    }
    auto live = std::make_shared<Live>(std::move(*sheet));
    live->folder = entry.path();
    uploads_[live->sheet.id] = live;
    const bool unfinished = !has_ended(live->sheet.state);
    if (unfinished && live->sheet.state != UploadState::receiving) enqueue(live);
    if (live->sheet.state == UploadState::receiving) {
      // The last byte may have come without the sheet saying so.
      open_live(*live);
      complete_if_whole(live);
      if (live->sheet.state == UploadState::receiving) live->close();
    }
  }
}

model::Answer<UploadDesk::LivePtr> UploadDesk::find_live(const model::AccountId& owner_id,
                                                         const model::UploadId& id) const {
  const std::scoped_lock lock(mutex_);
  const auto found = uploads_.find(id);
  if (found == uploads_.end() || found->second->sheet.owner_id != owner_id) {
    return refuse_not_found();
  }
  const UploadSheet& sheet = found->second->sheet;
  if (sheet.state == UploadState::receiving && sheet.expires_at < clock_.now()) {
    return refuse_expired();
  }
  return found->second;
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
  std::uint64_t size = upload.size_bytes;
  if (upload.kind == UploadKind::joined) {
    const auto total = check_parts(upload);
    if (!total) return total.error();
    size = *total;
  }
  if (size > rules_.upload_bytes_max) return refuse_too_large();
  if (upload.kind != UploadKind::part) {
    const auto admitted = admit_(upload);
    if (!admitted) return admitted.error();
  }
  if (size + rules_.free_bytes_kept > base::free_bytes(staging_)) {
    throw base::DiskFull("staging has no room for " + std::to_string(size) + " bytes");
  }
  const base::UtcTime now = clock_.now();
  UploadSheet sheet;
  sheet.id = model::new_id<model::UploadId>(now);
  sheet.owner_id = upload.owner_id;
  sheet.size_bytes = size;
  sheet.kind = upload.kind;
  sheet.metadata = upload.metadata;
  sheet.part_ids = upload.part_ids;
  sheet.created_at = now;
  sheet.expires_at = now.plus_ms(rules_.lifetime_ms);
  if (upload.kind == UploadKind::joined) sheet.state = UploadState::checking;

  auto live = std::make_shared<Live>(sheet);
  live->folder = staging_ / sheet.id.text;
  {
    const std::scoped_lock lock(mutex_);
    if (uploads_.size() >= rules_.uploads_max) return refuse_too_many();
    uploads_[sheet.id] = live;
  }
  try {
    base::make_directories_durably(live->folder);
    save_sheet(live->folder, sheet);
    const std::scoped_lock busy(live->busy);
    open_live(*live);
  } catch (...) {
    forget(live);
    throw;
  }
  const UploadStatus status = status_of(*live);
  if (upload.kind == UploadKind::joined) {
    enqueue(live);
  } else {
    complete_if_whole(live);
  }
  return status;
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

UploadStatus UploadDesk::status_of(Live& live) {
  const UploadSheet sheet = sheet_of(live);
  UploadStatus status{sheet.id,   sheet.size_bytes, sheet.size_bytes, sheet.metadata,
                      sheet.kind, sheet.part_ids,   std::nullopt};
  if (sheet.state != UploadState::receiving) return status;
  status.expires_at = sheet.expires_at;
  const std::unique_lock busy(live.busy, std::try_to_lock);
  if (!busy) {
    // An append is running: answer what is durable, which may be behind what has come.
    status.offset_bytes = live.settled_bytes.load();
    return status;
  }
  open_live(live);
  status.offset_bytes = live.journal->offset();
  return status;
}

model::Answer<base::Done> UploadDesk::terminate(const model::AccountId& owner_id,
                                                const model::UploadId& id) {
  const auto live = find_live(owner_id, id);
  if (!live) return live.error();
  const std::unique_lock busy((*live)->busy, std::try_to_lock);
  if (!busy) return refuse_locked();
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
      if (live->sheet.owner_id == owner_id && !has_ended(live->sheet.state)) mine.push_back(live);
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
  std::vector<LivePtr> ended;
  {
    const std::scoped_lock lock(mutex_);
    for (const auto& [id, live] : uploads_) {
      const UploadSheet& sheet = live->sheet;
      const bool expired = sheet.state == UploadState::receiving && sheet.expires_at < now;
      const bool old = has_ended(sheet.state) && sheet.expires_at < now;
      if (expired || old) ended.push_back(live);
    }
  }
  for (const auto& live : ended) {
    const std::unique_lock busy(live->busy, std::try_to_lock);
    if (busy) forget(live);
  }
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
  {
    const std::scoped_lock lock(mutex_);
    uploads_.erase(live->sheet.id);
  }
  std::error_code ignored;
  base::fs::remove_all(live->folder, ignored);
}

}  // namespace liuhen::flows
