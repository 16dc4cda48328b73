#include "vault/stored.h"

#include "vault/inventory_text.h"
#include "vault/ocfl/inventory.h"
#include "vault/ocfl/tree.h"

namespace liuhen::vault {
namespace {

using ocfl::Inventory;

[[noreturn]] void throw_damaged(const fs::path& object, const std::string& why) {
  throw base::Damaged("the vault object " + object.string() + " is damaged: " + why +
                      "; run liuhen verify and restore the object from a replica");
}

// The content path of a logical name in the newest version.
std::string content_path_of(const fs::path& object, const Inventory& inventory,
                            const std::string& digest) {
  for (const auto& [path, its_digest] : inventory.manifest) {
    if (its_digest == digest) return path;
  }
  throw_damaged(object, "the inventory names no file for a digest");
}

void locate(const fs::path& object, const Inventory& inventory, StoredRecord& record) {
  for (const auto& [name, digest] : inventory.versions.back().state) {
    if (name == "record.json") {
      record.record_file = object / content_path_of(object, inventory, digest);
    } else if (is_original_name(name)) {
      record.content_file = object / content_path_of(object, inventory, digest);
      record.sha256 = base::digest_of_hex(digest).value_or(base::Digest256{});
    }
  }
  if (record.content_file.empty() || record.record_file.empty()) {
    throw_damaged(object, "the inventory lacks the original or record.json");
  }
}

}  // namespace

bool is_original_name(std::string_view logical_name) {
  return logical_name == "original" || logical_name.starts_with("original.");
}

std::optional<StoredRecord> find_stored(const fs::path& root, const fs::path& object_path) {
  const fs::path object = root / object_path;
  const auto text = base::find_file(object / "inventory.json", ocfl::kInventoryBytesMax);
  if (!text) {
    if (fs::exists(object)) throw_damaged(object, "it has no inventory.json");
    return std::nullopt;
  }
  StoredRecord record;
  record.object_path = object_path;
  record.inventory = std::string(base::as_text(*text));
  record.inventory_sha256 = base::sha256_of(record.inventory);
  const auto sidecar = base::find_file(object / "inventory.json.sha256", 4096);
  if (!sidecar || base::as_text(*sidecar) != sidecar_text(record.inventory_sha256)) {
    throw_damaged(object, "the inventory does not match its sidecar");
  }
  ocfl::Problems problems;
  const auto inventory = ocfl::read_inventory(record.inventory, "inventory.json", "1.1", problems);
  if (!inventory || !inventory->is_sound || inventory->digest_algorithm != "sha256") {
    throw_damaged(object, "the inventory is not valid");
  }
  locate(object, *inventory, record);
  record.size_bytes = ocfl::open_plain_file(record.content_file).size_bytes();
  return record;
}

std::optional<std::string> find_object_id(const fs::path& object) {
  try {
    ocfl::Problems problems;
    const auto inventory = ocfl::read_inventory(
        ocfl::read_plain_text(object / "inventory.json", ocfl::kInventoryBytesMax),
        "inventory.json", "1.1", problems);
    if (!inventory || inventory->id.empty()) return std::nullopt;
    return inventory->id;
  } catch (const base::Fault&) {
    return std::nullopt;
  }
}

std::optional<fs::path> find_original(const fs::path& object) {
  std::error_code absent;
  const fs::path content = object / "v1" / "content";
  if (!fs::is_directory(content, absent)) return std::nullopt;
  for (const auto& [name, facts] : ocfl::list_folder(content).files) {
    if (is_original_name(name)) return content / name;
  }
  return std::nullopt;
}

}  // namespace liuhen::vault
