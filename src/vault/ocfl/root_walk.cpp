#include "vault/ocfl/root_walk.h"

#include <algorithm>
#include <boost/json.hpp>
#include <map>

#include "base/fault.h"
#include "base/json.h"
#include "vault/ocfl/declaration.h"
#include "vault/ocfl/tree.h"
#include "vault/ocfl/vocabulary.h"

namespace liuhen::vault::ocfl {
namespace {

constexpr std::uint64_t kLayoutBytesMax = 1 << 20;
constexpr unsigned kDepthMax = 64;

struct Walking {
  const fs::path& root;
  RootWalk& walk;
  Problems& problems;
};

void check_layout(Walking& walking, std::string_view text) {
  const auto parsed = base::parse_json(text);
  if (!parsed || !parsed->is_object()) {
    walking.problems.add("E070", "ocfl_layout.json", "The layout must be a JSON object.");
    return;
  }
  for (const std::string_view key : {"extension", "description"}) {
    if (base::find_text(parsed->get_object(), key)) continue;
    walking.problems.add("E070", "ocfl_layout.json",
                         "The layout lacks the string " + in_quotes(key) + ".");
  }
  const auto extension = base::find_text(parsed->get_object(), "extension");
  if (!extension) return;
  walking.walk.layout = std::string(*extension);
  if (is_registered_extension(*extension)) return;
  walking.problems.add("E071", "ocfl_layout.json",
                       "The layout extension " + in_quotes(*extension) + " is not registered.");
}

std::optional<std::string> find_text_file(const fs::path& path) {
  try {
    return read_plain_text(path, kLayoutBytesMax);
  } catch (const base::Fault&) {
    return std::nullopt;
  }
}

void read_layout(Walking& walking, const Folder& top) {
  if (!top.files.contains("ocfl_layout.json")) return;
  check_layout(walking, find_text_file(walking.root / "ocfl_layout.json").value_or(""));
  if (walking.walk.layout != kHashedTupleLayout) return;
  const auto config =
      find_text_file(walking.root / "extensions" / walking.walk.layout / "config.json");
  walking.walk.hashed_tuple = hashed_tuple_of_config(config.value_or("{}"));
}

void check_empty_below(Walking& walking, const Folder& folder, const std::string& path) {
  if (folder.empty()) walking.problems.add("E073", path, "The folder is empty.");
  for (const auto& [name, child] : folder.folders) {
    check_empty_below(walking, child, path + "/" + name);
  }
}

void check_extensions(Walking& walking) {
  const Folder extensions = read_folder(walking.root / "extensions");
  const bool is_first = walking.walk.spec_version == "1.0";
  for (const auto& [name, facts] : extensions.files) {
    walking.problems.add(is_first ? "E086" : "E112", "extensions/" + name,
                         "The extensions directory may hold no files.");
  }
  for (const auto& [name, child] : extensions.folders) {
    if (is_registered_extension(name)) continue;
    walking.problems.add("W016", "extensions/" + name,
                         "The extension " + in_quotes(name) + " is not registered.");
  }
  check_empty_below(walking, extensions, "extensions");
}

void check_others(Walking& walking, const Folder& folder, const std::string& prefix) {
  for (const auto& [name, kind] : folder.others) {
    walking.problems.add("E090", prefix + name,
                         "This is " + kind + "; only files and folders may be used.");
  }
}

// A folder without object declaration, but with files in it.
void complain_of_files(Walking& walking, const Folder& folder, const std::string& path) {
  for (const auto& [name, facts] : folder.files) {
    walking.problems.add("E072", path + "/" + name, "The file is not part of an object.");
    if (!is_root_declaration(name)) continue;
    walking.problems.add("E074", path, "A storage root lies inside another one.");
  }
  const bool is_intermediate = !folder.folders.empty();
  walking.problems.add(is_intermediate ? "E084" : "E085", path,
                       is_intermediate ? "A folder of the hierarchy holds files."
                                       : "The hierarchy ends in a folder that is not an object.");
}

bool is_object_like(const Folder& folder) {
  const bool declared = std::any_of(folder.files.begin(), folder.files.end(), [](const auto& file) {
    return is_declaration_attempt(kObjectDeclaration, file.first) &&
           !is_root_declaration(file.first);
  });
  return declared || folder.files.contains("inventory.json");
}

void walk_folder(Walking& walking, const std::string& path, unsigned depth) {
  if (depth > kDepthMax) {
    walking.problems.add("X001", path, "The hierarchy is deeper than is examined.");
    return;
  }
  Folder folder;
  try {
    folder = list_folder(walking.root / path);
  } catch (const base::Fault& fault) {
    walking.problems.add("X001", path, "It cannot be read: " + printable(fault.what()) + ".");
    return;
  }
  if (is_object_like(folder)) {
    walking.walk.object_paths.push_back(path);
    return;
  }
  if (folder.empty()) walking.problems.add("E073", path, "The folder is empty.");
  check_others(walking, folder, path + "/");
  if (!folder.files.empty()) complain_of_files(walking, folder, path);
  for (const auto& [name, child] : folder.folders) {
    walk_folder(walking, path + "/" + name, depth + 1);
  }
}

void check_levels(const RootWalk& walk, Problems& problems) {
  const auto is_top = [](const std::string& path) { return path.find('/') == std::string::npos; };
  const auto top = std::count_if(walk.object_paths.begin(), walk.object_paths.end(), is_top);
  if (top == 0 || top == static_cast<std::ptrdiff_t>(walk.object_paths.size())) return;
  problems.add("W015", ".", "Some objects lie directly in the root, others in a hierarchy.");
}

std::optional<std::string> path_of_layout(const RootWalk& walk, const std::string& id) {
  if (walk.hashed_tuple) return hashed_tuple_path(*walk.hashed_tuple, id).generic_string();
  if (walk.layout == kFlatDirectLayout) return id;
  return std::nullopt;
}

}  // namespace

RootWalk walk_root(const fs::path& root, Problems& problems) {
  RootWalk walk;
  Walking walking{root, walk, problems};
  const Folder top = list_folder(root);
  walk.spec_version = check_declarations(kRootDeclaration, root, top, problems);
  check_others(walking, top, "");
  read_layout(walking, top);
  for (const auto& [name, child] : top.folders) {
    if (name == "extensions") {
      check_extensions(walking);
    } else {
      walk_folder(walking, name, 1);
    }
  }
  std::sort(walk.object_paths.begin(), walk.object_paths.end());
  check_levels(walk, problems);
  return walk;
}

void check_placement(const RootWalk& walk, const std::vector<PlacedObject>& objects,
                     Problems& problems) {
  std::map<std::string, std::string> first_path;
  std::size_t misplaced = 0;
  for (const PlacedObject& object : objects) {
    if (object.id.empty()) continue;
    const auto [first, is_new] = first_path.emplace(object.id, object.path);
    if (!is_new) {
      problems.add("E037", object.path,
                   "The id is also that of the object in " + in_quotes(first->second) + ".");
    }
    const auto wanted = path_of_layout(walk, object.id);
    if (!wanted || *wanted == object.path) continue;
    ++misplaced;
    problems.add("E083", object.path,
                 "By the layout the object should lie at " + in_quotes(*wanted) + ".");
  }
  if (misplaced > 0 && misplaced < first_path.size()) {
    problems.add("W014", ".", "Not all objects follow the layout of ocfl_layout.json.");
  }
}

}  // namespace liuhen::vault::ocfl
