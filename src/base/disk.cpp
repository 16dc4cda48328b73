#include "base/disk.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <utility>

#include "base/fault.h"

namespace liuhen::base {
namespace {

File open_with(const fs::path& path, int flags, int mode, const char* verb) {
  int descriptor = -1;
  do {
    descriptor = ::open(path.c_str(), flags | O_CLOEXEC, mode);
  } while (descriptor < 0 && errno == EINTR);
  if (descriptor < 0) throw_errno(std::string("cannot ") + verb + " " + path.string());
  return File(descriptor, path);
}

}  // namespace

File::File(File&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), path_(std::move(other.path_)) {}

File& File::operator=(File&& other) noexcept {
  if (this != &other) {
    close();
    descriptor_ = std::exchange(other.descriptor_, -1);
    path_ = std::move(other.path_);
  }
  return *this;
}

File::~File() { close(); }

void File::close() {
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
}

File File::open_read(const fs::path& path) { return open_with(path, O_RDONLY, 0, "read"); }

std::optional<File> File::find_read(const fs::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor >= 0) return File(descriptor, path);
  if (errno == ENOENT || errno == ENOTDIR) return std::nullopt;
  throw_errno("cannot read " + path.string());
}

File File::create_new(const fs::path& path, int mode) {
  return open_with(path, O_RDWR | O_CREAT | O_EXCL, mode, "create");
}

File File::open_write(const fs::path& path, int mode) {
  return open_with(path, O_RDWR | O_CREAT, mode, "write");
}

File File::open_append(const fs::path& path, int mode) {
  return open_with(path, O_WRONLY | O_CREAT | O_APPEND, mode, "append to");
}

std::uint64_t File::size_bytes() const {
  struct stat facts {};
  if (::fstat(descriptor_, &facts) != 0) throw_errno("cannot stat " + path_.string());
  return static_cast<std::uint64_t>(facts.st_size);
}

void File::write_all(ByteView bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw_errno("cannot write " + path_.string());
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
}

void File::write_at(std::uint64_t offset, ByteView bytes) {
  while (!bytes.empty()) {
    const ssize_t written =
        ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw_errno("cannot write " + path_.string());
    offset += static_cast<std::uint64_t>(written);
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
}

std::size_t File::read_at(std::uint64_t offset, std::span<std::uint8_t> into) const {
  std::size_t total = 0;
  while (total < into.size()) {
    const ssize_t got = ::pread(descriptor_, into.data() + total, into.size() - total,
                                static_cast<off_t>(offset + total));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw_errno("cannot read " + path_.string());
    if (got == 0) break;
    total += static_cast<std::size_t>(got);
  }
  return total;
}

void File::truncate(std::uint64_t size) {
  if (::ftruncate(descriptor_, static_cast<off_t>(size)) != 0) {
    throw_errno("cannot truncate " + path_.string());
  }
}

void File::sync() {
  if (::fsync(descriptor_) != 0) throw_errno("cannot sync " + path_.string());
}

void File::sync_data() {
  if (::fdatasync(descriptor_) != 0) throw_errno("cannot sync " + path_.string());
}

void File::drop_cached(std::uint64_t offset, std::uint64_t size) const {
  // Advice: a kernel that ignores it is no fault.
  static_cast<void>(::posix_fadvise(descriptor_, static_cast<off_t>(offset),
                                    static_cast<off_t>(size), POSIX_FADV_DONTNEED));
}

std::optional<Bytes> find_file(const fs::path& path, std::uint64_t size_max) {
  const std::optional<File> file = File::find_read(path);
  if (!file) return std::nullopt;
  const std::uint64_t size = file->size_bytes();
  if (size > size_max) {
    throw Damaged(path.string() + " has " + std::to_string(size) +
                  " bytes, more than the limit of " + std::to_string(size_max));
  }
  Bytes out(size);
  out.resize(file->read_at(0, out));
  return out;
}

Bytes read_file(const fs::path& path, std::uint64_t size_max) {
  std::optional<Bytes> bytes = find_file(path, size_max);
  if (!bytes) throw_errno("cannot read " + path.string(), ENOENT);
  return std::move(*bytes);
}

void write_file_durably(const fs::path& path, ByteView bytes, int mode) {
  static std::atomic<unsigned> serial{0};
  const fs::path temporary =
      path.parent_path() / (".tmp-" + std::to_string(::getpid()) + "-" + std::to_string(serial++));
  try {
    File file = File::create_new(temporary, mode);
    file.write_all(bytes);
    file.sync();
    file.close();
    rename_over(temporary, path);
  } catch (...) {
    ::unlink(temporary.c_str());
    throw;
  }
  sync_directory(path.parent_path());
}

void sync_directory(const fs::path& directory) {
  const fs::path target = directory.empty() ? fs::path(".") : directory;
  File handle = open_with(target, O_RDONLY | O_DIRECTORY, 0, "open the folder");
  handle.sync();
}

void make_directories_durably(const fs::path& directory) {
  if (directory.empty() || fs::is_directory(directory)) return;
  make_directories_durably(directory.parent_path());
  if (::mkdir(directory.c_str(), 0755) != 0 && errno != EEXIST) {
    throw_errno("cannot create the folder " + directory.string());
  }
  sync_directory(directory.parent_path());
}

bool rename_if_absent(const fs::path& from, const fs::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return true;
  if (errno == EEXIST || errno == ENOTEMPTY) return false;
  throw_errno("cannot rename " + from.string() + " to " + to.string());
}

void rename_over(const fs::path& from, const fs::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) {
    throw_errno("cannot rename " + from.string() + " to " + to.string());
  }
}

std::uint64_t free_bytes(const fs::path& path) {
  struct statvfs facts {};
  if (::statvfs(path.c_str(), &facts) != 0)
    throw_errno("cannot ask the free space of " + path.string());
  return std::uint64_t{facts.f_bavail} * facts.f_frsize;
}

FolderLock::FolderLock(const fs::path& directory) : file_(File::open_write(directory / "lock")) {
  if (::flock(file_.descriptor(), LOCK_EX | LOCK_NB) == 0) return;
  if (errno == EWOULDBLOCK) {
    throw AlreadyRunning("another Liuhen server already works on " + directory.string() +
                         "; stop it first, or start this one with another --data folder");
  }
  throw_errno("cannot lock " + directory.string());
}

ScratchFolder::ScratchFolder(const std::string& purpose) {
  std::string pattern = (fs::temp_directory_path() / ("liuhen-" + purpose + "-XXXXXX")).string();
  if (::mkdtemp(pattern.data()) == nullptr)
    throw_errno("cannot create a scratch folder " + pattern);
  path_ = pattern;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  // Vault objects are read-only; give the folders back their write permission first.
  for (fs::recursive_directory_iterator it(path_, ignored), end; it != end; it.increment(ignored)) {
    if (it->is_directory(ignored) && !it->is_symlink(ignored)) {
      fs::permissions(it->path(), fs::perms::owner_all, fs::perm_options::add, ignored);
    }
  }
  fs::remove_all(path_, ignored);
}

}  // namespace liuhen::base
