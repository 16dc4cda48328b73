// The files of an empty storage root.
#pragma once

#include "base/disk.h"

namespace liuhen::vault {

// Writes what is missing of an empty root, the declaration last; leaves a finished one alone.
// Fault when the folder holds something else: another layout, or files that are not ours.
void prepare_root(const std::filesystem::path& root);

}  // namespace liuhen::vault
