// A folder as it lies on disk, read without ever following a symbolic link.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "base/disk.h"

namespace liuhen::vault::ocfl {

namespace fs = std::filesystem;

struct FileFacts {
  std::uint64_t size_bytes = 0;
  std::uint64_t device = 0, inode = 0, link_count = 1;
};

struct Folder {
  std::map<std::string, FileFacts, std::less<>> files;
  std::map<std::string, Folder, std::less<>> folders;
  std::map<std::string, std::string, std::less<>> others;  // name → "a socket" …

  bool empty() const { return files.empty() && folders.empty() && others.empty(); }
  const Folder* find_folder(std::string_view name) const;
  // Every regular file below, by its path with '/', for example "content/a/b.txt".
  std::map<std::string, FileFacts> files_below(const std::string& prefix) const;
  std::uint64_t size_bytes() const;  // of every regular file below
};

// One level only: folders are there, but empty inside. Throws Fault when it cannot be read.
Folder list_folder(const fs::path& path);
// Everything below. Throws Fault when a part cannot be read or lies more than 200 folders deep.
Folder read_folder(const fs::path& path);

// Opens a regular file; Fault for a link, a device, a pipe or anything else.
base::File open_plain_file(const fs::path& path);
// The whole of a small regular file; Fault when larger than `size_max`.
std::string read_plain_text(const fs::path& path, std::uint64_t size_max);

}  // namespace liuhen::vault::ocfl
