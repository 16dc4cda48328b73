// The file system calls of the house, in one place. Each throws Fault (DiskFull for ENOSPC) naming
// the path. Nothing here retries a failed fsync: after one, the file is treated as lost.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace liuhen::base {

namespace fs = std::filesystem;

// An open file descriptor. Move-only; closes itself.
class File {
 public:
  File() = default;
  explicit File(int descriptor, fs::path path) : descriptor_(descriptor), path_(std::move(path)) {}
  File(File&& other) noexcept;
  File& operator=(File&& other) noexcept;
  ~File();

  static File open_read(const fs::path& path);
  static std::optional<File> find_read(const fs::path& path);     // absent: nullopt
  static File create_new(const fs::path& path, int mode = 0600);  // Fault when it exists
  static File open_write(const fs::path& path, int mode = 0600);  // creates, keeps what is there
  static File open_append(const fs::path& path, int mode = 0600);

  int descriptor() const { return descriptor_; }
  const fs::path& path() const { return path_; }
  bool is_open() const { return descriptor_ >= 0; }

  std::uint64_t size_bytes() const;
  void write_all(ByteView bytes);  // at the current place
  void write_at(std::uint64_t offset, ByteView bytes);
  std::size_t read_at(std::uint64_t offset,
                      std::span<std::uint8_t> into) const;  // short only at end
  void truncate(std::uint64_t size);
  void sync();       // fsync
  void sync_data();  // fdatasync
  // Asks the kernel to forget cached pages of [offset, offset+size), so that a following read comes
  // from the device. Only clean pages are dropped: call after sync_data().
  void drop_cached(std::uint64_t offset, std::uint64_t size) const;
  void close();

 private:
  int descriptor_ = -1;
  fs::path path_;
};

Bytes read_file(const fs::path& path, std::uint64_t size_max = std::uint64_t{1} << 30);
std::optional<Bytes> find_file(const fs::path& path,
                               std::uint64_t size_max = std::uint64_t{1} << 30);
inline std::string read_text(const fs::path& path) { return std::string(as_text(read_file(path))); }

// Durable replacement: temporary file beside, fsync, rename, directory fsync.
void write_file_durably(const fs::path& path, ByteView bytes, int mode = 0644);
inline void write_file_durably(const fs::path& path, std::string_view text, int mode = 0644) {
  write_file_durably(path, as_bytes(text), mode);
}

void sync_directory(const fs::path& directory);
// Creates missing directories one by one and fsyncs each parent, so that the names survive.
void make_directories_durably(const fs::path& directory);
// rename(2) that never replaces (RENAME_NOREPLACE). false when `to` exists. Does not sync.
bool rename_if_absent(const fs::path& from, const fs::path& to);
void rename_over(const fs::path& from, const fs::path& to);
std::uint64_t free_bytes(const fs::path& path);

// Holds an exclusive lock on `directory`/lock for this process's life; AlreadyRunning if taken.
class FolderLock {
 public:
  explicit FolderLock(const fs::path& directory);

 private:
  File file_;
};

// A fresh directory under the system's temporary folder, removed at the end of its life. For tests
// and for scratch work that may be lost at any moment.
class ScratchFolder {
 public:
  explicit ScratchFolder(const std::string& purpose = "scratch");
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder();
  const fs::path& path() const { return path_; }
  fs::path operator/(const fs::path& more) const { return path_ / more; }

 private:
  fs::path path_;
};

}  // namespace liuhen::base
