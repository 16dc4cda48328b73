// The error and warning codes of OCFL 1.1 (validation-codes of the specification, 107 errors and 15
// warnings, and E086 of 1.0), each with its rule in a few words. Codes that begin with X are our
// own: X001 "cannot be read", X002 "more problems than are listed".
#pragma once

#include <optional>
#include <string_view>

namespace liuhen::vault::ocfl {

// The rule behind a code; nullopt for a code nobody defines.
std::optional<std::string_view> find_rule(std::string_view code);

}  // namespace liuhen::vault::ocfl
