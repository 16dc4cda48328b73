// The hierarchy of a storage root (OCFL 1.1 §4), without looking into its objects.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/disk.h"
#include "vault/ocfl/layout.h"
#include "vault/ocfl/problem.h"

namespace liuhen::vault::ocfl {

struct RootWalk {
  std::string spec_version;                           // as declared
  std::vector<std::string> object_paths;              // below the root, sorted
  std::string layout;                                 // extension of ocfl_layout.json, or empty
  std::optional<HashedTupleParameters> hashed_tuple;  // when the layout is 0004
};

// Throws Fault when the root itself cannot be read; a folder below that cannot is X001.
RootWalk walk_root(const std::filesystem::path& root, Problems& problems);

// Identifiers against paths: the same id twice (E037), an object beside its layout path (E083).
struct PlacedObject {
  std::string path, id;
};
void check_placement(const RootWalk& walk, const std::vector<PlacedObject>& objects,
                     Problems& problems);

}  // namespace liuhen::vault::ocfl
