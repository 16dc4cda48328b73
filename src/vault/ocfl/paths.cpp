#include "vault/ocfl/paths.h"

#include <algorithm>

namespace liuhen::vault::ocfl {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_bad_element(std::string_view element) {
  return element.empty() || element == "." || element == "..";
}

}  // namespace

PathFlaw flaw_of_path(std::string_view path) {
  if (!path.empty() && (path.front() == '/' || path.back() == '/')) return PathFlaw::outer_slash;
  while (true) {
    const std::size_t slash = path.find('/');
    if (is_bad_element(path.substr(0, slash))) return PathFlaw::bad_element;
    if (slash == std::string_view::npos) return PathFlaw::none;
    path.remove_prefix(slash + 1);
  }
}

std::optional<std::string> find_conflict(const std::set<std::string>& paths) {
  for (const std::string& path : paths) {
    for (std::size_t slash = path.find('/'); slash != std::string::npos;
         slash = path.find('/', slash + 1)) {
      std::string parent = path.substr(0, slash);
      if (paths.contains(parent)) return parent;
    }
  }
  return std::nullopt;
}

std::optional<VersionName> version_name_of(std::string_view text) {
  if (text.size() < 2 || text.size() > 10 || text.front() != 'v') return std::nullopt;
  const std::string_view digits = text.substr(1);
  if (!std::all_of(digits.begin(), digits.end(), is_digit)) return std::nullopt;
  VersionName name;
  for (const char c : digits) name.number = name.number * 10 + static_cast<std::uint32_t>(c - '0');
  if (name.number == 0) return std::nullopt;
  if (digits.front() == '0') name.width = digits.size();
  return name;
}

bool looks_like_version(std::string_view name) {
  return name.size() >= 2 && name[0] == 'v' && is_digit(name[1]);
}

bool is_uri(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == 0 || colon == std::string_view::npos || colon + 1 == text.size()) return false;
  const std::string_view scheme = text.substr(0, colon);
  if (!is_letter(scheme.front())) return false;
  return std::all_of(scheme.begin(), scheme.end(), [](char c) {
    return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.';
  });
}

}  // namespace liuhen::vault::ocfl
