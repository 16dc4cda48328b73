// Paths and version names inside inventories.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace liuhen::vault::ocfl {

enum class PathFlaw { none, outer_slash, bad_element };
PathFlaw flaw_of_path(std::string_view path);

// Two paths of which one is the initial part of the other ("a" and "a/b"): the shorter one.
std::optional<std::string> find_conflict(const std::set<std::string>& paths);

struct VersionName {
  std::uint32_t number = 0;
  std::size_t width = 0;  // digits of a zero-padded number; 0 when not padded
};
// "v1", "v0012"; nullopt for anything that is not v and at most nine digits above zero.
std::optional<VersionName> version_name_of(std::string_view text);
// 'v' and a digit: meant as a version directory, well-formed or not.
bool looks_like_version(std::string_view name);

bool is_uri(std::string_view text);  // scheme ":" something (RFC 3986 §3.1)

}  // namespace liuhen::vault::ocfl
