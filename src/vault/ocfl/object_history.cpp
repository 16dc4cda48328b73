// The inventories of the version directories, against the root inventory and one another.
#include <algorithm>

#include "vault/ocfl/object_examination.h"
#include "vault/ocfl/paths.h"

namespace liuhen::vault::ocfl {
namespace {

struct Prior {
  std::string version;  // "v1"
  Inventory inventory;

  std::string path() const { return version + "/inventory.json"; }
};

// logical path → the content paths its digest stands for
std::map<std::string, std::set<std::string>> content_of_state(const Inventory& inventory,
                                                              const Version& version) {
  std::map<std::string, std::set<std::string>> by_digest;
  for (const auto& [path, digest] : inventory.manifest) by_digest[digest].insert(path);
  std::map<std::string, std::set<std::string>> out;
  for (const auto& [path, digest] : version.state) out[path] = by_digest[digest];
  return out;
}

void check_identity(Examining& object, const Prior& prior) {
  const Inventory& root = *object.inventory;
  if (!prior.inventory.id.empty() && !root.id.empty() && prior.inventory.id != root.id) {
    object.say("E037", prior.path(),
               "The id " + in_quotes(prior.inventory.id) + " is not that of the root inventory.");
    object.say("E110", prior.path(), "The id has changed between versions.");
  }
  if (!prior.inventory.head.empty() && prior.inventory.head != prior.version &&
      prior.inventory.find_version(prior.inventory.head) != nullptr) {
    object.say("E040", prior.path(),
               "The head is " + in_quotes(prior.inventory.head) + ", but the inventory lies in " +
                   prior.version + ".");
  }
}

// A prior state and the current one must lead to the same bytes. With one algorithm the digests
// tell; with two, the content paths do: later versions may have added copies, never taken any away.
bool is_same_state(const Inventory& prior, const Version& then, const Inventory& root,
                   const Version& now) {
  if (prior.digest_algorithm == root.digest_algorithm && then.state != now.state) return false;
  const auto before = content_of_state(prior, then), after = content_of_state(root, now);
  if (before.size() != after.size()) return false;
  return std::equal(before.begin(), before.end(), after.begin(), [](const auto& a, const auto& b) {
    return a.first == b.first &&
           std::includes(b.second.begin(), b.second.end(), a.second.begin(), a.second.end());
  });
}

void check_version_block(Examining& object, const Prior& prior, const Version& then) {
  const Version* now = object.inventory->find_version(then.name);
  if (now == nullptr) {
    object.say("E066", prior.path(), "The version " + then.name + " is not in the root inventory.");
    return;
  }
  if (!is_same_state(prior.inventory, then, *object.inventory, *now)) {
    object.say("E066", prior.path(),
               "The state of version " + then.name + " is not that of the root inventory.");
  }
  if (then.created != now->created || then.message != now->message || then.user != now->user) {
    object.say("W011", prior.path(),
               "The created, message or user of version " + then.name +
                   " is not that of the root inventory.");
  }
}

// Every content file of this and earlier versions must be in this version's manifest.
void check_completeness(Examining& object, const Prior& prior, std::uint32_t number) {
  for (const auto& [path, facts] : object.content) {
    const auto name = version_name_of(path.substr(0, path.find('/')));
    if (!name || name->number > number || prior.inventory.manifest.contains(path)) continue;
    if (!object.inventory->manifest.contains(path)) continue;  // said once, for the root
    object.say("E023", prior.path(),
               "The content file " + in_quotes(path) + " is missing from the manifest.");
  }
}

void check_prior(Examining& object, const Prior& prior, std::uint32_t number) {
  check_identity(object, prior);
  note_claims(object, prior.inventory, prior.path());
  if (!prior.inventory.is_sound || !object.inventory->is_sound) return;
  for (const Version& then : prior.inventory.versions) check_version_block(object, prior, then);
  check_completeness(object, prior, number);
}

void check_stray_files(Examining& object, const std::string& version, const Folder& folder,
                       bool has_inventory) {
  for (const auto& [name, facts] : folder.files) {
    if (has_inventory && name == "inventory.json") continue;
    if (object.known_sidecars.contains(version + "/" + name)) continue;
    object.say("E015", version + "/" + name,
               "A version directory's only files are the inventory and its sidecar.");
  }
}

std::optional<Inventory> read_version_inventory(Examining& object, const Version& version,
                                                const Folder& folder, bool is_newest) {
  const std::string path = version.name + "/inventory.json";
  const std::optional<std::string> text = inventory_text(object, path);
  if (!text) return std::nullopt;
  if (is_newest) {
    if (*text != object.root_text) {
      object.say("E064", path, "The inventory differs from the one in the object root.");
    }
    check_sidecar(object, folder, version.name + "/", *text, object.inventory->digest_algorithm);
    return *object.inventory;
  }
  auto inventory = read_inventory(*text, path, object.spec_version, object.problems);
  check_sidecar(object, folder, version.name + "/", *text,
                inventory ? inventory->digest_algorithm : "");
  return inventory;
}

void check_spec_order(Examining& object, const std::string& version, std::string& newest,
                      const Inventory& inventory) {
  if (inventory.spec_version.empty()) return;
  if (inventory.spec_version < newest) {
    object.say("E103", version + "/inventory.json",
               "The inventory is of OCFL " + inventory.spec_version +
                   ", below an earlier version's " + newest + ".");
  }
  newest = std::max(newest, inventory.spec_version);
}

void check_content_directory(Examining& object, const std::string& version, bool is_first,
                             const Inventory& inventory) {
  const Inventory& root = *object.inventory;
  if (inventory.content_directory == root.content_directory) return;
  const bool set_late = is_first && !inventory.content_directory_set && root.content_directory_set;
  object.say(set_late ? "E019" : "E020", version + "/inventory.json",
             "The contentDirectory is " + in_quotes(inventory.content_directory) +
                 ", in the root inventory " + in_quotes(root.content_directory) + ".");
}

}  // namespace

void check_version_inventories(Examining& object) {
  const std::vector<Version>& versions = object.inventory->versions;
  std::string newest_spec;
  for (const Version& version : versions) {
    const Folder* folder = object.tree.find_folder(version.name);
    if (folder == nullptr) continue;
    const bool has_inventory = folder->files.contains("inventory.json");
    if (!has_inventory) {
      object.say("W010", version.name, "The version directory has no inventory.");
    } else {
      const bool is_newest = &version == &versions.back();
      auto inventory = read_version_inventory(object, version, *folder, is_newest);
      if (inventory) {
        check_spec_order(object, version.name, newest_spec, *inventory);
        check_content_directory(object, version.name, version.number == 1, *inventory);
        if (!is_newest) check_prior(object, {version.name, std::move(*inventory)}, version.number);
      }
    }
    check_stray_files(object, version.name, *folder, has_inventory);
  }
}

}  // namespace liuhen::vault::ocfl
