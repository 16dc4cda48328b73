#include "flows/admin/house_traces.h"

namespace liuhen::flows {
namespace {

namespace fs = base::fs;

bool holds_a_file(const fs::path& folder) {
  if (!fs::exists(folder)) return false;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_directory()) return true;
  }
  return false;
}

// A root without objects holds its own two files and perhaps `extensions`.
bool holds_an_object(const fs::path& root) {
  if (!fs::exists(root)) return false;
  for (const auto& entry : fs::directory_iterator(root)) {
    if (!entry.is_directory() || entry.path().filename() == "extensions") continue;
    if (holds_a_file(entry.path())) return true;
  }
  return false;
}

}  // namespace

std::optional<std::string> find_trace_of_records(const HouseFolders& folders) {
  if (holds_an_object(folders.vault())) return "vault/ocfl";
  const fs::path beside = folders.vault().parent_path();
  for (const char* name : {"ocfl-staging", "quarantine", "uploads"}) {
    if (holds_a_file(beside / name)) return std::string("vault/") + name;
  }
  return std::nullopt;
}

std::string sentence_of_lost_house(const HouseFolders& folders, const std::string& trace) {
  return "the folder " + folders.root.string() + " is that of a house in use ('" + trace +
         "' holds what was entered there), but its log and its catalog hold no entry; bring "
         "'log' and 'catalog.db' back from a backup, then run 'liuhen rebuild --data " +
         folders.root.string() + "'; or choose another folder for a new house";
}

}  // namespace liuhen::flows
