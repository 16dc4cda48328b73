// The files of an empty storage root.
#pragma once

#include <vector>

#include "base/disk.h"
#include "vault/ocfl/problem.h"

namespace liuhen::vault {

// Writes what is missing of an empty root, the declaration last; leaves a finished one alone.
// Fault when the folder holds something else: another layout, or files that are not ours.
void prepare_root(const std::filesystem::path& root);
// `seed.differs` for each of these files that is missing or not byte for byte what prepare_root
// wrote: no entry of the log witnesses them. Whoever changes a text keeps the old one as good.
std::vector<ocfl::Problem> check_seed(const std::filesystem::path& root);

}  // namespace liuhen::vault
