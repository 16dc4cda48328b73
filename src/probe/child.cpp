#include "probe/child.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <thread>

#include "base/clock.h"
#include "base/fault.h"
#include "probe/contract.h"

namespace liuhen::probe {
namespace {

// Descriptors below this may be targets in the child, so sources are moved above it first.
constexpr int kSafeDescriptor = 10;

base::File moved_up(int descriptor, const char* what) {
  const int copy = ::fcntl(descriptor, F_DUPFD_CLOEXEC, kSafeDescriptor);
  if (copy < 0) base::throw_errno(std::string("cannot duplicate the descriptor of ") + what);
  return base::File(copy, what);
}

struct Pipe {
  base::File read_end;
  base::File write_end;
};

Pipe open_pipe() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) base::throw_errno("cannot make a pipe for a child process");
  base::File low_read(ends[0], "pipe"), low_write(ends[1], "pipe");
  Pipe pipe{moved_up(ends[0], "pipe"), moved_up(ends[1], "pipe")};
  ::fcntl(pipe.read_end.descriptor(), F_SETFL, O_NONBLOCK);
  return pipe;
}

class SpawnSettings {
 public:
  SpawnSettings() {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawnattr_init(&attributes_);
    sigset_t none, all;
    ::sigemptyset(&none);
    ::sigfillset(&all);
    ::posix_spawnattr_setsigmask(&attributes_, &none);
    ::posix_spawnattr_setsigdefault(&attributes_, &all);
    ::posix_spawnattr_setpgroup(&attributes_, 0);  // so that a kill reaches its children too
    ::posix_spawnattr_setflags(
        &attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;
  ~SpawnSettings() {
    ::posix_spawn_file_actions_destroy(&actions_);
    ::posix_spawnattr_destroy(&attributes_);
  }

  void connect(int output, int errors, int file) {
    ::posix_spawn_file_actions_addopen(&actions_, 0, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions_, output, 1);
    ::posix_spawn_file_actions_adddup2(&actions_, errors, 2);
    if (file >= 0) ::posix_spawn_file_actions_adddup2(&actions_, file, kFileDescriptor);
    const int first_closed = file >= 0 ? kFileDescriptor + 1 : kFileDescriptor;
    ::posix_spawn_file_actions_addclosefrom_np(&actions_, first_closed);
  }

  pid_t start(const ChildRun& run) const {
    std::string name = run.program.string();
    std::vector<std::string> arguments = run.arguments;
    std::vector<char*> argv{name.data()};
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    char locale[] = "LC_ALL=C";
    std::array<char*, 2> environment{locale, nullptr};
    pid_t child = 0;
    const int error = ::posix_spawn(&child, name.c_str(), &actions_, &attributes_, argv.data(),
                                    environment.data());
    if (error != 0) base::throw_errno("cannot start " + name, error);
    return child;
  }

 private:
  posix_spawn_file_actions_t actions_;
  posix_spawnattr_t attributes_;
};

enum class PipeState { open, ended };

// Reads what is there. `keep_max` bytes are kept; true in `over` when more came.
PipeState drain(int descriptor, std::string& into, std::size_t keep_max, bool& over) {
  std::array<char, 65536> chunk;
  for (;;) {
    const ssize_t got = ::read(descriptor, chunk.data(), chunk.size());
    if (got == 0) return PipeState::ended;
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return errno == EAGAIN ? PipeState::open : PipeState::ended;
    const auto size = static_cast<std::size_t>(got);
    const std::size_t kept = std::min(size, keep_max - into.size());
    into.append(chunk.data(), kept);
    if (kept < size) {
      over = true;
      return PipeState::open;  // back to the loop, which looks at the clock
    }
  }
}

class RunningChild {
 public:
  RunningChild(const ChildRun& run, pid_t pid, Pipe output, Pipe errors, std::int64_t started_ms)
      : run_(run),
        pid_(pid),
        output_(std::move(output.read_end)),
        errors_(std::move(errors.read_end)),
        started_ms_(started_ms) {}

  ChildEnd finish() {
    read_until_closed();
    reap();
    end_.elapsed_ms = static_cast<int>(base::monotonic_ms() - started_ms_);
    return std::move(end_);
  }

 private:
  std::int64_t left_ms() const { return started_ms_ + run_.wall_ms - base::monotonic_ms(); }

  void read_until_closed() {
    bool output_open = true, errors_open = true, errors_over = false;
    while (output_open || errors_open) {
      const std::int64_t left = left_ms();
      if (left <= 0) {
        end_.timed_out = true;
        return;
      }
      std::array<pollfd, 2> watched{pollfd{output_open ? output_.descriptor() : -1, POLLIN, 0},
                                    pollfd{errors_open ? errors_.descriptor() : -1, POLLIN, 0}};
      ::poll(watched.data(), watched.size(), static_cast<int>(left));
      if (watched[0].revents != 0) {
        output_open = drain(output_.descriptor(), end_.output, run_.output_bytes_max,
                            end_.flooded) == PipeState::open;
      }
      if (end_.flooded) return;
      if (watched[1].revents != 0) {
        errors_open = drain(errors_.descriptor(), end_.errors, run_.error_bytes_max, errors_over) ==
                      PipeState::open;
      }
    }
  }

  // The child may close its pipes and live on, so waiting is bounded as well.
  void reap() {
    bool killed = false;
    for (int spins = 0;; ++spins) {
      siginfo_t ended{};
      const int got = ::waitid(P_PID, static_cast<id_t>(pid_), &ended,
                               WEXITED | WNOWAIT | (killed ? 0 : WNOHANG));
      if (got != 0 && errno == EINTR) continue;
      if (got != 0) base::throw_errno("cannot wait for " + run_.program.string());
      if (ended.si_pid == pid_) break;
      if (left_ms() <= 0) end_.timed_out = true;
      if (end_.timed_out || end_.flooded) {
        ::kill(-pid_, SIGKILL);
        killed = true;
      } else {
        std::this_thread::sleep_for(std::chrono::milliseconds(spins < 20 ? 1 : 20));
      }
    }
    // Not reaped yet, so the group's number is still ours: end what it may have left behind.
    ::kill(-pid_, SIGKILL);
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    if (WIFEXITED(status)) end_.exit_code = WEXITSTATUS(status);
    if (WIFSIGNALED(status)) end_.signal = WTERMSIG(status);
  }

  const ChildRun& run_;
  pid_t pid_;
  base::File output_;
  base::File errors_;
  std::int64_t started_ms_;
  ChildEnd end_;
};

}  // namespace

ChildEnd run_child(const ChildRun& run) {
  Pipe output = open_pipe();
  Pipe errors = open_pipe();
  base::File file;
  if (run.file_descriptor >= 0) file = moved_up(run.file_descriptor, "the probed file");
  SpawnSettings settings;
  settings.connect(output.write_end.descriptor(), errors.write_end.descriptor(), file.descriptor());
  const std::int64_t started_ms = base::monotonic_ms();
  const pid_t pid = settings.start(run);
  file.close();
  output.write_end.close();
  errors.write_end.close();
  return RunningChild(run, pid, std::move(output), std::move(errors), started_ms).finish();
}

}  // namespace liuhen::probe
