#include "vault/ocfl/object.h"

#include "base/fault.h"
#include "vault/ocfl/declaration.h"
#include "vault/ocfl/object_examination.h"
#include "vault/ocfl/paths.h"
#include "vault/ocfl/vocabulary.h"

namespace liuhen::vault::ocfl {
namespace {

void check_root_inventory(Examining& object) {
  if (!object.tree.files.contains("inventory.json")) {
    object.say("E063", ".", "The object root has no inventory.json.");
    for (const auto& [name, facts] : object.tree.files) {
      if (lower_case(name) == "inventory.json" || name == "inventory.jsonld") {
        object.say("E034", name, "The inventory must be named inventory.json.");
        object.known_sidecars.insert(name);
      }
    }
    return;
  }
  const std::optional<std::string> text = inventory_text(object, "inventory.json");
  if (!text) return;
  object.root_text = *text;
  object.inventory = read_inventory(*text, "inventory.json", object.spec_version, object.problems);
  check_sidecar(object, object.tree, "", *text,
                object.inventory ? object.inventory->digest_algorithm : "");
  if (!object.inventory) return;
  const std::string& type_version = object.inventory->spec_version;
  if (!type_version.empty() && type_version != object.spec_version) {
    object.say("E038", "inventory.json",
               "The type is of OCFL " + type_version + ", but the object declares " +
                   object.spec_version + ".");
  }
}

void examine(Examining& object) {
  object.tree = read_folder(object.root);
  check_links(object);
  object.spec_version =
      check_declarations(kObjectDeclaration, object.root, object.tree, object.problems);
  check_root_inventory(object);
  check_root_entries(object);
  if (!object.inventory) return;
  check_version_folders(object);
  check_version_inventories(object);
  check_content(object);
}

}  // namespace

std::optional<std::string> inventory_text(Examining& object, const std::string& path) {
  try {
    return read_plain_text(object.root / path, kInventoryBytesMax);
  } catch (const base::Fault& fault) {
    object.say("E033", path, "The inventory cannot be read: " + printable(fault.what()) + ".");
    return std::nullopt;
  }
}

ObjectExamination examine_object(const fs::path& object_root, const std::string& shown_path,
                                 const ReadWatch& watch) {
  Examining object{object_root, watch};
  object.problems = Problems(shown_path);
  try {
    examine(object);
  } catch (const base::Fault& fault) {
    object.say("X001", ".", "A part cannot be read: " + printable(fault.what()) + ".");
  }
  ObjectExamination result;
  result.spec_version = object.spec_version;
  if (!object.root_text.empty()) result.inventory_sha256 = base::sha256_of(object.root_text);
  for (const auto& [path, facts] : object.content) result.content_bytes += facts.size_bytes;
  result.inventory = std::move(object.inventory);
  result.damaged_files = std::move(object.damaged_files);
  result.problems = object.problems.take();
  result.stopped = object.stopped;
  return result;
}

}  // namespace liuhen::vault::ocfl
