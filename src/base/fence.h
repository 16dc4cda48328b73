// A fence around a child process: which files it may open at all, held by the kernel (Landlock,
// Documentation/userspace-api/landlock.rst; system calls 444 to 446, Linux 5.13 and newer). What is
// open already stays usable. Where the kernel is new enough the fence also forbids TCP (ABI 4),
// device calls (ABI 5), and signals and abstract sockets to processes outside (ABI 6).
// Older kernels, or ones without landlock in their lsm= list, have no fence: the caller goes on
// with the walls that are left (resource limits, no network, an empty environment).
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <vector>

#include "base/disk.h"

namespace liuhen::base {

// Files or folders with all below them; links are followed, what is absent is passed over.
struct Reach {
  std::vector<fs::path> readable;  // read, list, execute
  std::vector<fs::path> writable;  // read, make, write, rename, remove; never execute
};

// 0: none.
int landlock_abi();

// Ready for enter_fence(); nullopt where the kernel has none. The files behind `open_descriptors`
// may be opened again for reading (a tool opens /dev/fd/3). Any thread. Fault when the kernel has
// Landlock but gives no ruleset.
std::optional<File> make_fence(const Reach& reach, std::span<const int> open_descriptors);

// For good, for the calling thread and all it starts. Needs no_new_privs. Async-signal-safe.
bool enter_fence(int fence_descriptor);

}  // namespace liuhen::base
