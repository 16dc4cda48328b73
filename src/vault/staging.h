// An object while it is being put together, in a folder outside the storage root.
#pragma once

#include <string>

#include "vault/vault.h"

namespace liuhen::vault {

// fsync failed: nobody knows what the disk holds. The vault keeps nothing more until a restart.
class NotConfirmed : public base::Fault {
 public:
  using Fault::Fault;
};

// Runs a step that syncs. DiskFull passes; any other fault becomes NotConfirmed.
template <class Sync>
void confirmed(const Sync& sync) {
  try {
    sync();
  } catch (const base::DiskFull&) {
    throw;
  } catch (const base::Fault& fault) {
    throw NotConfirmed(fault.what());
  }
}

// Durable when build() has returned: files fsynced and read-only, folders fsynced from the bottom
// up, the name in the staging folder too. Unless released, the destructor puts the staged file back
// and takes the rest away again.
class StagedObject {
 public:
  // The folder is `<staging>/<record id>.<random>`: its name tells open() what was under way.
  StagedObject(const fs::path& staging, const KeepOrder& order);
  StagedObject(const StagedObject&) = delete;
  StagedObject& operator=(const StagedObject&) = delete;
  ~StagedObject();

  void build();
  const fs::path& folder() const { return folder_; }
  const base::Digest256& inventory_sha256() const { return inventory_sha256_; }
  // The folder has been renamed to its final place.
  void release() { released_ = true; }

 private:
  std::vector<base::File> write_small_files();
  base::File take_in_original();
  fs::path original() const;

  const KeepOrder& order_;
  fs::path folder_;
  base::Digest256 inventory_sha256_{};
  bool original_is_in_ = false;
  bool released_ = false;
};

std::string record_id_of_staging_name(const std::string& name);  // empty when it tells none
// Where the object of a folder in staging belongs, below the root; empty when the name tells none.
fs::path object_path_of_staging_name(const std::string& name);

}  // namespace liuhen::vault
