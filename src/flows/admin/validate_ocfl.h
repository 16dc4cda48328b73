// liuhen ocfl validate: any OCFL storage root or object, not only ours.
#pragma once

#include <string>
#include <vector>

#include "base/disk.h"

namespace liuhen::flows {

struct OcflFinding {
  std::string code;  // of the specification: E0xx, W0xx
  std::string path;
  std::string sentence;
};

struct OcflReport {
  bool is_storage_root = false;
  std::uint64_t object_count = 0;
  std::vector<OcflFinding> findings;
  bool has_error = false;
};

OcflReport validate_ocfl(const base::fs::path& path);

}  // namespace liuhen::flows
