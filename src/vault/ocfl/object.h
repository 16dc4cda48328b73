// One OCFL object, examined whole: declaration, inventories with sidecars, history, every file.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/disk.h"
#include "vault/ocfl/digests.h"
#include "vault/ocfl/inventory.h"
#include "vault/ocfl/problem.h"

namespace liuhen::vault::ocfl {

struct ObjectExamination {
  std::string spec_version;            // as declared; "1.1" when it is not
  std::optional<Inventory> inventory;  // the root inventory as far as it could be read
  std::optional<base::Digest256> inventory_sha256;
  std::uint64_t content_bytes = 0;
  std::vector<std::string> damaged_files;  // content paths whose bytes do not match
  std::vector<Problem> problems;
  bool stopped = false;  // ended by the watch; `problems` is then incomplete
};

// `shown_path` is put before the paths of problems. Never throws for what it finds: a file that
// cannot be read is a problem too. Reads every content file once.
ObjectExamination examine_object(const std::filesystem::path& object_root,
                                 const std::string& shown_path = {}, const ReadWatch& watch = {});

}  // namespace liuhen::vault::ocfl
