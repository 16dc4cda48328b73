// Keys that occur twice in one JSON object: the value parser silently keeps the last of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace liuhen::vault::ocfl {

struct DuplicateKey {
  std::vector<std::string> within;  // keys of the enclosing objects, outermost first
  std::string key;
};

// At most 100 are listed. `text` must be well-formed JSON no deeper than `depth_max`.
std::vector<DuplicateKey> duplicate_keys_of(std::string_view text, std::size_t depth_max);

}  // namespace liuhen::vault::ocfl
