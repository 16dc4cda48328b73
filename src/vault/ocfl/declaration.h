// NAMASTE declarations "0=ocfl_object_1.1" and "0=ocfl_1.1" (OCFL 1.1 §3.2 and §4.2).
#pragma once

#include <string>
#include <string_view>

#include "vault/ocfl/problem.h"
#include "vault/ocfl/tree.h"

namespace liuhen::vault::ocfl {

// The codes by which objects and storage roots report the same mistakes.
struct DeclarationRules {
  std::string_view stem;  // "ocfl_object_" or "ocfl_"
  std::string_view missing, several, pattern, wrong_type, wrong_value, wrong_text;
};
inline constexpr DeclarationRules kObjectDeclaration{"ocfl_object_", "E003", "E003", "E004",
                                                     "E005",         "E006", "E007"};
inline constexpr DeclarationRules kRootDeclaration{"ocfl_", "E069", "E076", "E077",
                                                   "E078",  "E079", "E080"};

bool is_object_declaration(std::string_view file_name);  // of any version
bool is_root_declaration(std::string_view file_name);
// A file that is meant as such a declaration, right or wrong.
bool is_declaration_attempt(const DeclarationRules& rules, std::string_view file_name);
bool has_object_declaration(const Folder& folder);

// Checks the declaration among `folder`'s files and answers the highest known version declared;
// "1.1" is assumed when there is none.
std::string check_declarations(const DeclarationRules& rules, const fs::path& root,
                               const Folder& folder, Problems& problems);

}  // namespace liuhen::vault::ocfl
