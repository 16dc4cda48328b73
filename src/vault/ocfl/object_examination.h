// Inside of examine_object, split by subject. Not for other rooms.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "vault/ocfl/object.h"
#include "vault/ocfl/tree.h"

namespace liuhen::vault::ocfl {

// A digest some inventory states of a content file, and the code for a difference.
struct Claim {
  std::string algorithm, digest, where;
  std::string_view code;
};

struct Examining {
  const fs::path& root;
  const ReadWatch& watch;
  Folder tree{};
  Problems problems{};
  std::string spec_version = "1.1";
  std::string root_text{};  // of inventory.json
  std::optional<Inventory> inventory{};
  std::map<std::string, FileFacts> content{};          // content files on disk, by content path
  std::map<std::string, std::vector<Claim>> claims{};  // by content path
  std::set<std::string> known_sidecars{};              // "inventory.json.sha512", "v1/inventory…"
  std::vector<std::string> damaged_files{};
  bool stopped = false;

  void say(std::string_view code, std::string_view path, std::string sentence) {
    problems.add(code, path, std::move(sentence));
  }
};

void check_declaration(Examining& object);
void check_links(Examining& object);
void check_root_entries(Examining& object);
// The inventory beside it: `prefix` is "" or "v1/". `algorithm` may be empty when unknown.
void check_sidecar(Examining& object, const Folder& folder, const std::string& prefix,
                   std::string_view text, const std::string& algorithm);
// Text of an inventory; nullopt (with a problem) when it cannot be read.
std::optional<std::string> inventory_text(Examining& object, const std::string& path);
void check_version_inventories(Examining& object);
void check_version_folders(Examining& object);
void note_claims(Examining& object, const Inventory& inventory, const std::string& where);
void check_content(Examining& object);

}  // namespace liuhen::vault::ocfl
