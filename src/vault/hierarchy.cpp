#include "vault/hierarchy.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>

#include "base/fault.h"
#include "vault/ocfl/tree.h"

namespace liuhen::vault {
namespace {

namespace fs = std::filesystem;

constexpr unsigned kLevels = 3;

bool is_tuple(std::string_view name) {
  return name.size() == 3 && std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

bool remove_if_empty(const fs::path& folder) {
  if (::rmdir(folder.c_str()) == 0) return true;
  if (errno == ENOTEMPTY || errno == EEXIST || errno == ENOENT) return false;
  base::throw_errno("cannot remove the empty folder " + folder.string());
}

void walk_level(const fs::path& root, const fs::path& below, unsigned level,
                const std::function<void(const fs::path&)>& use) {
  for (const auto& [name, folder] : ocfl::list_folder(root / below).folders) {
    if (level == kLevels) {
      use(below / name);
    } else if (is_tuple(name)) {
      walk_level(root, below / name, level + 1, use);
    }
  }
}

std::size_t remove_level(const fs::path& folder, unsigned level) {
  std::size_t removed = 0;
  for (const auto& [name, child] : ocfl::list_folder(folder).folders) {
    if (!is_tuple(name)) continue;
    if (level < kLevels) removed += remove_level(folder / name, level + 1);
    if (remove_if_empty(folder / name)) ++removed;
  }
  if (removed > 0) base::sync_directory(folder);
  return removed;
}

}  // namespace

std::size_t remove_empty_parents(const fs::path& root, const fs::path& object_path) {
  std::size_t removed = 0;
  for (fs::path parent = object_path.parent_path(); !parent.empty();
       parent = parent.parent_path()) {
    if (!fs::exists(root / parent)) continue;
    if (!remove_if_empty(root / parent)) break;
    ++removed;
    base::sync_directory((root / parent).parent_path());
  }
  return removed;
}

void make_parents(const fs::path& root, const fs::path& object_path) {
  fs::path folder = root;
  for (const fs::path& part : object_path.parent_path()) {
    folder /= part;
    if (::mkdir(folder.c_str(), 0755) != 0 && errno != EEXIST) {
      base::throw_errno("cannot create the folder " + folder.string());
    }
  }
}

void sync_parents(const fs::path& root, const fs::path& object_path) {
  for (fs::path parent = object_path.parent_path(); !parent.empty();
       parent = parent.parent_path()) {
    base::sync_directory(root / parent);
  }
  base::sync_directory(root);
}

void walk_objects(const fs::path& root, const std::function<void(const fs::path&)>& use) {
  walk_level(root, {}, 0, use);
}

std::size_t remove_all_empty_folders(const fs::path& root) { return remove_level(root, 1); }

}  // namespace liuhen::vault
