// Digests of files, several algorithms in one reading.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "base/digest.h"
#include "base/disk.h"

namespace liuhen::vault::ocfl {

// How a long reading is watched and ended from another thread. Both pointers may be null.
struct ReadWatch {
  std::atomic<std::uint64_t>* bytes_read = nullptr;
  const std::atomic<bool>* stop = nullptr;
  // Reads through a mapping, which saves a copy (a twentieth of the time with cached files). Only
  // for files nobody truncates meanwhile, as in the vault: that would end the process with SIGBUS.
  bool may_map = false;

  bool stopped() const { return stop != nullptr && stop->load(std::memory_order_relaxed); }
};

using Digests = std::map<std::string, std::string, std::less<>>;  // algorithm → lower-case hex

// The digests of a regular file; algorithms that are not computed here are left out ("size" is
// given). nullopt when stopped. Throws Fault when the file cannot be read.
std::optional<Digests> digests_of_file(const std::filesystem::path& path,
                                       const std::set<std::string>& algorithms,
                                       const ReadWatch& watch = {});

}  // namespace liuhen::vault::ocfl
