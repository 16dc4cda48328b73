// One version block: created, message, user, state.
#include <boost/json.hpp>

#include "base/clock.h"
#include "vault/ocfl/inventory_reading.h"
#include "vault/ocfl/paths.h"
#include "vault/ocfl/vocabulary.h"

namespace liuhen::vault::ocfl {
namespace {

namespace json = boost::json;

bool is_rfc3339(std::string_view text) {
  // The clock also reads a blank for the T, which RFC 3339 leaves to agreement.
  return text.size() > 10 && text[10] != ' ' && base::time_of_rfc3339(text).has_value();
}

void read_created(Reading& reading, Version& version, const json::value* created) {
  if (created == nullptr) {
    reading.say("E048", "The version " + version.name + " has no created.");
    return;
  }
  version.created = json::serialize(*created);
  if (!created->is_string() || !is_rfc3339(created->get_string())) {
    reading.say("E049", "The created of version " + version.name +
                            " is not an RFC 3339 time with zone and seconds.");
  }
}

void read_user(Reading& reading, Version& version, const json::value& user) {
  version.user = json::serialize(user);
  if (!user.is_object()) {
    reading.say("E054", "The user of version " + version.name + " must be a JSON object.");
    return;
  }
  const json::object& members = user.get_object();
  check_keys(reading, members, "the user of version " + version.name, {"name", "address"});
  const json::value* name = members.if_contains("name");
  if (name == nullptr || !name->is_string() || name->get_string().empty()) {
    reading.say("E054", "The user of version " + version.name + " has no name.");
  }
  const json::value* address = members.if_contains("address");
  if (address == nullptr) {
    reading.say("W008", "The user of version " + version.name + " has no address.");
  } else if (!address->is_string()) {
    reading.say("E054", "The user's address of version " + version.name + " must be a string.");
  } else if (!is_uri(address->get_string())) {
    reading.say("W009", "The user's address of version " + version.name + " is not a URI.");
  }
}

void read_rationale(Reading& reading, Version& version, const json::object& block) {
  const json::value* message = block.if_contains("message");
  const json::value* user = block.if_contains("user");
  if (message == nullptr || user == nullptr) {
    reading.say("W007", "The version " + version.name + " lacks message or user.");
  }
  if (message != nullptr) {
    version.message = json::serialize(*message);
    if (!message->is_string()) {
      reading.say("E094", "The message of version " + version.name + " must be a string.");
    }
  }
  if (user != nullptr) read_user(reading, version, *user);
}

void read_logical_path(Reading& reading, Version& version, const std::string& digest,
                       const json::value& path) {
  if (!path.is_string()) {
    reading.say("E051", "A logical path of version " + version.name + " is not a string.");
    return;
  }
  const std::string text(path.get_string());
  switch (flaw_of_path(text)) {
    case PathFlaw::outer_slash:
      reading.say("E053", "The logical path " + in_quotes(text) + " begins or ends with a slash.");
      return;
    case PathFlaw::bad_element:
      reading.say("E052",
                  "The logical path " + in_quotes(text) + " has an element ., .. or empty.");
      return;
    case PathFlaw::none:
      break;
  }
  if (!version.state.emplace(text, digest).second) {
    reading.say("E095", "The logical path " + in_quotes(text) +
                            " occurs more than once in version " + version.name + ".");
  }
}

void read_state_entry(Reading& reading, Version& version, std::string_view written,
                      const json::value& paths) {
  const std::string digest = lower_case(written);
  reading.used_keys.insert(digest);
  if (reading.inventory.has_manifest && !reading.manifest_keys.contains(written)) {
    reading.say("E050", "The state of version " + version.name + " uses the digest " +
                            in_quotes(written) + ", which is no key of the manifest.");
  }
  if (!paths.is_array()) {
    reading.say("E050", "The value of " + in_quotes(written) + " in the state of version " +
                            version.name + " must be an array of logical paths.");
    return;
  }
  for (const json::value& path : paths.get_array()) {
    read_logical_path(reading, version, digest, path);
  }
}

void read_state(Reading& reading, Version& version, const json::value* state) {
  if (state == nullptr) {
    reading.say("E048", "The version " + version.name + " has no state.");
    return;
  }
  if (!state->is_object()) {
    reading.say("E050", "The state of version " + version.name + " must be a JSON object.");
    return;
  }
  for (const auto& member : state->get_object()) {
    read_state_entry(reading, version, member.key(), member.value());
  }
  std::set<std::string> paths;
  for (const auto& [path, digest] : version.state) paths.insert(path);
  if (const auto conflict = find_conflict(paths)) {
    reading.say("E095", "The logical path " + in_quotes(*conflict) + " of version " + version.name +
                            " is part of another one.");
  }
}

}  // namespace

void read_version(Reading& reading, Version& version, const json::value& block) {
  if (!block.is_object()) {
    reading.say("E047", "The version " + version.name + " must be a JSON object.");
    return;
  }
  const json::object& members = block.get_object();
  check_keys(reading, members, "version " + version.name, {"created", "state", "message", "user"});
  read_created(reading, version, members.if_contains("created"));
  read_rationale(reading, version, members);
  read_state(reading, version, members.if_contains("state"));
}

}  // namespace liuhen::vault::ocfl
