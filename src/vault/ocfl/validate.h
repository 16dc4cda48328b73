// Validates any OCFL storage root or object, 1.0 or 1.1, ours or not. Reports the codes of the
// specification (codes.h). Not checked: E091 (a property of the file system); E012-style rules that
// need knowledge of how an object came about; digests of blake2b-160/256/384 and sha512/256 in
// fixity blocks (E028 lets a validator ignore them).
#pragma once

#include <string>
#include <vector>

#include "base/disk.h"
#include "vault/ocfl/digests.h"
#include "vault/ocfl/problem.h"

namespace liuhen::vault::ocfl {

enum class Validated { storage_root, object };

struct ValidationReport {
  Validated kind = Validated::object;
  std::string spec_version;
  std::size_t object_count = 0;
  std::uint64_t content_bytes = 0;
  std::vector<Problem> problems;  // errors and warnings, by path of the object
  bool stopped = false;

  bool is_valid() const { return !stopped && !has_error(problems); }
};

struct ValidateOptions {
  unsigned threads = 1;  // objects of a storage root in parallel
  ReadWatch watch;
};

// Decides by the declaration found in `path`. Throws Fault when `path` is no readable folder.
ValidationReport validate(const std::filesystem::path& path, const ValidateOptions& options = {});

}  // namespace liuhen::vault::ocfl
