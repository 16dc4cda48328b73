#include "vault/ocfl/validate.h"

#include <algorithm>

#include "vault/ocfl/declaration.h"
#include "vault/ocfl/object.h"
#include "vault/ocfl/root_walk.h"
#include "vault/ocfl/tree.h"
#include "vault/parallel.h"

namespace liuhen::vault::ocfl {
namespace {

Validated kind_of(const Folder& folder) {
  if (has_object_declaration(folder)) return Validated::object;
  const auto any_file = [&](const auto& is_such) {
    return std::any_of(folder.files.begin(), folder.files.end(),
                       [&](const auto& file) { return is_such(file.first); });
  };
  if (any_file(is_root_declaration)) return Validated::storage_root;
  if (folder.files.contains("inventory.json")) return Validated::object;
  const bool root_like =
      folder.files.contains("ocfl_layout.json") || any_file([](const std::string& name) {
        return is_declaration_attempt(kRootDeclaration, name);
      });
  return root_like ? Validated::storage_root : Validated::object;
}

ValidationReport validate_object(const fs::path& path, const ValidateOptions& options) {
  ObjectExamination object = examine_object(path, "", options.watch);
  ValidationReport report;
  report.kind = Validated::object;
  report.spec_version = object.spec_version;
  report.object_count = 1;
  report.content_bytes = object.content_bytes;
  report.problems = std::move(object.problems);
  report.stopped = object.stopped;
  return report;
}

void append(std::vector<Problem>& to, std::vector<Problem>&& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

ValidationReport validate_storage_root(const fs::path& path, const ValidateOptions& options) {
  Problems root_problems;
  const RootWalk walk = walk_root(path, root_problems);
  std::vector<ObjectExamination> objects(walk.object_paths.size());
  std::vector<PlacedObject> placed(objects.size());
  for_each_parallel(objects.size(), options.threads, [&](std::size_t i) {
    ObjectExamination& object = objects[i];
    object = examine_object(path / walk.object_paths[i], walk.object_paths[i], options.watch);
    placed[i] = {walk.object_paths[i], object.inventory ? object.inventory->id : ""};
    object.inventory.reset();
  });
  ValidationReport report;
  report.kind = Validated::storage_root;
  report.spec_version = walk.spec_version;
  report.object_count = objects.size();
  for (std::size_t i = 0; i < objects.size(); ++i) {
    if (objects[i].spec_version > walk.spec_version) {
      root_problems.add("E081", walk.object_paths[i],
                        "The object is of OCFL " + objects[i].spec_version +
                            ", above the storage root's " + walk.spec_version + ".");
    }
    report.stopped = report.stopped || objects[i].stopped;
    report.content_bytes += objects[i].content_bytes;
  }
  check_placement(walk, placed, root_problems);
  report.problems = root_problems.take();
  for (ObjectExamination& object : objects) append(report.problems, std::move(object.problems));
  return report;
}

}  // namespace

ValidationReport validate(const fs::path& path, const ValidateOptions& options) {
  return kind_of(list_folder(path)) == Validated::object ? validate_object(path, options)
                                                         : validate_storage_root(path, options);
}

}  // namespace liuhen::vault::ocfl
