// The versions block: names and their sequence.
#include <algorithm>
#include <boost/json.hpp>

#include "vault/ocfl/inventory_reading.h"
#include "vault/ocfl/paths.h"

namespace liuhen::vault::ocfl {
namespace {

namespace json = boost::json;

struct Named {
  VersionName name;
  std::string text;
  const json::value* block = nullptr;
};

void complain_of_name(Reading& reading, std::string_view text) {
  const bool prefixed = !text.empty() && text.front() == 'v';
  reading.say("E046",
              "The key " + in_quotes(text) + " of versions is not a version directory name.");
  reading.say(prefixed ? "E105" : "E104",
              "The version name " + in_quotes(text) + " is not v followed by a positive integer.");
}

std::vector<Named> names_of(Reading& reading, const json::object& versions) {
  std::vector<Named> names;
  for (const auto& member : versions) {
    if (const auto name = version_name_of(member.key())) {
      names.push_back({*name, std::string(member.key()), &member.value()});
    } else {
      complain_of_name(reading, member.key());
    }
  }
  std::sort(names.begin(), names.end(), [](const Named& a, const Named& b) {
    return std::pair(a.name.number, a.text) < std::pair(b.name.number, b.text);
  });
  return names;
}

void check_convention(Reading& reading, const std::vector<Named>& names) {
  reading.width = names.front().name.width;
  if (reading.width > 0) {
    reading.say("W001",
                "The version names are zero-padded (" + in_quotes(names.front().text) + ").");
  }
  for (const Named& named : names) {
    if (named.name.width == reading.width) continue;
    const bool unpadded = reading.width > 0 && named.name.width == 0;
    reading.say(unpadded ? "E011" : "E012", "The version name " + in_quotes(named.text) +
                                                " is not written like " +
                                                in_quotes(names.front().text) + ".");
    reading.say("E013", "The version " + in_quotes(named.text) +
                            " does not follow the naming of the first version.");
    return;
  }
}

void check_sequence(Reading& reading, const std::vector<Named>& names) {
  if (names.front().name.number != 1) {
    reading.say("E009",
                "The versions begin with " + in_quotes(names.front().text) + ", not with 1.");
  }
  for (std::size_t i = 1; i < names.size(); ++i) {
    const std::uint32_t before = names[i - 1].name.number, here = names[i].name.number;
    if (here == before) {
      reading.say("E012", "The version " + std::to_string(here) + " has two names.");
    } else if (here != before + 1) {
      reading.say("E010", "The version after " + in_quotes(names[i - 1].text) + " is " +
                              in_quotes(names[i].text) + "; numbers are missing between them.");
    }
  }
}

}  // namespace

void read_versions(Reading& reading, const json::value& versions) {
  if (!versions.is_object()) {
    reading.say("E045", "The versions block must be a JSON object.");
    return;
  }
  if (versions.get_object().empty()) {
    reading.say("E008", "The object has no version.");
    return;
  }
  const std::vector<Named> names = names_of(reading, versions.get_object());
  if (names.empty()) return;
  check_convention(reading, names);
  check_sequence(reading, names);
  for (const Named& named : names) {
    Version version;
    version.name = named.text;
    version.number = named.name.number;
    read_version(reading, version, *named.block);
    reading.inventory.versions.push_back(std::move(version));
  }
}

}  // namespace liuhen::vault::ocfl
