#include "base/disk.h"
#include "cli/commands.h"

namespace liuhen::cli {
namespace {

namespace fs = base::fs;

fs::path own_program() { return fs::read_symlink("/proc/self/exe"); }

// For a shell; as it is when that needs no quotes.
std::string quoted(const std::string& word) {
  if (word.find_first_of(" \t\n'\"\\$`*?[](){}<>|&;#~!") == std::string::npos) return word;
  std::string out = "'";
  for (const char c : word) c == '\'' ? out += "'\\''" : out += c;
  return out + "'";
}

}  // namespace

std::string program_beside(const std::string& name) {
  return (own_program().parent_path() / name).string();
}

namespace {

// The folder of the tree that this program was built in: it lies in <tree>/build/<kind>/.
std::optional<std::string> find_folder(const char* folder, const char* file_within) {
  const fs::path tree = own_program().parent_path().parent_path().parent_path();
  std::error_code absent;
  if (!fs::exists(tree / folder / file_within, absent)) return std::nullopt;
  return (tree / folder).string();
}

}  // namespace

std::optional<std::string> find_built_pages() { return find_folder("web/dist", "index.html"); }
std::optional<std::string> find_law_folder() { return find_folder("law", "calendar"); }
std::optional<std::string> find_form_folder() {
  return find_folder("forms", "filing_approval.jsonc");
}

std::string serve_command(const std::string& data) {
  const auto pages = find_built_pages();
  return quoted(own_program().string()) + " serve --data " +
         quoted(fs::absolute(data).lexically_normal().string()) + " --web " +
         (pages ? quoted(*pages) : "WEB-FOLDER");
}

}  // namespace liuhen::cli
