#include "vault/vault.h"

#include <sys/stat.h>

#include <atomic>
#include <mutex>
#include <shared_mutex>

#include "base/check.h"
#include "base/log.h"
#include "base/random.h"
#include "vault/hierarchy.h"
#include "vault/ocfl/layout.h"
#include "vault/ocfl/tree.h"
#include "vault/seed.h"
#include "vault/staging.h"
#include "vault/stored.h"

namespace liuhen::vault {
namespace {

constexpr std::string_view kIdStem = "urn:liuhen:record:";

dev_t device_of(const fs::path& path) {
  struct stat facts {};
  if (::stat(path.c_str(), &facts) != 0) base::throw_errno("cannot stat " + path.string());
  return facts.st_dev;
}

void check_order(const KeepOrder& order) {
  CHECK(base::is_uuid(order.record_id));
  CHECK(order.extension.empty() || base::safe_extension("x." + order.extension) == order.extension);
  CHECK(!order.user_name.empty());
}

}  // namespace

struct Vault::State {
  fs::path root, staging, quarantine;
  std::vector<Leftover> leftovers;
  // Shared: creating folders of the hierarchy and renaming an object into them. Alone: removing
  // empty ones, which must not happen between the two.
  std::shared_mutex hierarchy;
  // After a failed fsync nobody knows what the disk holds; nothing more is kept until a restart.
  std::atomic<bool> is_halted{false};

  void take_aside_leftovers();
  Leftover take_aside(const std::string& name);
  fs::path new_quarantine_place(const std::string& name, const std::string& reason);
  std::optional<Kept> already_kept(const KeepOrder& order);
  bool move_in(const StagedObject& staged, const fs::path& object_path);
  void put_in_place(StagedObject& staged, const fs::path& object_path, bool& is_new);
  void tidy_parents(const fs::path& object_path);
  void try_tidy_parents(const fs::path& object_path);
};

Vault::Vault(std::unique_ptr<State> state) : state_(std::move(state)) {}
Vault::Vault(Vault&&) noexcept = default;
Vault::~Vault() = default;

const fs::path& Vault::root() const { return state_->root; }
const std::vector<Leftover>& Vault::leftovers() const { return state_->leftovers; }
bool Vault::healthy() const { return !state_->is_halted; }

std::vector<Leftover> Vault::quarantined_originals() const {
  std::vector<Leftover> out;
  for (const auto& [name, folder] : ocfl::list_folder(state_->quarantine).folders) {
    const fs::path place = state_->quarantine / name;
    auto content = find_original(place / "object");
    if (content) out.push_back({record_id_of_staging_name(name), place, std::move(content)});
  }
  return out;
}

std::string Vault::object_id_of(const std::string& record_id) {
  return std::string(kIdStem) + record_id;
}

fs::path Vault::object_path_of(const std::string& record_id) {
  return ocfl::hashed_tuple_path({}, object_id_of(record_id));
}

Vault Vault::open(const fs::path& root) {
  auto state = std::make_unique<State>();
  fs::path clean = root.lexically_normal();
  if (!clean.has_filename()) clean = clean.parent_path();  // "vault/"
  state->root = clean;
  state->staging = clean.parent_path() / (clean.filename().string() + "-staging");
  state->quarantine = clean.parent_path() / "quarantine";
  for (const fs::path& folder : {state->root, state->staging, state->quarantine}) {
    base::make_directories_durably(folder);
    if (device_of(folder) == device_of(clean)) continue;
    throw base::Fault("the folder " + folder.string() +
                      " is on another file system than the vault " + clean.string() +
                      "; both must be on one");
  }
  prepare_root(clean);
  state->take_aside_leftovers();
  return Vault(std::move(state));
}

void Vault::State::take_aside_leftovers() {
  const ocfl::Folder found = ocfl::list_folder(staging);
  for (const auto& [name, folder] : found.folders) leftovers.push_back(take_aside(name));
}

Leftover Vault::State::take_aside(const std::string& name) {
  Leftover leftover;
  leftover.record_id = record_id_of_staging_name(name);
  // First the folders it may have made in the root: as long as the leftover is in staging, they are
  // known, and a crash here repeats this.
  const fs::path object_path = object_path_of_staging_name(name);
  if (!object_path.empty()) tidy_parents(object_path);
  leftover.quarantined_at =
      new_quarantine_place(name, "Unfinished when the server was last stopped.");
  base::rename_over(staging / name, leftover.quarantined_at / "object");
  base::sync_directory(leftover.quarantined_at);
  base::sync_directory(staging);
  leftover.content = find_original(leftover.quarantined_at / "object");
  base::log_line(base::LogLevel::warning, "vault.leftover",
                 {{"record", leftover.record_id}, {"at", leftover.quarantined_at.string()}});
  return leftover;
}

// `<quarantine>/<name>` with reason.txt in it, durable; the object is renamed in afterwards.
fs::path Vault::State::new_quarantine_place(const std::string& name, const std::string& reason) {
  const fs::path place = quarantine / (name + "." + base::hex_of(base::random_bytes(4)));
  base::make_directories_durably(place);
  base::write_file_durably(place / "reason.txt", reason + "\n", 0444);
  return place;
}

void Vault::State::tidy_parents(const fs::path& object_path) {
  const std::unique_lock alone(hierarchy);
  remove_empty_parents(root, object_path);
}

// While another fault is on its way: an empty folder that stays is mended by the next open().
void Vault::State::try_tidy_parents(const fs::path& object_path) {
  try {
    tidy_parents(object_path);
  } catch (const base::Fault& fault) {
    base::log_line(base::LogLevel::warning, "vault.empty_folders_left", {{"why", fault.what()}});
  }
}

std::optional<Kept> Vault::State::already_kept(const KeepOrder& order) {
  const fs::path object_path = object_path_of(order.record_id);
  const auto stored = find_stored(root, object_path);
  if (!stored) return std::nullopt;
  if (stored->sha256 != order.sha256 || stored->size_bytes != order.size_bytes) {
    throw DifferentBytes("the record " + order.record_id +
                         " is already kept with other bytes; deposit these as a new record");
  }
  // A process that died between its rename and its fsync may have left the name in memory only.
  sync_parents(root, object_path);
  return Kept{object_path, stored->inventory_sha256, true};
}

bool Vault::State::move_in(const StagedObject& staged, const fs::path& object_path) {
  const std::shared_lock shared(hierarchy);
  make_parents(root, object_path);
  if (!base::rename_if_absent(staged.folder(), root / object_path)) return false;
  try {
    sync_parents(root, object_path);
    base::sync_directory(staging);
  } catch (const base::Fault& fault) {
    // In place, but perhaps in memory only: even a full disk is no reason to go on.
    throw NotConfirmed(fault.what());
  }
  return true;
}

void Vault::State::put_in_place(StagedObject& staged, const fs::path& object_path, bool& is_new) {
  try {
    staged.build();
    is_new = move_in(staged, object_path);
  } catch (const base::Fault& fault) {
    if (dynamic_cast<const NotConfirmed*>(&fault) != nullptr) is_halted = true;
    // The object may be in place although its fsync failed; then there is nothing to put back.
    if (!fs::exists(staged.folder())) staged.release();
    try_tidy_parents(object_path);
    throw;
  }
  if (is_new) staged.release();
}

Kept Vault::keep(const KeepOrder& order) {
  check_order(order);
  if (state_->is_halted) {
    throw base::Fault(
        "the vault has stopped after the disk failed to confirm a write; check the "
        "disk and restart the server");
  }
  if (auto kept = state_->already_kept(order)) return *kept;
  const fs::path object_path = object_path_of(order.record_id);
  bool is_new = false;
  {
    StagedObject staged(state_->staging, order);
    state_->put_in_place(staged, object_path, is_new);
    if (is_new) return {object_path, staged.inventory_sha256(), false};
  }
  // Another thread kept the same record meanwhile.
  auto kept = state_->already_kept(order);
  if (kept) return *kept;
  throw base::Fault("the vault's folder " + (state_->root / object_path).string() +
                    " exists, but holds no object; run liuhen verify");
}

std::optional<StoredRecord> Vault::find(const std::string& record_id) const {
  if (!base::is_uuid(record_id)) return std::nullopt;
  return find_stored(state_->root, object_path_of(record_id));
}

void Vault::for_each_object(const std::function<void(const fs::path&)>& use) const {
  walk_objects(state_->root, use);
}

std::optional<std::string> Vault::record_id_of(const fs::path& object_path) const {
  const auto id = find_object_id(state_->root / object_path);
  if (!id || !id->starts_with(kIdStem)) return std::nullopt;
  const std::string record_id = id->substr(kIdStem.size());
  if (!base::is_uuid(record_id)) return std::nullopt;
  return record_id;
}

fs::path Vault::quarantine(const std::string& record_id, const std::string& reason) {
  CHECK(base::is_uuid(record_id));
  return quarantine_object(object_path_of(record_id), reason);
}

// By way of staging, so that a crash is mended by open() like any other.
fs::path Vault::quarantine_object(const fs::path& object_path, const std::string& reason) {
  if (!fs::is_directory(state_->root / object_path)) {
    throw base::Fault("the vault has no object at " + object_path.string());
  }
  const std::string name = record_id_of(object_path).value_or(object_path.filename().string());
  const fs::path place = state_->new_quarantine_place(name, reason);
  const fs::path passing = state_->staging / (name + ".out" + base::hex_of(base::random_bytes(4)));
  if (!base::rename_if_absent(state_->root / object_path, passing)) {
    throw base::Fault("the folder " + passing.string() + " exists already; try again");
  }
  base::sync_directory(state_->staging);
  base::sync_directory((state_->root / object_path).parent_path());
  state_->tidy_parents(object_path);
  base::rename_over(passing, place / "object");
  base::sync_directory(place);
  base::sync_directory(state_->staging);
  base::log_line(base::LogLevel::warning, "vault.quarantined",
                 {{"object", object_path.string()}, {"at", place.string()}});
  return place;
}

std::size_t Vault::remove_empty_folders() {
  const std::unique_lock alone(state_->hierarchy);
  return remove_all_empty_folders(state_->root);
}

}  // namespace liuhen::vault
