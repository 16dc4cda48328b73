#include "probe/process/sandbox.h"

#include <fcntl.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>

#include "probe/contract.h"

namespace liuhen::probe::process {
namespace {

// The kernel headers of Debian 12 know Landlock up to ABI 2; these are the numbers of the kernel's
// user-space interface (Documentation/userspace-api/landlock.rst), which never change.
constexpr long kLandlockCreateRuleset = 444;
constexpr long kLandlockRestrictSelf = 446;
constexpr unsigned kLandlockVersionFlag = 1;

struct LandlockRuleset {
  std::uint64_t handled_access_fs;
  std::uint64_t handled_access_net;  // since ABI 4
  std::uint64_t scoped;              // since ABI 6
};

LandlockRuleset everything_denied(long abi) {
  LandlockRuleset rules{};
  rules.handled_access_fs = (1u << 13) - 1;           // execute, read, write, list, make, remove
  if (abi >= 2) rules.handled_access_fs |= 1u << 13;  // link and rename across folders
  if (abi >= 3) rules.handled_access_fs |= 1u << 14;  // truncate
  if (abi >= 5) rules.handled_access_fs |= 1u << 15;  // device ioctls
  if (abi >= 4) rules.handled_access_net = 3;         // TCP bind and connect
  if (abi >= 6) rules.scoped = 3;                     // abstract sockets, signals
  return rules;
}

// The ABI in force, or 0 with `why` set. No rule is added, so everything handled is denied.
int raise_landlock(std::string& why) {
  const long abi = ::syscall(kLandlockCreateRuleset, nullptr, 0, kLandlockVersionFlag);
  if (abi < 1) {
    why = "this kernel has no Landlock (5.13 or newer, with landlock in the lsm= list)";
    return 0;
  }
  LandlockRuleset rules = everything_denied(abi);
  const long descriptor = ::syscall(kLandlockCreateRuleset, &rules, sizeof rules, 0);
  if (descriptor < 0) {
    why = std::string("Landlock gave no ruleset: ") + std::strerror(errno);
    return 0;
  }
  const long restricted = ::syscall(kLandlockRestrictSelf, descriptor, 0);
  const int error = errno;
  ::close(static_cast<int>(descriptor));
  if (restricted != 0) {
    why = std::string("Landlock could not be entered: ") + std::strerror(error);
    return 0;
  }
  return static_cast<int>(abi);
}

constexpr int kAllowed[] = {
    SCMP_SYS(read),
    SCMP_SYS(pread64),
    SCMP_SYS(lseek),
    SCMP_SYS(close),
    SCMP_SYS(fstat),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(brk),
    SCMP_SYS(madvise),
    SCMP_SYS(futex),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(getrandom),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(getrusage),
    SCMP_SYS(sysinfo),
    SCMP_SYS(uname),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(nanosleep),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(poll),
};

// Libraries look around for settings and must be told no, not be killed for it.
constexpr int kAnsweredNo[] = {
    SCMP_SYS(open),     SCMP_SYS(openat),     SCMP_SYS(openat2),    SCMP_SYS(stat),
    SCMP_SYS(lstat),    SCMP_SYS(statx),      SCMP_SYS(access),     SCMP_SYS(faccessat),
    SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(faccessat2), SCMP_SYS(getcwd),
    SCMP_SYS(ioctl),    SCMP_SYS(mlock),      SCMP_SYS(getdents64),
};

// The macros of libseccomp are C99 compound literals.
struct NarrowRule {
  std::uint32_t action;
  int call;
  scmp_arg_cmp argument;
};

constexpr scmp_arg_cmp equals(unsigned argument, scmp_datum_t value) {
  return {argument, SCMP_CMP_EQ, value, 0};
}
constexpr scmp_arg_cmp masked(unsigned argument, scmp_datum_t mask, scmp_datum_t value) {
  return {argument, SCMP_CMP_MASKED_EQ, mask, value};
}

int add_narrow_rules(scmp_filter_ctx filter) {
  const NarrowRule rules[] = {
      {SCMP_ACT_ALLOW, SCMP_SYS(write), equals(0, 1)},
      {SCMP_ACT_ALLOW, SCMP_SYS(write), equals(0, 2)},
      {SCMP_ACT_ALLOW, SCMP_SYS(writev), equals(0, 1)},
      {SCMP_ACT_ALLOW, SCMP_SYS(writev), equals(0, 2)},
      // No memory that can be run.
      {SCMP_ACT_ALLOW, SCMP_SYS(mmap), masked(2, PROT_EXEC, 0)},
      {SCMP_ACT_ALLOW, SCMP_SYS(mprotect), masked(2, PROT_EXEC, 0)},
      // fstat() of glibc 2.36 is this call without a path; with one, the answer is no.
      {SCMP_ACT_ALLOW, SCMP_SYS(newfstatat), masked(3, AT_EMPTY_PATH, AT_EMPTY_PATH)},
      {SCMP_ACT_ERRNO(EACCES), SCMP_SYS(newfstatat), masked(3, AT_EMPTY_PATH, 0)},
      {SCMP_ACT_ALLOW, SCMP_SYS(fcntl), equals(1, F_GETFD)},
      {SCMP_ACT_ALLOW, SCMP_SYS(fcntl), equals(1, F_GETFL)},
      // Reading limits, and abort() of this process itself.
      {SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), equals(2, 0)},
      {SCMP_ACT_ALLOW, SCMP_SYS(tgkill), equals(0, static_cast<scmp_datum_t>(::getpid()))},
  };
  for (const NarrowRule& rule : rules) {
    const int error = seccomp_rule_add_array(filter, rule.action, rule.call, 1, &rule.argument);
    if (error != 0) return error;
  }
  return 0;
}

bool raise_seccomp(std::string& why) {
  const std::unique_ptr<void, decltype(&seccomp_release)> filter(
      seccomp_init(SCMP_ACT_KILL_PROCESS), &seccomp_release);
  int error = filter ? 0 : -ENOMEM;
  for (const int call : kAllowed) {
    if (error == 0) error = seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0);
  }
  for (const int call : kAnsweredNo) {
    if (error == 0) error = seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(EACCES), call, 0);
  }
  if (error == 0) error = add_narrow_rules(filter.get());
  if (error == 0) error = seccomp_load(filter.get());
  if (error == 0) return true;
  why = std::string("this kernel refuses the seccomp filter: ") + std::strerror(-error);
  return false;
}

bool limit(__rlimit_resource_t resource, std::uint64_t soft, std::uint64_t hard) {
  const rlimit both{soft, hard};
  return ::setrlimit(resource, &both) == 0;
}

bool set_limits(const SandboxLimits& limits) {
  const auto cpu_s = static_cast<std::uint64_t>(limits.cpu_s);
#ifdef __SANITIZE_ADDRESS__
  const bool memory = true;  // the sanitizer reserves terabytes of address space
#else
  const bool memory = limit(RLIMIT_AS, limits.memory_bytes, limits.memory_bytes);
#endif
  // One descriptor above the four in hand, for Landlock's own ruleset.
  return memory && limit(RLIMIT_CPU, cpu_s, cpu_s + 1) && limit(RLIMIT_FSIZE, 0, 0) &&
         limit(RLIMIT_CORE, 0, 0) &&
         limit(RLIMIT_NOFILE, kFileDescriptor + 2, kFileDescriptor + 2) &&
         limit(RLIMIT_NPROC, 0, 0) && limit(RLIMIT_MEMLOCK, 0, 0);
}

void add_missing(SandboxState& state, const std::string& why) {
  if (why.empty()) return;
  if (!state.missing.empty()) state.missing += "; ";
  state.missing += why;
}

}  // namespace

SandboxState enter_sandbox(const SandboxLimits& limits, SandboxLayers layers) {
  SandboxState state;
  ::close_range(kFileDescriptor + 1, ~0u, 0);
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) {
    add_missing(state, "this kernel refuses no_new_privs");
  }
  if (layers.limits && !set_limits(limits)) add_missing(state, "resource limits were refused");
  std::string why;
  if (layers.landlock) {
    state.landlock_abi = raise_landlock(why);
    add_missing(state, why);
  }
  why.clear();
  if (layers.seccomp) {
    state.seccomp = raise_seccomp(why);
    add_missing(state, why);
  }
  return state;
}

}  // namespace liuhen::probe::process
