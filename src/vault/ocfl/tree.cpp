#include "vault/ocfl/tree.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <memory>

#include "base/fault.h"

namespace liuhen::vault::ocfl {
namespace {

constexpr unsigned kDepthMax = 200;

std::string kind_of(mode_t mode) {
  if (S_ISLNK(mode)) return "a symbolic link";
  if (S_ISFIFO(mode)) return "a named pipe";
  if (S_ISSOCK(mode)) return "a socket";
  return "a device";
}

struct CloseDirectory {
  void operator()(DIR* handle) const { ::closedir(handle); }
};

void add_entry(Folder& folder, int directory, const char* name, const fs::path& path) {
  struct stat facts {};
  if (::fstatat(directory, name, &facts, AT_SYMLINK_NOFOLLOW) != 0) {
    base::throw_errno("cannot stat " + (path / name).string());
  }
  if (S_ISDIR(facts.st_mode)) {
    folder.folders.emplace(name, Folder{});
  } else if (S_ISREG(facts.st_mode)) {
    folder.files.emplace(name, FileFacts{static_cast<std::uint64_t>(facts.st_size), facts.st_dev,
                                         facts.st_ino, facts.st_nlink});
  } else {
    folder.others.emplace(name, kind_of(facts.st_mode));
  }
}

Folder list_with(const fs::path& path, int extra_flags) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | extra_flags);
  if (descriptor < 0) base::throw_errno("cannot open the folder " + path.string());
  const std::unique_ptr<DIR, CloseDirectory> handle(::fdopendir(descriptor));
  if (handle == nullptr) base::throw_errno("cannot read the folder " + path.string());
  Folder folder;
  while (true) {
    errno = 0;
    const dirent* entry = ::readdir(handle.get());
    if (entry == nullptr) break;
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") add_entry(folder, descriptor, entry->d_name, path);
  }
  if (errno != 0) base::throw_errno("cannot read the folder " + path.string());
  return folder;
}

Folder read_deep(const fs::path& path, int extra_flags, unsigned depth) {
  if (depth > kDepthMax) {
    throw base::Fault(path.string() + " lies more than " + std::to_string(kDepthMax) +
                      " folders deep and is not examined");
  }
  Folder folder = list_with(path, extra_flags);
  for (auto& [name, child] : folder.folders) {
    child = read_deep(path / name, O_NOFOLLOW, depth + 1);
  }
  return folder;
}

void collect(const Folder& folder, const std::string& prefix,
             std::map<std::string, FileFacts>& to) {
  for (const auto& [name, facts] : folder.files) to.emplace(prefix + name, facts);
  for (const auto& [name, child] : folder.folders) collect(child, prefix + name + "/", to);
}

}  // namespace

const Folder* Folder::find_folder(std::string_view name) const {
  const auto found = folders.find(name);
  return found == folders.end() ? nullptr : &found->second;
}

std::map<std::string, FileFacts> Folder::files_below(const std::string& prefix) const {
  std::map<std::string, FileFacts> out;
  collect(*this, prefix, out);
  return out;
}

std::uint64_t Folder::size_bytes() const {
  std::uint64_t total = 0;
  for (const auto& [name, facts] : files) total += facts.size_bytes;
  for (const auto& [name, child] : folders) total += child.size_bytes();
  return total;
}

// The folder a person names may itself be reached through a link; nothing below may be one.
Folder list_folder(const fs::path& path) { return list_with(path, 0); }
Folder read_folder(const fs::path& path) { return read_deep(path, 0, 0); }

base::File open_plain_file(const fs::path& path) {
  const int descriptor =
      ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  if (descriptor < 0) base::throw_errno("cannot read " + path.string());
  base::File file(descriptor, path);
  struct stat facts {};
  if (::fstat(descriptor, &facts) != 0) base::throw_errno("cannot stat " + path.string());
  if (!S_ISREG(facts.st_mode)) throw base::Fault(path.string() + " is not a regular file");
  return file;
}

std::string read_plain_text(const fs::path& path, std::uint64_t size_max) {
  const base::File file = open_plain_file(path);
  const std::uint64_t size = file.size_bytes();
  if (size > size_max) {
    throw base::Fault(path.string() + " has " + std::to_string(size) +
                      " bytes, more than the limit of " + std::to_string(size_max));
  }
  base::Bytes bytes(size);
  bytes.resize(file.read_at(0, bytes));
  return std::string(base::as_text(bytes));
}

}  // namespace liuhen::vault::ocfl
