// Every content file against every digest an inventory states of it, each file read once.
#include "base/fault.h"
#include "vault/ocfl/object_examination.h"
#include "vault/ocfl/vocabulary.h"

namespace liuhen::vault::ocfl {
namespace {

void check_file(Examining& object, const std::string& path, const std::vector<Claim>& claims) {
  std::set<std::string> algorithms;
  for (const Claim& claim : claims) algorithms.insert(claim.algorithm);
  std::optional<Digests> digests;
  try {
    digests = digests_of_file(object.root / path, algorithms, object.watch);
  } catch (const base::Fault& fault) {
    object.say("E092", path, "The file cannot be read: " + printable(fault.what()) + ".");
    object.damaged_files.push_back(path);
    return;
  }
  if (!digests) {
    object.stopped = true;
    return;
  }
  bool is_damaged = false;
  for (const Claim& claim : claims) {
    const auto found = digests->find(claim.algorithm);
    if (found == digests->end() || found->second == claim.digest) continue;
    object.say(claim.code, path,
               "The " + claim.algorithm + " of the file is " + found->second.substr(0, 16) +
                   "…, but " + claim.where + " states " + claim.digest.substr(0, 16) + "….");
    is_damaged = true;
  }
  if (is_damaged) object.damaged_files.push_back(path);
}

void check_missing(Examining& object, const std::string& path, const std::vector<Claim>& claims) {
  std::set<std::string_view> said;
  for (const Claim& claim : claims) {
    if (!said.insert(claim.code).second) continue;
    object.say(claim.code, path, "The file does not exist, but " + claim.where + " names it.");
  }
}

}  // namespace

void note_claims(Examining& object, const Inventory& inventory, const std::string& where) {
  const auto note = [&](const std::string& path, Claim claim) {
    // What a broken inventory says of files that are not there is part of its breakage.
    const bool is_sound = inventory.is_sound && object.inventory->is_sound;
    if (!is_sound && !object.content.contains(path)) return;
    object.claims[path].push_back(std::move(claim));
  };
  for (const auto& [path, digest] : inventory.manifest) {
    if (inventory.digest_algorithm.empty()) break;
    note(path, {inventory.digest_algorithm, digest, where, "E092"});
  }
  for (const FixityClaim& claim : inventory.fixity) {
    note(claim.content_path, {claim.algorithm, claim.digest, where, "E093"});
  }
}

void check_content(Examining& object) {
  note_claims(object, *object.inventory, "inventory.json");
  for (const auto& [path, facts] : object.content) {
    if (object.inventory->manifest.contains(path) || !object.inventory->is_sound) continue;
    object.say("E023", path, "The content file is not in the manifest of the root inventory.");
  }
  for (const auto& [path, claims] : object.claims) {
    if (object.watch.stopped()) object.stopped = true;
    if (object.stopped) return;
    if (object.content.contains(path)) {
      check_file(object, path, claims);
    } else {
      check_missing(object, path, claims);
    }
  }
}

}  // namespace liuhen::vault::ocfl
