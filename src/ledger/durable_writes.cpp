#include "ledger/durable_writes.h"

#include <fcntl.h>

#include "base/fault.h"

namespace liuhen::ledger {
namespace {

namespace fs = base::fs;

// Bounds open files and memory, whatever the size of the batch.
constexpr std::size_t kGroupMax = 64;

// Starts the write-back of a whole group, so that one journal commit serves all its fsyncs. A hint:
// the fsync that follows is what counts.
void start_writing_back(const base::File& file) {
  static_cast<void>(::sync_file_range(file.descriptor(), 0, 0, SYNC_FILE_RANGE_WRITE));
}

}  // namespace

void DurableWrites::add(const std::string& relative_path, base::Bytes bytes) {
  waiting_.push_back({relative_path, std::move(bytes)});
  if (waiting_.size() == kGroupMax) flush();
}

void DurableWrites::finish() {
  flush();
  for (const fs::path& folder : changed_folders_) {
    step("sync folder", folder);
    base::sync_directory(folder);
  }
  changed_folders_.clear();
}

void DurableWrites::flush() {
  std::vector<base::File> files;
  for (std::size_t i = 0; i < waiting_.size(); ++i) {
    const fs::path staged = root_ / kStagingFolder / std::to_string(i);
    fs::remove(staged);
    files.push_back(base::File::create_new(staged, 0644));
    files.back().write_all(waiting_[i].bytes);
    start_writing_back(files.back());
  }
  for (base::File& file : files) {
    step("sync file", file.path());
    file.sync();
  }
  for (std::size_t i = 0; i < waiting_.size(); ++i) {
    const fs::path target = root_ / waiting_[i].relative_path;
    prepare_folder(target.parent_path());
    step("rename", target);
    base::rename_over(files[i].path(), target);
    changed_folders_.insert(target.parent_path());
  }
  waiting_.clear();
}

// A new folder's name must be synced in its parent, together with everything else.
void DurableWrites::prepare_folder(const fs::path& folder) {
  if (folder == root_ || fs::is_directory(folder)) return;
  prepare_folder(folder.parent_path());
  std::error_code error;
  fs::create_directory(folder, error);
  if (error) base::throw_errno("cannot create the folder " + folder.string(), error.value());
  changed_folders_.insert(folder.parent_path());
}

void DurableWrites::step(std::string_view name, const fs::path& path) const {
  if (hook_) hook_(std::string(name) + " " + path.string());
}

void clear_staging(const fs::path& root) {
  std::error_code error;
  fs::remove_all(root / kStagingFolder, error);
  if (!error) fs::create_directory(root / kStagingFolder, error);
  if (error) {
    base::throw_errno("cannot clear " + (root / kStagingFolder).string(), error.value());
  }
}

}  // namespace liuhen::ledger
