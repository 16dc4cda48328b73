// The workers of the desk: complete uploads go through the take-in, one after the other on each.
#include <chrono>

#include "base/fault.h"
#include "base/log.h"
#include "flows/intake/upload_live.h"

namespace liuhen::flows {

void UploadDesk::enqueue(const LivePtr& live) {
  {
    const std::scoped_lock lock(queue_mutex_);
    queue_.emplace_back(base::monotonic_ms(), live);
  }
  queue_changed_.notify_one();
}

void UploadDesk::work() {
  std::unique_lock lock(queue_mutex_);
  for (;;) {
    if (stopping_) return;
    const std::int64_t now = base::monotonic_ms();
    auto ready = queue_.begin();
    while (ready != queue_.end() && ready->first > now) ++ready;
    if (ready == queue_.end()) {
      if (queue_.empty()) {
        queue_changed_.wait(lock);
      } else {
        queue_changed_.wait_for(lock, std::chrono::milliseconds(500));
      }
      continue;
    }
    const LivePtr live = ready->second;
    queue_.erase(ready);
    lock.unlock();
    take_in_one(live);
    lock.lock();
  }
}

void UploadDesk::take_in_one(const LivePtr& live) {
  const std::scoped_lock busy(live->busy);
  try {
    // It ended before, and only what came after that did not succeed.
    if (has_ended(sheet_of(*live).state)) return clear_away(live);
    finish(live, run_take_in(live));
  } catch (const base::DiskFull& full) {
    try_later(live, "take_in.disk_full", full.what());
  } catch (const std::exception& postponed) {
    // Also when only its end could not be written down: the next run finds what this one did.
    try_later(live, "take_in.postponed", postponed.what());
  }
}

// Throws DiskFull or Postponed; whatever else goes wrong left nothing durable and is a problem.
base::Result<TakenIn, UploadProblem> UploadDesk::run_take_in(const LivePtr& live) {
  TakeInJob job;
  job.sheet = sheet_of(*live);
  job.staged_file = live->folder / "bytes";
  job.digests = [&] {
    open_live(*live);
    if (job.sheet.kind == UploadKind::joined) join_parts(*live);
    return live->read_back->finish(job.sheet.size_bytes);
  };
  job.intend = [&](const model::RecordId& record_id) {
    change(*live, [&](UploadSheet& sheet) {
      sheet.state = UploadState::keeping;
      sheet.record_id = record_id;
    });
  };
  job.enter = [&](UploadState state) {
    change(*live, [&](UploadSheet& sheet) { sheet.state = state; });
  };
  try {
    return take_in_(job);
  } catch (const base::DiskFull&) {
    throw;
  } catch (const Postponed&) {
    throw;
  } catch (const std::exception& caught) {
    base::log_line(base::LogLevel::error, "take_in.failed",
                   {{"upload", live->sheet.id.text}, {"detail", caught.what()}});
    return UploadProblem{"fault", "服务器存储时出错，文件没有入库。请保留原件，稍后重新上传。",
                         "The server failed while storing; the file is not deposited. Keep the "
                         "original and send it again."};
  }
}

void UploadDesk::try_later(const LivePtr& live, std::string_view why, const std::string& detail) {
  base::log_line(base::LogLevel::error, why, {{"upload", live->sheet.id.text}, {"detail", detail}});
  live->close();
  const std::scoped_lock lock(queue_mutex_);
  queue_.emplace_back(base::monotonic_ms() + rules_.retry_ms, live);
}

void UploadDesk::finish(const LivePtr& live, const base::Result<TakenIn, UploadProblem>& result) {
  live->close();
  change(*live, [&](UploadSheet& sheet) {
    sheet.expires_at = clock_.now().plus_ms(rules_.kept_when_ended_ms);
    if (result) {
      sheet.state = UploadState::done;
      sheet.record_id = result->record_id;
      sheet.entry_index = result->entry_index;
    } else {
      sheet.state = UploadState::refused;
      sheet.problem = result.error();
    }
  });
  clear_away(live);
}

void UploadDesk::clear_away(const LivePtr& live) {
  // The sheet alone stays for a day, so that a client that lost the answer finds it.
  std::error_code ignored;
  base::fs::remove(live->folder / "bytes", ignored);
  base::fs::remove(live->folder / "chunks", ignored);
  for (const auto& part_id : live->sheet.part_ids) {
    LivePtr part;
    {
      const std::scoped_lock lock(mutex_);
      const auto found = uploads_.find(part_id);
      if (found != uploads_.end()) part = found->second;
    }
    if (!part) continue;
    // A request may be asking about it or sending to it just now; then sweep() takes it.
    const std::unique_lock busy(part->busy, std::try_to_lock);
    if (busy) forget(part);
  }
}

}  // namespace liuhen::flows
