#include "vault/ocfl/declaration.h"

#include <algorithm>
#include <vector>

#include "base/fault.h"
#include "vault/ocfl/inventory.h"

namespace liuhen::vault::ocfl {
namespace {

constexpr std::uint64_t kDeclarationBytesMax = 256;

bool is_object_stem(const DeclarationRules& rules) { return rules.stem == "ocfl_object_"; }

void complain_of_name(const DeclarationRules& rules, const std::string& name, Problems& problems) {
  const std::size_t equals = name.find('=');
  const std::string wanted = "0=" + std::string(rules.stem) + "1.1";
  if (equals == std::string::npos) {
    problems.add(rules.pattern, name, "The declaration's name must be like " + wanted + ".");
  } else if (name.substr(0, equals) != "0") {
    problems.add(rules.wrong_type, name, "The declaration's name must begin with 0=.");
  } else {
    problems.add(rules.wrong_value, name,
                 "The declaration names no known version; expected is a name like " + wanted + ".");
  }
}

void check_text(const DeclarationRules& rules, const fs::path& root, const std::string& name,
                Problems& problems) {
  try {
    if (read_plain_text(root / name, kDeclarationBytesMax) == name.substr(2) + "\n") return;
  } catch (const base::Fault&) {
    // Said below: a declaration that cannot be read or is too long has the wrong text.
  }
  problems.add(
      rules.wrong_text, name,
      "The declaration must contain exactly " + in_quotes(name.substr(2)) + " and a newline.");
}

}  // namespace

bool is_object_declaration(std::string_view file_name) {
  return file_name.starts_with("0=ocfl_object_");
}

bool is_root_declaration(std::string_view file_name) {
  return file_name.starts_with("0=ocfl_") && !is_object_declaration(file_name);
}

bool is_declaration_attempt(const DeclarationRules& rules, std::string_view file_name) {
  const bool object_like = file_name.find("ocfl_object_") != std::string_view::npos;
  if (is_object_stem(rules)) return object_like || file_name.starts_with("0=");
  if (object_like) return false;
  const std::size_t equals = file_name.find('=');
  return file_name.starts_with("0=") ||
         (equals != std::string_view::npos && file_name.substr(equals + 1).starts_with("ocfl_"));
}

bool has_object_declaration(const Folder& folder) {
  return std::any_of(folder.files.begin(), folder.files.end(),
                     [](const auto& file) { return is_object_declaration(file.first); });
}

std::string check_declarations(const DeclarationRules& rules, const fs::path& root,
                               const Folder& folder, Problems& problems) {
  const std::string stem = "0=" + std::string(rules.stem);
  std::vector<std::string> versions;
  for (const auto& [name, facts] : folder.files) {
    if (!is_declaration_attempt(rules, name)) continue;
    if (name.starts_with(stem) && is_known_spec_version(name.substr(stem.size()))) {
      versions.push_back(name.substr(stem.size()));
      check_text(rules, root, name, problems);
    } else {
      complain_of_name(rules, name, problems);
    }
  }
  if (versions.empty()) {
    problems.add(rules.missing, ".", "There is no declaration " + stem + "1.0 or " + stem + "1.1.");
    return "1.1";
  }
  if (versions.size() > 1) {
    problems.add(rules.several, ".", "There is more than one declaration of an OCFL version.");
  }
  return *std::max_element(versions.begin(), versions.end());
}

}  // namespace liuhen::vault::ocfl
