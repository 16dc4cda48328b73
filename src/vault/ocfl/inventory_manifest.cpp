// The manifest and fixity blocks.
#include <boost/json.hpp>

#include "vault/ocfl/inventory_reading.h"
#include "vault/ocfl/paths.h"
#include "vault/ocfl/vocabulary.h"

namespace liuhen::vault::ocfl {
namespace {

namespace json = boost::json;

// True when the path is safe to use. Says why when not.
bool check_content_path(Reading& reading, std::string_view path) {
  switch (flaw_of_path(path)) {
    case PathFlaw::outer_slash:
      reading.say("E100", "The content path " + in_quotes(path) + " begins or ends with a slash.");
      return false;
    case PathFlaw::bad_element:
      reading.say("E099",
                  "The content path " + in_quotes(path) + " has an element ., .. or empty.");
      return false;
    case PathFlaw::none:
      break;
  }
  if (path.find('/') == std::string_view::npos && path.find('\\') != std::string_view::npos) {
    reading.say("E035", "The content path " + in_quotes(path) + " does not use forward slashes.");
    return false;
  }
  return true;
}

// "v1/content/…": version, content directory, name.
bool check_content_place(Reading& reading, std::string_view path) {
  const std::size_t first = path.find('/');
  const std::size_t second =
      first == std::string_view::npos ? std::string_view::npos : path.find('/', first + 1);
  if (second == std::string_view::npos || !version_name_of(path.substr(0, first))) {
    reading.say("E042", "The content path " + in_quotes(path) +
                            " does not lie in a version's content directory.");
    return false;
  }
  if (path.substr(first + 1, second - first - 1) != reading.inventory.content_directory) {
    reading.say("E042", "The content path " + in_quotes(path) + " does not lie in the directory " +
                            in_quotes(reading.inventory.content_directory) + ".");
    return false;
  }
  return true;
}

void read_manifest_entry(Reading& reading, const std::string& digest, const json::value& paths) {
  if (!paths.is_array()) {
    reading.say("E092",
                "The value of " + in_quotes(digest) + " must be an array of content paths.");
    return;
  }
  for (const json::value& path : paths.get_array()) {
    if (!path.is_string()) {
      reading.say("E098", "A content path of " + in_quotes(digest) + " is not a string.");
      continue;
    }
    const std::string text(path.get_string());
    if (!check_content_path(reading, text) || !check_content_place(reading, text)) continue;
    if (!reading.inventory.manifest.emplace(text, digest).second) {
      reading.say("E101", "The content path " + in_quotes(text) + " occurs more than once.");
    }
  }
}

void check_content_conflicts(Reading& reading) {
  std::set<std::string> paths;
  for (const auto& [path, digest] : reading.inventory.manifest) paths.insert(path);
  if (const auto conflict = find_conflict(paths)) {
    reading.say("E101", "The content path " + in_quotes(*conflict) + " is part of another one.");
  }
}

void read_fixity_entry(Reading& reading, const Algorithm& algorithm, std::string_view digest,
                       const json::value& paths) {
  if (!paths.is_array()) {
    reading.say("E057", "The value of the " + std::string(algorithm.name) + " digest " +
                            in_quotes(digest) + " must be an array of content paths.");
    return;
  }
  for (const json::value& path : paths.get_array()) {
    if (!path.is_string()) {
      reading.say("E057", "A content path in the fixity block is not a string.");
      continue;
    }
    const std::string text(path.get_string());
    if (!check_content_path(reading, text)) continue;
    reading.inventory.fixity.push_back({std::string(algorithm.name), lower_case(digest), text});
  }
}

void read_fixity_block(Reading& reading, const Algorithm& algorithm, const json::value& block) {
  if (!block.is_object()) {
    reading.say("E057",
                "The fixity block " + in_quotes(algorithm.name) + " must be a JSON object.");
    return;
  }
  std::set<std::string> seen;
  for (const auto& member : block.get_object()) {
    const std::string_view digest = member.key();
    if (!is_digest_of(algorithm, digest)) {
      reading.say(algorithm.code_when_malformed, "The fixity key " + in_quotes(digest) +
                                                     " is not a full-length " +
                                                     std::string(algorithm.name) + " digest.");
      continue;
    }
    if (!seen.insert(lower_case(digest)).second) {
      reading.say("E097", "The digest " + in_quotes(digest) + " occurs in two spellings.");
    }
    read_fixity_entry(reading, algorithm, digest, member.value());
  }
}

}  // namespace

void read_manifest(Reading& reading, const json::value& manifest) {
  if (!manifest.is_object()) {
    reading.say("E106", "The manifest must be a JSON object.");
    return;
  }
  reading.inventory.has_manifest = true;
  const Algorithm* algorithm = find_algorithm(reading.inventory.digest_algorithm);
  std::set<std::string> seen;
  for (const auto& member : manifest.get_object()) {
    const std::string written(member.key());
    const std::string digest = lower_case(written);
    reading.manifest_keys.insert(written);
    if (algorithm != nullptr && !is_digest_of(*algorithm, written)) {
      reading.say(algorithm->code_when_malformed, "The manifest key " + in_quotes(written) +
                                                      " is not a full-length " +
                                                      std::string(algorithm->name) + " digest.");
    }
    if (!seen.insert(digest).second) {
      reading.say("E096", "The digest " + in_quotes(written) + " occurs in two spellings.");
    }
    read_manifest_entry(reading, digest, member.value());
  }
  check_content_conflicts(reading);
}

void check_manifest_against_versions(Reading& reading) {
  if (reading.inventory.versions.empty()) return;
  std::set<std::string> names;
  std::set<std::uint32_t> numbers;
  for (const Version& version : reading.inventory.versions) {
    names.insert(version.name);
    numbers.insert(version.number);
  }
  for (const auto& [path, digest] : reading.inventory.manifest) {
    const std::string name = path.substr(0, path.find('/'));
    if (names.contains(name)) continue;
    const bool misspelt = numbers.contains(version_name_of(name)->number);
    reading.say(misspelt ? "E014" : "E042", "The content path " + in_quotes(path) +
                                                " names no version directory of the object.");
  }
  for (const std::string& written : reading.manifest_keys) {
    if (reading.used_keys.contains(lower_case(written))) continue;
    reading.say("E107",
                "The manifest digest " + in_quotes(written) + " is used in no state block.");
  }
}

void read_fixity(Reading& reading, const json::value& fixity) {
  if (!fixity.is_object()) {
    // 1.0 had no code of its own for this.
    reading.say(reading.declared_version == "1.0" ? "E056" : "E111",
                "The fixity block must be a JSON object.");
    return;
  }
  for (const auto& member : fixity.get_object()) {
    const Algorithm* algorithm = find_algorithm(member.key());
    if (algorithm == nullptr) {
      reading.say("E056", "The fixity algorithm " + in_quotes(member.key()) +
                              " is neither in OCFL's vocabulary nor in a registered extension.");
      continue;
    }
    read_fixity_block(reading, *algorithm, member.value());
  }
}

}  // namespace liuhen::vault::ocfl
