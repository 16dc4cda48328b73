// The write-once store of records: an OCFL 1.1 storage root on a folder (docs/formats/vault.md).
//
// Promise: when keep() has returned, the object would survive a power cut, its files are read-only,
// and nothing in this program can delete or change it. Before that, nothing of it is in the root.
// A crash in between leaves at most a leftover in staging, which open() moves to quarantine.
//
// Beside the root lie `<root>-staging` (work under way) and `quarantine` (what was taken out).
// Both must be on the root's file system. One process at a time (the caller holds the folder lock);
// within it every method may be called from any thread.
//
// Errors: Fault (DiskFull when there is no space, DifferentBytes, base::Damaged).
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/digest.h"
#include "base/disk.h"
#include "base/fault.h"

namespace liuhen::vault {

namespace fs = std::filesystem;

// Other bytes are already kept under this record. Nothing was changed.
class DifferentBytes : public base::Fault {
 public:
  using Fault::Fault;
};

struct KeepOrder {
  std::string record_id;         // UUID, lower case
  fs::path staged_file;          // on the root's file system; renamed into the object
  std::string extension;         // as base::safe_extension gives it; may be empty
  std::uint64_t size_bytes = 0;  // of the staged file
  base::Digest256 sha256{};      // of the staged file, as read back from disk
  std::string record_json;       // canonical JSON: names, sm3, chunk digests …
  base::UtcTime created;
  std::string user_name;     // who deposits; not empty
  std::string user_address;  // URI
};

struct Kept {
  fs::path object_path;  // below the root
  base::Digest256 inventory_sha256{};
  // The same bytes were kept before. The staged file was not needed and still lies where it was.
  bool already_there = false;
};

struct StoredRecord {
  fs::path object_path;   // below the root
  fs::path content_file;  // absolute when the root is
  fs::path record_file;   // record.json
  std::uint64_t size_bytes = 0;
  base::Digest256 sha256{};
  std::string inventory;  // text of the root inventory
  base::Digest256 inventory_sha256{};
};

// Unfinished work of an earlier process, found and moved aside by open().
struct Leftover {
  std::string record_id;            // empty when the name does not tell
  fs::path quarantined_at;          // folder in quarantine
  std::optional<fs::path> content;  // the original in it, when it had already been moved in
};

class Vault {
 public:
  // Creates root and neighbours when absent, refuses a root of another layout, mends what a crash
  // left behind.
  static Vault open(const fs::path& root);
  Vault(Vault&&) noexcept;
  ~Vault();

  // On any fault the staged file is back at its place (or, at worst, in staging).
  Kept keep(const KeepOrder& order);
  // nullopt: no such record. Damaged: there is one, but its inventory cannot be trusted.
  std::optional<StoredRecord> find(const std::string& record_id) const;

  const std::vector<Leftover>& leftovers() const;
  // Everything in quarantine that still has its original: also what an earlier open() moved aside
  // before a second crash kept its caller from fetching it back.
  std::vector<Leftover> quarantined_originals() const;
  // False after a failed fsync: keep() refuses until a restart.
  bool healthy() const;

  // Every object's path below the root, in order of the hierarchy. Does not open inventories.
  void for_each_object(const std::function<void(const fs::path&)>& use) const;
  // The record of an object in the root; nullopt when its inventory does not tell.
  std::optional<std::string> record_id_of(const fs::path& object_path) const;

  // Moves an object out of the root, into quarantine; answers where it lies now. Never deletes.
  fs::path quarantine(const std::string& record_id, const std::string& reason);
  fs::path quarantine_object(const fs::path& object_path, const std::string& reason);

  // Removes empty folders of the hierarchy (E073); answers how many. Walks the whole root: open()
  // need not, because it knows from staging which folders a crash may have left empty.
  std::size_t remove_empty_folders();

  const fs::path& root() const;

  static fs::path object_path_of(const std::string& record_id);
  static std::string object_id_of(const std::string& record_id);  // urn:liuhen:record:<uuid>

 private:
  struct State;
  explicit Vault(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace liuhen::vault
