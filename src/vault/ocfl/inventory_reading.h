// Inside of read_inventory, split by block. Not for other rooms.
#pragma once

#include <boost/json/fwd.hpp>

#include <set>
#include <string>

#include "vault/ocfl/inventory.h"

namespace liuhen::vault::ocfl {

struct Reading {
  Inventory& inventory;
  const std::string& where;
  std::string_view declared_version;
  Problems& problems;
  std::set<std::string, std::less<>> manifest_keys{};  // exactly as written
  std::set<std::string, std::less<>> used_keys{};      // by state blocks, lower case
  std::size_t width = 0;                               // digits of padded version names, or 0

  void say(std::string_view code, std::string sentence) {
    problems.add(code, where, std::move(sentence));
  }
};

void read_manifest(Reading& reading, const boost::json::value& manifest);
void read_versions(Reading& reading, const boost::json::value& versions);
void read_version(Reading& reading, Version& version, const boost::json::value& block);
void read_fixity(Reading& reading, const boost::json::value& fixity);
// Rules between blocks, after all were read.
void check_manifest_against_versions(Reading& reading);
// Unknown keys of `object` (E102). `what` names the object in the sentence.
void check_keys(Reading& reading, const boost::json::object& object, std::string_view what,
                std::initializer_list<std::string_view> known);

}  // namespace liuhen::vault::ocfl
