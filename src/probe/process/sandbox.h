// The cage of the probe process, entered before the first byte of a file is read: resource limits,
// no new privileges, no core, no tracing, no descriptors but 0 to 3, Landlock (no file may be
// opened for anything, no TCP) and a seccomp allow-list (no sockets, processes, threads, programs
// or executable memory; a forbidden call ends the process, a look at a path is answered EACCES).
// Everything a library wants from disk has to be loaded before. One thread, once, for good.
#pragma once

#include <cstdint>
#include <string>

namespace liuhen::probe::process {

struct SandboxLimits {
  std::uint64_t memory_bytes = 0;
  int cpu_s = 0;
};

// Which walls to raise; less than all of them only in the self test.
struct SandboxLayers {
  bool limits = true;
  bool landlock = true;
  bool seccomp = true;
};

struct SandboxState {
  int landlock_abi = 0;  // 0: the kernel has none
  bool seccomp = false;
  std::string missing;  // a sentence: what this kernel lacks and why it matters
  bool is_enforced() const { return landlock_abi > 0 && seccomp && missing.empty(); }
};

SandboxState enter_sandbox(const SandboxLimits& limits, SandboxLayers layers = {});

}  // namespace liuhen::probe::process
