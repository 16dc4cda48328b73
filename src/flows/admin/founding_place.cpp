#include "flows/admin/founding_place.h"

#include <linux/magic.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <string_view>

#include "base/clock.h"
#include "base/fault.h"
#include "catalog/catalog.h"
#include "catalog/entry_queries.h"
#include "catalog/private_store.h"
#include "flows/admin/house_traces.h"
#include "ledger/keys.h"
#include "ledger/log_reader.h"

namespace liuhen::flows {
namespace {

namespace fs = base::fs;
using base::Fault;

constexpr std::string_view kProbePrefix = ".liuhen-probe-";

bool is_empty_below(const fs::path& folder) {
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_directory()) return false;
  }
  return true;
}

// What founding leaves when it ends before house.json, what a mount point holds by itself, and
// what a check of the file system that was killed has left.
bool may_lie_there(const fs::directory_entry& entry) {
  const std::string name = entry.path().filename().string();
  if (name == "vault") return entry.is_directory() && is_empty_below(entry.path());
  return name == "keys" || name == "keys-making" || name == "lock" || name == "lost+found" ||
         name.starts_with(".tmp-") || name.starts_with(kProbePrefix);
}

bool is_part_of_a_house(const std::string& name) {
  return name == "log" || name == "vault" || name == "cache" || name.starts_with("catalog") ||
         name.starts_with("private.db");
}

void refuse_what_lies_there(const fs::path& data) {
  for (const auto& entry : fs::directory_iterator(data)) {
    if (may_lie_there(entry)) continue;
    const std::string name = entry.path().filename().string();
    if (is_part_of_a_house(name)) {
      throw Fault("the folder " + data.string() + " holds '" + name +
                  "' of a house, but not its house.json; bring that back from a backup, or choose "
                  "another folder");
    }
    throw Fault("the folder " + data.string() + " is not empty (it holds '" + name +
                "'); choose an empty or a new folder");
  }
}

std::string origin_of_keys(const HouseFolders& folders) try {
  return ledger::CheckpointKeys::load(folders.keys()).name();
} catch (const Fault& fault) {
  throw Fault(std::string(fault.what()) + "; or choose another folder for the new house");
}

bool log_has_entries(const HouseFolders& folders) {
  if (!fs::exists(folders.log())) return false;
  const auto latest = ledger::LogReader(folders.log()).latest();
  return latest && latest->checkpoint.size > 0;
}

bool catalog_has_entries(const HouseFolders& folders) {
  if (!fs::exists(folders.catalog())) return false;
  auto catalog = catalog::Catalog::open(folders.catalog());
  auto lease = catalog.read();
  return catalog::count_entries(lease) > 0;
}

bool has_passwords(const HouseFolders& folders) {
  if (!fs::exists(folders.private_store())) return false;
  const base::SystemClock clock;
  return catalog::PrivateStore::open(folders.private_store(), clock).has_any_password();
}

// Of a house with entries in its log or its catalog.
[[noreturn]] void refuse_standing_house(const HouseFolders& folders) {
  const std::string data = folders.root.string();
  const std::string stands = "there is a house in " + data + " already";
  const std::string other = "or choose another folder for a new one";
  if (!fs::exists(folders.catalog())) {
    throw Fault(stands + ", but its catalog is missing; bring it back from a backup, or make it " +
                "again with 'liuhen rebuild --data " + data + "', " + other);
  }
  if (!ledger::LogReader(folders.log()).latest()) {
    throw Fault(stands + ", but its log is missing; bring it back from a backup, " + other);
  }
  throw Fault(stands + "; start it with 'liuhen serve --data " + data + "', " + other);
}

// Log and catalog hold no entry. Passwords alone are no proof while both are there: they are set
// just before the first entries, so a founding may have been cut short in between.
void refuse_lost_house(const HouseFolders& folders, bool both_are_there) {
  if (const auto trace = find_trace_of_records(folders)) {
    throw Fault(sentence_of_lost_house(folders, *trace));
  }
  if (!both_are_there && has_passwords(folders)) {
    throw Fault(sentence_of_lost_house(folders, "private.db"));
  }
}

// Of a house that was founded, but may have no people yet. A house that runs stands, so its log is
// asked before its lock.
HouseSettings settings_of_begun_house(const HouseFolders& folders) {
  const HouseSettings settings = get_settings(folders);
  if (log_has_entries(folders)) refuse_standing_house(folders);
  const base::FolderLock lock(folders.root);
  const bool both_are_there =
      fs::exists(folders.catalog()) && ledger::LogReader(folders.log()).latest();
  if (catalog_has_entries(folders)) refuse_standing_house(folders);
  refuse_lost_house(folders, both_are_there);
  return settings;
}

fs::path nearest_folder(const fs::path& data) {
  fs::path folder = fs::absolute(data).lexically_normal();
  while (!fs::exists(folder) && folder.has_relative_path()) folder = folder.parent_path();
  return folder;
}

// Everything that a house asks of its file system, once.
void try_out(const fs::path& probe) {
  base::make_directories_durably(probe);
  {
    const base::FolderLock lock(probe);
    base::write_file_durably(probe / "one", std::string_view("probe"), 0600);
    if (!base::rename_if_absent(probe / "one", probe / "two")) throw Fault("renaming failed");
    fs::create_hard_link(probe / "two", probe / "three");
    fs::permissions(probe / "two", fs::perms::owner_read);
    if (fs::status(probe / "two").permissions() != fs::perms::owner_read) {
      throw Fault("it does not keep the permissions of files, so private keys could be read");
    }
    const auto catalog = catalog::Catalog::open(probe / "catalog.db");
  }
  fs::remove_all(probe);
}

}  // namespace

FoundingPlace examine_founding_place(const fs::path& data) {
  const HouseFolders folders{fs::absolute(data)};
  if (!fs::exists(folders.root)) return {};
  if (!fs::is_directory(folders.root)) {
    throw Fault(data.string() + " is a file, not a folder; choose another name");
  }
  if (fs::exists(folders.settings())) {
    const HouseSettings settings = settings_of_begun_house(folders);
    return {settings.origin, settings};
  }
  refuse_what_lies_there(folders.root);
  if (!fs::exists(folders.keys())) return {};
  return {origin_of_keys(folders), std::nullopt};
}

const char* flaw_of_file_system(long type) {
  static constexpr long kCifs = 0xFF534D42;
  static constexpr long kSmb2 = 0xFE534D42;
  switch (type) {
    case NFS_SUPER_MAGIC:
      return "it lies on NFS";
    case SMB_SUPER_MAGIC:
    case kCifs:
    case kSmb2:
      return "it lies on a share of the network (SMB)";
    case MSDOS_SUPER_MAGIC:
      return "it lies on FAT, which keeps no permissions";
    default:
      return nullptr;
  }
}

void check_founding_file_system(const fs::path& data) {
  const fs::path folder = nearest_folder(data);
  const fs::path probe = folder / (std::string(kProbePrefix) + std::to_string(::getpid()));
  std::string flaw;
  try {
    struct statfs facts {};
    if (::statfs(folder.c_str(), &facts) != 0) base::throw_errno("statfs " + folder.string());
    const char* known = flaw_of_file_system(static_cast<long>(facts.f_type));
    if (known != nullptr) throw Fault(known);
    try_out(probe);
  } catch (const std::exception& fault) {
    flaw = fault.what();
  }
  if (flaw.empty()) return;
  std::error_code ignored;
  fs::remove_all(probe, ignored);
  throw Fault("a house cannot be founded in " + data.string() + ": " + flaw +
              "; choose a folder on a local disk (ext4 or XFS) where the server's user may write");
}

}  // namespace liuhen::flows
