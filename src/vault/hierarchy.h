// The folders between the storage root and its objects: three levels of three hex digits.
#pragma once

#include <functional>

#include "base/disk.h"

namespace liuhen::vault {

// Removes the object's empty parent folders, from the bottom up to (not including) the root. Only
// rmdir(2) is used, so a folder with anything in it stays. Answers how many went; fsyncs.
std::size_t remove_empty_parents(const std::filesystem::path& root,
                                 const std::filesystem::path& object_path);
// Makes the object's missing parent folders. Not durable before sync_parents.
void make_parents(const std::filesystem::path& root, const std::filesystem::path& object_path);
// fsyncs every folder from the object's parent up to the root, so that the name of the object
// survives, whoever created the folders.
void sync_parents(const std::filesystem::path& root, const std::filesystem::path& object_path);

void walk_objects(const std::filesystem::path& root,
                  const std::function<void(const std::filesystem::path&)>& use);
// Of the whole root; answers how many folders were empty.
std::size_t remove_all_empty_folders(const std::filesystem::path& root);

}  // namespace liuhen::vault
