// run_child: another program, run to its end under limits, without a shell. For tools that read
// hostile bytes (ffmpeg, pdftoppm, the probe): each gets an address-space, CPU, output-file and
// wall-clock limit, no core dump, no new privileges, no descriptor but 0, 1, 2 and the named ones,
// no network where the kernel lets us take it away, an empty environment but what is given; on wish
// a fence around the files it may open (base/fence.h). It dies with the thread that started it.
// fork+execve rather than posix_spawn, because posix_spawn can set neither limits nor namespaces;
// between the two only async-signal-safe calls are made.
// Blocking; any thread; many at once. Faults: the program cannot be started. Everything the program
// itself does, however bad, is a ChildResult.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/fence.h"

namespace liuhen::base {

struct ChildLimits {
  std::uint64_t memory_bytes = std::uint64_t{2} << 30;      // RLIMIT_AS; 0: none
  std::uint64_t file_size_bytes = std::uint64_t{64} << 20;  // RLIMIT_FSIZE, each file written
  std::uint64_t cpu_s = 600;                                // RLIMIT_CPU
  std::int64_t wall_ms = 600'000;                           // then SIGKILL
  std::uint64_t stdout_bytes_max = std::uint64_t{1} << 20;  // then SIGKILL
  std::size_t stderr_head_bytes = 0;                        // the first so many are kept
  std::size_t stderr_tail_bytes = 2048;                     // the last so many are kept
  int nice = 10;
  bool network = false;  // false: own empty network namespace if permitted
};

// Without a reader the output is kept in memory, and more than this is a flood whatever
// stdout_bytes_max allows.
inline constexpr std::uint64_t kKeptOutputBytesMax = std::uint64_t{1} << 20;

struct ChildDescriptor {
  int ours = -1;
  int theirs = -1;  // 3 … 63; shares our file offset
};

struct ChildProgram {
  std::filesystem::path program;       // absolute
  std::vector<std::string> arguments;  // without argv[0]
  std::vector<std::string> environment = {"LC_ALL=C.UTF-8", "TZ=UTC0"};
  std::filesystem::path folder = "/";
  std::vector<ChildDescriptor> descriptors;
  // Only these, the program itself and the given descriptors' files may be opened, where the kernel
  // has Landlock; elsewhere it goes on without.
  std::optional<Reach> reach = std::nullopt;
};

enum class ChildEnd {
  exited,     // code is the exit status
  signalled,  // code is the signal: a crash, or a limit (SIGXCPU, SIGXFSZ)
  timed_out,
  stopped,  // the stop token asked
  flooded   // wrote more than stdout_bytes_max or kKeptOutputBytesMax
};

struct ChildResult {
  ChildEnd end = ChildEnd::exited;
  int code = 0;
  std::string output;       // empty when a reader was given
  std::string stderr_tail;  // untrusted bytes
  std::string stderr_head;  // untrusted bytes
  std::int64_t elapsed_ms = 0;
  bool ok() const { return end == ChildEnd::exited && code == 0; }
};

// Called on the calling thread with standard output as it comes, in pieces of any size.
using ChildReader = std::function<void(std::string_view piece)>;

ChildResult run_child(const ChildProgram& program, const ChildLimits& limits,
                      const ChildReader& reader = {}, const std::stop_token& stop = {});

// Makes a ChildReader of a line callback (without the line's end). A line longer than line_max is
// dropped; an unfinished last line too.
ChildReader by_line(std::function<void(std::string_view line)> on_line,
                    std::size_t line_max = 4096);

// One sentence for a log: "exit status 1", "signal 11", "not done after 60 s", …, and the end of
// standard error with everything but printable ASCII made '.'.
std::string describe(const ChildResult& result, const ChildLimits& limits);

}  // namespace liuhen::base
