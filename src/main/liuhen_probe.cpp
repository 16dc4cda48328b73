// The probe process: enters its sandbox, then says as JSON what the file on descriptor 3 says about
// itself. Started by probe/probe.h; contract in probe/contract.h and docs/formats/probe.md.
#include <fcntl.h>
#include <unistd.h>

#include <charconv>
#include <cstdio>
#include <exception>
#include <new>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/disk.h"
#include "probe/contract.h"
#include "probe/process/document.h"
#include "probe/process/file_probe.h"
#include "probe/process/sandbox.h"
#include "probe/process/self_test.h"

namespace {

using namespace liuhen::probe;

struct Order {
  ProbeLimits limits;
  bool is_self_test = false;
};

template <class Number>
bool take_number(std::string_view argument, std::string_view name, Number& into) {
  if (argument.substr(0, name.size()) != name) return false;
  argument.remove_prefix(name.size());
  Number value{};
  const auto [end, error] =
      std::from_chars(argument.data(), argument.data() + argument.size(), value);
  if (error != std::errc() || end != argument.data() + argument.size() || value <= 0) return false;
  into = value;
  return true;
}

bool read_arguments(int count, char** values, Order& order) {
  for (int i = 1; i < count; ++i) {
    const std::string_view argument = values[i];
    if (argument == "--self-test") {
      order.is_self_test = true;
    } else if (argument == "--allow-unsandboxed") {
      order.limits.allow_unsandboxed = true;
    } else if (!take_number(argument, "--memory-bytes=", order.limits.memory_bytes) &&
               !take_number(argument, "--cpu-s=", order.limits.cpu_s) &&
               !take_number(argument, "--walk-ms=", order.limits.walk_ms) &&
               !take_number(argument, "--packets=", order.limits.packets_max) &&
               !take_number(argument, "--gap-permille=", order.limits.gap_permille)) {
      std::fprintf(stderr, "liuhen_probe: argument %d is not understood\n", i);
      return false;
    }
  }
  return true;
}

bool write_answer(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(1, text.data(), text.size());
    if (written <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

int run_self_test(const ProbeLimits& limits) {
  std::string report;
  const bool holds = process::self_test({limits.memory_bytes, limits.cpu_s}, report);
  write_answer(report);
  return holds ? kExitAnswered : kExitUnsandboxed;
}

int run(const ProbeLimits& limits) {
  const int flags = ::fcntl(kFileDescriptor, F_GETFL);
  if (flags < 0 || (flags & O_ACCMODE) != O_RDONLY) {
    std::fprintf(stderr, "liuhen_probe: the file has to stand open for reading on descriptor 3\n");
    return kExitUsage;
  }
  const std::int64_t deadline_ms = liuhen::base::monotonic_ms() + limits.walk_ms;
  process::prepare_poppler();
  const process::SandboxState sandbox = process::enter_sandbox({limits.memory_bytes, limits.cpu_s});
  if (!sandbox.is_enforced() && !limits.allow_unsandboxed) {
    std::fprintf(stderr,
                 "liuhen_probe: %s; hostile files are not read without a sandbox "
                 "(--allow-unsandboxed lifts this)\n",
                 sandbox.missing.c_str());
    return kExitUnsandboxed;
  }
  const liuhen::base::File file(kFileDescriptor, "the probed file");
  process::FileFacts facts =
      process::probe_file(file, {deadline_ms, limits.packets_max, limits.gap_permille});
  facts.sandbox = sandbox;
  return write_answer(process::json_text_of(facts)) ? kExitAnswered : kExitBug;
}

}  // namespace

int main(int count, char** values) {
  Order order;
  if (!read_arguments(count, values, order)) return kExitUsage;
  int code = kExitBug;
  try {
    code = order.is_self_test ? run_self_test(order.limits) : run(order.limits);
  } catch (const std::bad_alloc&) {
    code = kExitMemory;
  } catch (const std::exception& fault) {
    std::fprintf(stderr, "liuhen_probe: %s\n", fault.what());
  }
  std::fflush(nullptr);
  ::_exit(code);  // without the destructors of a hundred libraries
}
