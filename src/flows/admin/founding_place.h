// Whether a house can be founded in a folder: asked before the first question is put to a person,
// and again when founding begins. Records, log, keys and settings are only looked at. In the folder
// of a house that was begun the file `lock` is made when absent, and the tables of a catalog or a
// private.db without people are brought up to this program's, as when such a house is opened.
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

// Begun is a house with house.json, but no entry in log or catalog, no object in the vault, nothing
// in its staging or quarantine, no upload, and no passwords (but those of a founding that was cut
// short just before its first entries: log and catalog are there then, both empty).
// Fault, saying what to do: there is a house already, or parts of one, or one that has lost its log
// or its catalog; other things lie there; it is no folder; its keys cannot be read. AlreadyRunning
// when a server or another `init` works there.
FoundingPlace examine_founding_place(const base::fs::path& data);

// Fault, saying what to do, unless the user may write there and the file system can do what a house
// needs: fsync of files and folders, locks, renames that replace nothing, hard links, permissions,
// and SQLite's write-ahead log. Tried in a folder that is removed again, inside `data` or, while
// that does not exist, in the nearest folder above it. Refuses network file systems.
void check_founding_file_system(const base::fs::path& data);

// A sentence for a file system that a house must not lie on, by statfs(2)'s type; nullptr: none.
const char* flaw_of_file_system(long type);

}  // namespace liuhen::flows
