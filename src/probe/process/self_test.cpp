#include "probe/process/self_test.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <string_view>

#include "base/fault.h"

namespace liuhen::probe::process {
namespace {

enum Verdict : int { kDone = 0, kDenied = 10, kNoWall = 11 };

Verdict verdict_of(long result) { return result >= 0 ? kDone : kDenied; }

// The file that the deeds want to make; the parent removes it.
char target_path[] = "/tmp/liuhen-self-test-XXXXXX";

Verdict open_socket() { return verdict_of(::socket(AF_INET, SOCK_STREAM, 0)); }
Verdict open_local_socket() { return verdict_of(::socket(AF_UNIX, SOCK_STREAM, 0)); }
Verdict write_file() { return verdict_of(::open(target_path, O_WRONLY | O_CREAT, 0600)); }
Verdict read_file() { return verdict_of(::open("/etc/passwd", O_RDONLY)); }
Verdict list_folder() { return verdict_of(::open("/etc", O_RDONLY | O_DIRECTORY)); }
Verdict remove_file() { return verdict_of(::unlink(target_path)); }
Verdict make_folder() { return verdict_of(::mkdir("/tmp/liuhen-self-test-folder", 0700)); }
Verdict fork_process() {
  const long child = ::syscall(SYS_fork);
  if (child == 0) ::_exit(0);
  return verdict_of(child);
}
Verdict run_program() {
  char name[] = "/bin/true";
  std::array<char*, 2> argv{name, nullptr};
  ::execv(name, argv.data());  // done: exit code 0 of true
  return kDenied;
}
Verdict signal_parent() { return verdict_of(::kill(::getppid(), 0)); }
Verdict trace_parent() { return verdict_of(::syscall(SYS_ptrace, 16L, ::getppid(), 0L, 0L)); }
Verdict map_code() {
  void* page =
      ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return page == MAP_FAILED ? kDenied : kDone;
}
[[maybe_unused]] Verdict take_memory() {  // not with the address sanitizer
  void* all = ::mmap(nullptr, std::size_t{64} << 30, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return all == MAP_FAILED ? kDenied : kDone;
}

struct Deed {
  std::string_view name;
  Verdict (*attempt)();
  SandboxLayers layers;
};

constexpr SandboxLayers kAll{};
constexpr SandboxLayers kLandlockOnly{.limits = false, .landlock = true, .seccomp = false};
constexpr SandboxLayers kSeccompOnly{.limits = false, .landlock = false, .seccomp = true};

constexpr Deed kDeeds[] = {
    {"open an internet socket", open_socket, kAll},
    {"open an internet socket, seccomp alone", open_socket, kSeccompOnly},
    {"open a local socket", open_local_socket, kAll},
    {"write a file", write_file, kAll},
    {"write a file, Landlock alone", write_file, kLandlockOnly},
    {"write a file, seccomp alone", write_file, kSeccompOnly},
    {"read a file", read_file, kAll},
    {"read a file, Landlock alone", read_file, kLandlockOnly},
    {"read a file, seccomp alone", read_file, kSeccompOnly},
    {"list a folder, Landlock alone", list_folder, kLandlockOnly},
    {"remove a file", remove_file, kAll},
    {"remove a file, Landlock alone", remove_file, kLandlockOnly},
    {"make a folder", make_folder, kAll},
    {"make a folder, Landlock alone", make_folder, kLandlockOnly},
    {"run a program", run_program, kAll},
    {"run a program, Landlock alone", run_program, kLandlockOnly},
    {"run a program, seccomp alone", run_program, kSeccompOnly},
    {"start a process", fork_process, kAll},
    {"signal another process", signal_parent, kAll},
    {"trace another process", trace_parent, kAll},
    {"make memory executable", map_code, kAll},
#ifndef __SANITIZE_ADDRESS__
    {"take 64 GiB of memory", take_memory, kAll},
#endif
};

[[noreturn]] void attempt_in_sandbox(const Deed& deed, const SandboxLimits& limits) {
  const SandboxState state = enter_sandbox(limits, deed.layers);
  ::_exit(state.missing.empty() ? deed.attempt() : kNoWall);
}

std::string outcome_of(int status, bool& denied) {
  denied = false;
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS) {
    denied = true;
    return "denied (ended by the kernel)";
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == kDenied) {
    denied = true;
    return "denied";
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == kNoWall) return "NOT TRIED: no sandbox";
  return WIFEXITED(status) ? "ALLOWED" : "FAILED";
}

bool try_deed(const Deed& deed, const SandboxLimits& limits, std::string& report) {
  const pid_t child = ::fork();
  if (child < 0) base::throw_errno("cannot start a process for the self test");
  if (child == 0) attempt_in_sandbox(deed, limits);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  bool denied = false;
  const std::string outcome = outcome_of(status, denied);
  report += std::string(deed.name) + ": " + outcome + "\n";
  return denied;
}

}  // namespace

bool self_test(const SandboxLimits& limits, std::string& report) {
  const int descriptor = ::mkstemp(target_path);
  if (descriptor < 0) base::throw_errno("cannot make a file for the self test");
  ::close(descriptor);
  bool all_denied = true;
  for (const Deed& deed : kDeeds) {
    if (!try_deed(deed, limits, report)) all_denied = false;
  }
  ::unlink(target_path);
  ::rmdir("/tmp/liuhen-self-test-folder");
  report += all_denied ? "the sandbox holds\n" : "the sandbox does NOT hold on this machine\n";
  return all_denied;
}

}  // namespace liuhen::probe::process
