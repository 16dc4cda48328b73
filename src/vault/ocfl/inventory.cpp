#include "vault/ocfl/inventory.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/json.h"
#include "vault/ocfl/duplicate_keys.h"
#include "vault/ocfl/inventory_reading.h"
#include "vault/ocfl/paths.h"
#include "vault/ocfl/vocabulary.h"

namespace liuhen::vault::ocfl {
namespace {

namespace json = boost::json;

constexpr std::size_t kDepthMax = 16;
constexpr std::string_view kTypeHead = "https://ocfl.io/", kTypeTail = "/spec/#inventory";

void check_duplicate_keys(Reading& reading, std::string_view text) {
  for (const DuplicateKey& duplicate : duplicate_keys_of(text, kDepthMax)) {
    const auto& within = duplicate.within;
    const bool in_manifest = within.size() == 1 && within[0] == "manifest";
    const bool in_fixity = within.size() == 2 && within[0] == "fixity";
    reading.say(
        in_manifest ? "E096"
        : in_fixity ? "E097"
                    : "E033",
        "The key " + in_quotes(duplicate.key) + " occurs more than once in one JSON object.");
  }
}

void read_id(Reading& reading, const json::value& id) {
  if (!id.is_string() || id.get_string().empty()) {
    reading.say("E037", "The id must be a string that is not empty.");
    return;
  }
  reading.inventory.id = std::string(id.get_string());
  if (!is_uri(reading.inventory.id)) {
    reading.say("W005", "The id " + in_quotes(reading.inventory.id) + " is not a URI.");
  }
}

void read_type(Reading& reading, const json::value& type) {
  if (!type.is_string()) {
    reading.say("E038", "The type must be a string.");
    return;
  }
  const std::optional<std::string> version = spec_version_of_type(type.get_string());
  if (!version) {
    reading.say("E038", "The type " + in_quotes(type.get_string()) +
                            " is not the inventory of OCFL 1.0 or 1.1.");
    return;
  }
  reading.inventory.spec_version = *version;
}

void read_digest_algorithm(Reading& reading, const json::value& algorithm) {
  const std::string name =
      algorithm.is_string() ? std::string(algorithm.get_string()) : std::string();
  if (name != "sha512" && name != "sha256") {
    reading.say("E025", "The digestAlgorithm is " + in_quotes(name) +
                            "; only sha512 and sha256 may address content.");
    return;
  }
  if (name == "sha256") {
    reading.say("W004", "The digestAlgorithm is sha256; sha512 is recommended.");
  }
  reading.inventory.digest_algorithm = name;
}

void read_content_directory(Reading& reading, const json::value& directory) {
  if (!directory.is_string() || directory.get_string().empty()) {
    reading.say("E108", "The contentDirectory must be a string that names a direct child.");
    return;
  }
  const std::string name(directory.get_string());
  if (name == "." || name == "..") {
    reading.say("E018", "The contentDirectory must not be " + in_quotes(name) + ".");
  } else if (name.find('/') != std::string::npos) {
    reading.say("E017", "The contentDirectory " + in_quotes(name) + " must not contain a slash.");
  } else {
    reading.inventory.content_directory = name;
    reading.inventory.content_directory_set = true;
  }
}

void read_head(Reading& reading, const json::value* head) {
  const Inventory& inventory = reading.inventory;
  if (head == nullptr) return;
  if (!head->is_string()) {
    reading.say("E040", "The head must be a string.");
    return;
  }
  reading.inventory.head = std::string(head->get_string());
  if (!inventory.versions.empty() && inventory.head != inventory.versions.back().name) {
    reading.say("E040", "The head is " + in_quotes(inventory.head) +
                            ", but the highest version is " +
                            in_quotes(inventory.versions.back().name) + ".");
  }
}

void read_keys(Reading& reading, const json::object& root) {
  for (const std::string_view key : {"id", "type", "digestAlgorithm", "head"}) {
    if (!root.contains(key)) reading.say("E036", "The key " + in_quotes(key) + " is missing.");
  }
  for (const std::string_view key : {"manifest", "versions"}) {
    if (!root.contains(key)) reading.say("E041", "The block " + in_quotes(key) + " is missing.");
  }
  check_keys(reading, root, "the inventory",
             {"id", "type", "digestAlgorithm", "head", "contentDirectory", "manifest", "versions",
              "fixity"});
  if (const auto* id = root.if_contains("id")) read_id(reading, *id);
  if (const auto* type = root.if_contains("type")) read_type(reading, *type);
  if (const auto* name = root.if_contains("digestAlgorithm")) read_digest_algorithm(reading, *name);
  if (const auto* name = root.if_contains("contentDirectory"))
    read_content_directory(reading, *name);
  if (const auto* manifest = root.if_contains("manifest")) read_manifest(reading, *manifest);
  if (const auto* versions = root.if_contains("versions")) read_versions(reading, *versions);
  read_head(reading, root.if_contains("head"));
  check_manifest_against_versions(reading);
  if (const auto* fixity = root.if_contains("fixity")) read_fixity(reading, *fixity);
}

}  // namespace

const Version* Inventory::find_version(std::string_view name) const {
  const auto found = std::find_if(versions.begin(), versions.end(),
                                  [&](const Version& version) { return version.name == name; });
  return found == versions.end() ? nullptr : &*found;
}

bool is_known_spec_version(std::string_view version) {
  return version == "1.0" || version == "1.1";
}

std::optional<std::string> spec_version_of_type(std::string_view type) {
  if (!type.starts_with(kTypeHead) || !type.ends_with(kTypeTail)) return std::nullopt;
  if (type.size() < kTypeHead.size() + kTypeTail.size()) return std::nullopt;
  type.remove_prefix(kTypeHead.size());
  type.remove_suffix(kTypeTail.size());
  if (!is_known_spec_version(type)) return std::nullopt;
  return std::string(type);
}

void check_keys(Reading& reading, const json::object& object, std::string_view what,
                std::initializer_list<std::string_view> known) {
  for (const auto& member : object) {
    const std::string_view key = member.key();
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    reading.say("E102",
                "The key " + in_quotes(key) + " of " + std::string(what) + " is not in OCFL.");
  }
}

std::optional<Inventory> read_inventory(std::string_view text, const std::string& where,
                                        std::string_view declared_version, Problems& problems) {
  base::JsonLimits limits;
  limits.size_bytes_max = kInventoryBytesMax;
  limits.depth_max = kDepthMax;
  const auto parsed = base::parse_json(text, limits);
  if (!parsed) {
    problems.add("E033", where, "The inventory is not JSON: " + parsed.error() + ".");
    return std::nullopt;
  }
  if (!parsed->is_object()) {
    problems.add("E033", where, "The inventory must be a JSON object.");
    return std::nullopt;
  }
  Inventory inventory;
  Reading reading{inventory, where, declared_version, problems};
  const std::size_t errors_before = problems.error_count();
  check_duplicate_keys(reading, text);
  read_keys(reading, parsed->get_object());
  inventory.is_sound = problems.error_count() == errors_before;
  return inventory;
}

}  // namespace liuhen::vault::ocfl
