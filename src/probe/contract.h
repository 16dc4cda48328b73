// What the server and the probe process agree on: limits, exit codes, descriptor numbers.
// The process is started as
//   liuhen_probe --memory-bytes=N --cpu-s=N --walk-ms=N --packets=N --gap-permille=N
// with the file on descriptor 3 (read-only), and answers one JSON object on standard output.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace liuhen::probe {

// Named in every answer. Raised when the same bytes would be answered differently.
inline constexpr std::string_view kProbeVersion = "liuhen-probe/1";

inline constexpr int kFileDescriptor = 3;
// Answers longer than this are not read further. 1 MiB.
inline constexpr std::size_t kAnswerBytesMax = std::size_t{1} << 20;
// Facts have to fit into a ledger entry (64 KiB) with room for the rest of it.
inline constexpr std::size_t kFactsBytesMax = 48 * 1024;
inline constexpr std::size_t kErrorTextBytesMax = 4096;

struct ProbeLimits {
  std::uint64_t memory_bytes = std::uint64_t{1} << 30;  // address space, libraries included
  int cpu_s = 60;                                       // processor time, then SIGXCPU
  int wall_ms = 120'000;                                // then the client kills the process
  int walk_ms = 45'000;  // the walk over packets ends here with walk_complete:false
  std::int64_t packets_max = 8'000'000;
  int gap_permille = 1500;         // a jump is a gap above this many thousandths of a frame
  bool allow_unsandboxed = false;  // go on where the kernel has no Landlock or seccomp
};

enum ExitCode : int {
  kExitAnswered = 0,
  kExitUsage = 64,
  kExitBug = 70,
  kExitMemory = 71,       // an allocation failed under the memory limit
  kExitUnsandboxed = 77,  // refused: the sandbox could not be set up
  kExitNotLoaded = 127    // the dynamic loader's own word for a missing library
};

}  // namespace liuhen::probe
