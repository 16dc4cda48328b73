// One run of a child process with everything about it bounded: time, output, inherited state.
// Nothing of the parent reaches the child but the descriptor handed over: no environment, no
// working descriptors, no blocked signals. Any thread.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/disk.h"

namespace liuhen::probe {

struct ChildRun {
  base::fs::path program;
  std::vector<std::string> arguments;  // without the program's name
  int file_descriptor = -1;            // becomes descriptor 3; -1 for none
  int wall_ms = 0;
  std::size_t output_bytes_max = 0;
  std::size_t error_bytes_max = 0;
};

struct ChildEnd {
  bool timed_out = false;
  bool flooded = false;  // wrote more than output_bytes_max; killed
  int exit_code = -1;    // when it exited by itself
  int signal = 0;        // when a signal ended it (also the parent's own kill)
  int elapsed_ms = 0;
  std::string output;
  std::string errors;  // cut at error_bytes_max; the rest is read and dropped
};

// Fault when the program cannot be started.
ChildEnd run_child(const ChildRun& run);

}  // namespace liuhen::probe
