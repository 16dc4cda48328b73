// Asks the probe process what a file says about itself. The file is handed over as an open
// descriptor; the process has no network, no keys and no write access (docs/formats/probe.md).
// A file that crashes, hangs or starves the process is a recorded outcome, never an exception.
// Thread-safe: every call starts its own process.
#pragma once

#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>

#include "base/disk.h"
#include "probe/contract.h"

namespace liuhen::probe {

enum class ProbeEnding {
  answered,       // facts_json is canonical JSON, checked by facts.h
  crashed,        // died of `signal` (31 = forbidden system call), or an exit code of a bug
  timed_out,      // wall_ms passed; killed
  limit_reached,  // memory or processor time of the sandbox
  refused,        // this machine cannot sandbox it, or lacks its libraries; not the file's doing
  bad_answer,     // wrote something that is not the agreed shape, or too much
  stopped         // the stop token asked; says nothing about the file
};

std::string_view text_of(ProbeEnding ending);

struct ProbeOutcome {
  ProbeEnding outcome = ProbeEnding::crashed;
  std::string facts_json;  // only when answered
  std::string detail;      // a sentence; with the start of what the process wrote to stderr
  int signal = 0;          // only when crashed or limit_reached by a signal
  std::int64_t elapsed_ms = 0;
};

class Prober {
 public:
  explicit Prober(base::fs::path program, ProbeLimits limits = {});

  // Fault only when the program cannot be started at all (absent, not executable, no
  // processes left).
  ProbeOutcome probe(const base::File& file, const std::stop_token& stop = {}) const;

  // Runs the program's --self-test; the text says what was tried. Fault as above.
  struct SelfTest {
    bool passed = false;
    std::string text;
  };
  SelfTest verify_sandbox() const;

 private:
  base::fs::path program_;
  ProbeLimits limits_;
};

}  // namespace liuhen::probe
