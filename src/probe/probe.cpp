#include "probe/probe.h"

#include <signal.h>

#include <algorithm>

#include "probe/child.h"
#include "probe/facts.h"

namespace liuhen::probe {
namespace {

std::vector<std::string> arguments_of(const ProbeLimits& limits) {
  std::vector<std::string> out{"--memory-bytes=" + std::to_string(limits.memory_bytes),
                               "--cpu-s=" + std::to_string(limits.cpu_s),
                               "--walk-ms=" + std::to_string(limits.walk_ms),
                               "--packets=" + std::to_string(limits.packets_max),
                               "--gap-permille=" + std::to_string(limits.gap_permille)};
  if (limits.allow_unsandboxed) out.push_back("--allow-unsandboxed");
  return out;
}

// The process may be in hostile hands: its words are shown as one line of printable ASCII.
std::string shown(std::string_view errors) {
  std::string out;
  for (const char c : errors) out.push_back(c >= 0x20 && c < 0x7f ? c : ' ');
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out.empty() ? out : " (" + out + ")";
}

void judge_signal(int signal, ProbeOutcome& outcome) {
  outcome.signal = signal;
  outcome.outcome = ProbeEnding::crashed;
  if (signal == SIGXCPU) {
    outcome.outcome = ProbeEnding::limit_reached;
    outcome.detail = "used all the processor time it may have";
  } else if (signal == SIGXFSZ) {
    outcome.outcome = ProbeEnding::limit_reached;
    outcome.detail = "tried to write to a file";
  } else if (signal == SIGSYS) {
    outcome.detail = "made a system call that the sandbox forbids";
  } else {
    outcome.detail = "died of signal " + std::to_string(signal);
  }
}

void judge_exit(const ChildEnd& end, ProbeOutcome& outcome) {
  switch (end.exit_code) {
    case kExitAnswered: {
      auto facts = canonical_facts(end.output);
      outcome.outcome = facts ? ProbeEnding::answered : ProbeEnding::bad_answer;
      if (facts) {
        outcome.facts_json = std::move(*facts);
      } else {
        outcome.detail = "gave no usable answer: " + facts.error().why;
      }
      return;
    }
    case kExitMemory:
      outcome.outcome = ProbeEnding::limit_reached;
      outcome.detail = "used all the memory it may have";
      return;
    case kExitUnsandboxed:
      outcome.outcome = ProbeEnding::refused;
      outcome.detail = "refused to work without its sandbox";
      return;
    case kExitNotLoaded:
      outcome.outcome = ProbeEnding::refused;
      outcome.detail = "could not load its libraries";
      return;
    default:
      outcome.outcome = ProbeEnding::crashed;
      outcome.detail = "ended with exit code " + std::to_string(end.exit_code);
  }
}

}  // namespace

std::string_view text_of(ProbeEnding ending) {
  switch (ending) {
    case ProbeEnding::answered:
      return "answered";
    case ProbeEnding::crashed:
      return "crashed";
    case ProbeEnding::timed_out:
      return "timed_out";
    case ProbeEnding::limit_reached:
      return "limit_reached";
    case ProbeEnding::refused:
      return "refused";
    case ProbeEnding::bad_answer:
      return "bad_answer";
  }
  return "crashed";
}

Prober::Prober(base::fs::path program, ProbeLimits limits)
    : program_(std::move(program)), limits_(limits) {}

ProbeOutcome Prober::probe(const base::File& file) const {
  CHECK(file.is_open());
  const ChildEnd end = run_child({.program = program_,
                                  .arguments = arguments_of(limits_),
                                  .file_descriptor = file.descriptor(),
                                  .wall_ms = limits_.wall_ms,
                                  .output_bytes_max = kAnswerBytesMax,
                                  .error_bytes_max = kErrorTextBytesMax});
  ProbeOutcome outcome;
  outcome.elapsed_ms = end.elapsed_ms;
  if (end.timed_out) {
    outcome.outcome = ProbeEnding::timed_out;
    outcome.detail = "gave no answer within " + std::to_string(limits_.wall_ms) + " ms";
  } else if (end.flooded) {
    outcome.outcome = ProbeEnding::bad_answer;
    outcome.detail = "wrote more than " + std::to_string(kAnswerBytesMax) + " bytes";
  } else if (end.signal != 0) {
    judge_signal(end.signal, outcome);
  } else {
    judge_exit(end, outcome);
  }
  if (outcome.outcome != ProbeEnding::answered) {
    outcome.detail = "the probe process " + outcome.detail + shown(end.errors);
  }
  return outcome;
}

Prober::SelfTest Prober::verify_sandbox() const {
  const ChildEnd end = run_child({.program = program_,
                                  .arguments = {"--self-test"},
                                  .wall_ms = 30'000,
                                  .output_bytes_max = kAnswerBytesMax,
                                  .error_bytes_max = kErrorTextBytesMax});
  return {end.exit_code == kExitAnswered, end.output + end.errors};
}

}  // namespace liuhen::probe
