#include "probe/probe.h"

#include <signal.h>

#include <algorithm>

#include "base/check.h"
#include "base/child.h"
#include "probe/facts.h"

namespace liuhen::probe {
namespace {

std::vector<std::string> arguments_of(const ProbeLimits& limits) {
  std::vector<std::string> out{"--memory-bytes=" + std::to_string(limits.memory_bytes),
                               "--cpu-s=" + std::to_string(limits.cpu_s),
                               "--walk-ms=" + std::to_string(limits.walk_ms),
                               "--packets=" + std::to_string(limits.packets_max),
                               "--gap-permille=" + std::to_string(limits.gap_permille)};
  if (limits.allow_unsandboxed) out.emplace_back("--allow-unsandboxed");
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

void judge_exit(const base::ChildResult& result, ProbeOutcome& outcome) {
  switch (result.code) {
    case kExitAnswered: {
      auto facts = canonical_facts(result.output);
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
      outcome.detail = "ended with exit code " + std::to_string(result.code);
  }
}

void judge(const base::ChildResult& result, const ProbeLimits& limits, ProbeOutcome& outcome) {
  switch (result.end) {
    case base::ChildEnd::timed_out:
      outcome.outcome = ProbeEnding::timed_out;
      outcome.detail = "gave no answer within " + std::to_string(limits.wall_ms) + " ms";
      return;
    case base::ChildEnd::flooded:
      outcome.outcome = ProbeEnding::bad_answer;
      outcome.detail = "wrote more than " + std::to_string(kAnswerBytesMax) + " bytes";
      return;
    case base::ChildEnd::stopped:
      outcome.outcome = ProbeEnding::stopped;
      outcome.detail = "was stopped";
      return;
    case base::ChildEnd::signalled:
      judge_signal(result.code, outcome);
      return;
    case base::ChildEnd::exited:
      judge_exit(result, outcome);
  }
}

// The process limits itself more tightly, once its libraries are loaded.
base::ChildLimits limits_for(const ProbeLimits& limits) {
  base::ChildLimits out;
  out.memory_bytes = 0;  // its own limit is the one that it can report
  out.file_size_bytes = 0;
  out.cpu_s = static_cast<std::uint64_t>(limits.cpu_s) + 10;
  out.wall_ms = limits.wall_ms;
  out.stdout_bytes_max = kAnswerBytesMax;
  out.stderr_head_bytes = kErrorTextBytesMax;
  out.nice = 0;
  return out;
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
    case ProbeEnding::stopped:
      return "stopped";
  }
  return "crashed";
}

Prober::Prober(base::fs::path program, ProbeLimits limits)
    : program_(std::move(program)), limits_(limits) {}

ProbeOutcome Prober::probe(const base::File& file, const std::stop_token& stop) const {
  CHECK(file.is_open());
  const base::ChildProgram program{.program = program_,
                                   .arguments = arguments_of(limits_),
                                   .environment = {"LC_ALL=C"},
                                   .descriptors = {{file.descriptor(), kFileDescriptor}}};
  const auto result = base::run_child(program, limits_for(limits_), {}, stop);
  ProbeOutcome outcome;
  outcome.elapsed_ms = result.elapsed_ms;
  judge(result, limits_, outcome);
  if (outcome.outcome != ProbeEnding::answered) {
    outcome.detail = "the probe process " + outcome.detail + shown(result.stderr_head);
  }
  return outcome;
}

Prober::SelfTest Prober::verify_sandbox() const {
  const base::ChildProgram program{
      .program = program_, .arguments = {"--self-test"}, .environment = {"LC_ALL=C"}};
  base::ChildLimits limits = limits_for(limits_);
  limits.wall_ms = 30'000;
  const auto result = base::run_child(program, limits);
  return {result.ok(), result.output + result.stderr_head};
}

}  // namespace liuhen::probe
