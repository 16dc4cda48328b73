// Whether a house can be founded in a folder: asked before the first question is put to a person,
// and again when founding begins. Nothing that lies in the folder is changed.
#pragma once

#include <optional>
#include <string>

#include "base/disk.h"
#include "flows/house_settings.h"

namespace liuhen::flows {

// What an earlier founding, cut short by a crash or a full disk, has settled already. Both are
// absent in a new or empty folder.
struct FoundingPlace {
  std::optional<std::string> origin;      // keys were made for a log of this name
  std::optional<HouseSettings> settings;  // only the units and the first people are missing

  bool is_begun() const { return origin || settings; }
};

// Fault, saying what to do: there is a house already, or parts of one; other things lie there; it
// is no folder; its keys cannot be read. AlreadyRunning when a server or another `init` works
// there.
FoundingPlace examine_founding_place(const base::fs::path& data);

// Fault, saying what to do, unless the user may write there and the file system can do what a house
// needs: fsync of files and folders, locks, renames that replace nothing, hard links, permissions,
// and SQLite's write-ahead log. Tried in a folder that is removed again, inside `data` or, while
// that does not exist, in the nearest folder above it. Refuses network file systems.
void check_founding_file_system(const base::fs::path& data);

// A sentence for a file system that a house must not lie on, by statfs(2)'s type; nullptr: none.
const char* flaw_of_file_system(long type);

}  // namespace liuhen::flows
