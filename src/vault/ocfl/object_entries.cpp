// What lies in an object root and in its version directories.
#include <algorithm>
#include <utility>

#include "base/fault.h"
#include "vault/ocfl/declaration.h"
#include "vault/ocfl/object_examination.h"
#include "vault/ocfl/paths.h"
#include "vault/ocfl/vocabulary.h"

namespace liuhen::vault::ocfl {
namespace {

constexpr std::string_view kSidecarStem = "inventory.json.";

using InodeKey = std::pair<std::uint64_t, std::uint64_t>;

void check_links_in(Examining& object, const Folder& folder, const std::string& prefix,
                    std::map<InodeKey, std::string>& seen) {
  for (const auto& [name, kind] : folder.others) {
    object.say("E090", prefix + name, "This is " + kind + "; only files and folders may be used.");
  }
  for (const auto& [name, facts] : folder.files) {
    if (facts.link_count < 2) continue;
    const auto [first, is_new] = seen.emplace(InodeKey(facts.device, facts.inode), prefix + name);
    if (is_new) continue;
    object.say("E090", prefix + name, "This is a hard link to " + in_quotes(first->second) + ".");
  }
  for (const auto& [name, child] : folder.folders) {
    check_links_in(object, child, prefix + name + "/", seen);
  }
}

void check_extensions(Examining& object, const Folder& extensions) {
  for (const auto& [name, facts] : extensions.files) {
    object.say("E067", "extensions/" + name, "The extensions directory may hold no files.");
  }
  for (const auto& [name, child] : extensions.folders) {
    if (is_registered_extension(name)) continue;
    object.say("W013", "extensions/" + name,
               "The extension " + in_quotes(name) + " is not registered.");
  }
}

void check_root_folder(Examining& object, const std::string& name, const Folder& folder) {
  if (name == "logs") return;
  if (name == "extensions") {
    check_extensions(object, folder);
    return;
  }
  if (!looks_like_version(name)) {
    object.say("E001", name, "The folder is none of those an object root may hold.");
    return;
  }
  if (!object.inventory || object.inventory->versions.empty()) return;
  if (object.inventory->find_version(name) == nullptr) {
    object.say("E046", name, "The version directory is not named in the root inventory.");
  }
}

// The digest a sidecar states; nullopt when it is not of the form "DIGEST inventory.json".
std::optional<std::string> digest_of_sidecar(std::string_view text) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  const std::size_t end = text.find_first_of(" \t");
  if (end == 0 || end == std::string_view::npos) return std::nullopt;
  const std::string_view digest = text.substr(0, end);
  const std::size_t name = text.find_first_not_of(" \t", end);
  if (name == std::string_view::npos || text.substr(name) != "inventory.json") return std::nullopt;
  const std::string lower = lower_case(digest);
  if (lower.find_first_not_of("0123456789abcdef") != std::string::npos) return std::nullopt;
  return lower;
}

void compare_sidecar(Examining& object, const std::string& path, std::string_view inventory,
                     const Algorithm& algorithm) {
  std::optional<std::string> stated;
  try {
    stated = digest_of_sidecar(read_plain_text(object.root / path, 4096));
  } catch (const base::Fault& fault) {
    object.say("E061", path, "The sidecar cannot be read: " + printable(fault.what()) + ".");
    return;
  }
  if (!stated) {
    object.say("E061", path, "The sidecar must read: digest, a blank, inventory.json.");
    return;
  }
  base::Hasher hasher(*algorithm.computed_by);
  hasher.update(inventory);
  if (base::hex_of(hasher.finish()) == *stated) return;
  object.say("E060", path, "The digest in the sidecar is not that of the inventory beside it.");
}

std::vector<std::string> sidecars_in(const Folder& folder) {
  std::vector<std::string> names;
  for (const auto& [name, facts] : folder.files) {
    if (name.starts_with(kSidecarStem)) names.push_back(name);
  }
  return names;
}

// An inventory that cannot say its algorithm: the sidecar there is tells it.
void compare_any_sidecar(Examining& object, const std::vector<std::string>& sidecars,
                         const std::string& prefix, std::string_view text) {
  if (sidecars.empty()) object.say("E058", prefix + "inventory.json", "There is no sidecar.");
  for (const std::string& name : sidecars) {
    const Algorithm* algorithm = find_algorithm(name.substr(kSidecarStem.size()));
    object.known_sidecars.insert(prefix + name);
    if (algorithm != nullptr && algorithm->computed_by) {
      compare_sidecar(object, prefix + name, text, *algorithm);
    }
  }
}

void check_content_folder(Examining& object, const Folder& folder, const std::string& path) {
  for (const auto& [name, child] : folder.folders) {
    const std::string below = path + "/" + name;
    if (child.empty()) object.say("E024", below, "The folder is empty.");
    check_content_folder(object, child, below);
  }
}

void check_version_folder(Examining& object, const std::string& version, const Folder& folder) {
  const std::string& content_name = object.inventory->content_directory;
  for (const auto& [name, child] : folder.folders) {
    if (name == content_name) continue;
    object.say("W002", version + "/" + name, "The folder is not the content directory.");
  }
  const Folder* content = folder.find_folder(content_name);
  if (content == nullptr) return;
  const std::string path = version + "/" + content_name;
  auto files = content->files_below(path + "/");
  if (files.empty()) object.say("W003", path, "The content directory holds no file.");
  check_content_folder(object, *content, path);
  object.content.merge(files);
}

// Every folder that is meant as a version, in the inventory or not.
void check_missing_content_folder(Examining& object, const Version& version, const Folder& folder) {
  const std::string path = version.name + "/" + object.inventory->content_directory;
  if (folder.find_folder(object.inventory->content_directory) != nullptr) return;
  const auto first = object.inventory->manifest.lower_bound(path + "/");
  if (first == object.inventory->manifest.end() || !first->first.starts_with(path + "/")) return;
  object.say("E016", path, "The manifest names files here, but there is no such folder.");
}

}  // namespace

void check_links(Examining& object) {
  std::map<InodeKey, std::string> seen;
  check_links_in(object, object.tree, "", seen);
}

void check_root_entries(Examining& object) {
  for (const auto& [name, facts] : object.tree.files) {
    if (is_declaration_attempt(kObjectDeclaration, name) || name == "inventory.json" ||
        object.known_sidecars.contains(name)) {
      continue;
    }
    object.say("E001", name, "The file is none of those an object root may hold.");
  }
  for (const auto& [name, folder] : object.tree.folders) check_root_folder(object, name, folder);
}

void check_sidecar(Examining& object, const Folder& folder, const std::string& prefix,
                   std::string_view text, const std::string& algorithm) {
  const std::vector<std::string> sidecars = sidecars_in(folder);
  if (algorithm.empty()) {
    compare_any_sidecar(object, sidecars, prefix, text);
    return;
  }
  const std::string wanted = std::string(kSidecarStem) + algorithm;
  if (folder.files.contains(wanted)) {
    object.known_sidecars.insert(prefix + wanted);
    compare_sidecar(object, prefix + wanted, text, *find_algorithm(algorithm));
    return;
  }
  object.say("E058", prefix + "inventory.json", "There is no sidecar " + wanted + ".");
  for (const std::string& name : sidecars) {
    object.known_sidecars.insert(prefix + name);
    object.say("E059", prefix + name,
               "The sidecar is not named after the digestAlgorithm " + algorithm + ".");
  }
}

void check_version_folders(Examining& object) {
  for (const Version& version : object.inventory->versions) {
    const Folder* folder = object.tree.find_folder(version.name);
    if (folder == nullptr) {
      object.say("E046", version.name, "The version directory of the inventory does not exist.");
      continue;
    }
    check_version_folder(object, version.name, *folder);
    check_missing_content_folder(object, version, *folder);
  }
}

}  // namespace liuhen::vault::ocfl
