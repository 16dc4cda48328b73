#include "base/child.h"

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <memory>

#include "base/check.h"
#include "base/clock.h"
#include "base/disk.h"
#include "base/fault.h"

namespace liuhen::base {
namespace {

constexpr int kDescriptorMax = 64;  // descriptors given to the child stay below
constexpr int kPollMs = 25;         // how soon a stop is noticed
constexpr int kEndingPollMs = 2;    // between the end of its output and its end
constexpr std::size_t kPieceBytes = 65536;

struct Pipe {
  File read;
  File write;
};

Pipe make_pipe(const std::string& what) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw_errno("pipe for " + what);
  return {File(ends[0], what), File(ends[1], what)};
}

std::vector<char*> pointers_of(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  pointers.reserve(texts.size() + 1);
  for (auto& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

// Everything the child needs after fork, prepared before it: no allocation there.
struct Launch {
  std::vector<std::string> argument_texts;
  std::vector<std::string> environment_texts;
  std::vector<char*> argument_pointers;
  std::vector<char*> environment_pointers;
  std::string folder;
  std::vector<ChildDescriptor> descriptors;  // ours already above kDescriptorMax
  std::vector<File> duplicates;
  ChildLimits limits;
  int null_in = -1;
  int out = -1;
  int err = -1;
  int fence = -1;   // -1: none
  int report = -1;  // an errno is written here when execve fails
  pid_t parent = 0;
};

// The child half: async-signal-safe calls only.

void limit(__rlimit_resource resource, std::uint64_t soft, std::uint64_t hard) {
  const rlimit both{soft, hard};
  ::setrlimit(resource, &both);
}

void limit_resources(const ChildLimits& limits) {
  limit(RLIMIT_CORE, 0, 0);
  if (limits.memory_bytes > 0) limit(RLIMIT_AS, limits.memory_bytes, limits.memory_bytes);
  limit(RLIMIT_CPU, limits.cpu_s, limits.cpu_s + 2);  // SIGXCPU first, so that the cause is seen
  limit(RLIMIT_FSIZE, limits.file_size_bytes, limits.file_size_bytes);
}

void take_network_away() {
  if (::unshare(CLONE_NEWNET) == 0) return;
  // Without privileges: inside a user namespace of its own. Refused by some hardened kernels and
  // units; then the tool's own protocol list is what remains.
  if (::unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0) return;
}

bool place_descriptors(const Launch& launch) {
  if (::dup2(launch.null_in, 0) < 0 || ::dup2(launch.out, 1) < 0 || ::dup2(launch.err, 2) < 0) {
    return false;
  }
  for (const auto& descriptor : launch.descriptors) {
    if (::dup2(descriptor.ours, descriptor.theirs) < 0) return false;
  }
  return true;
}

// Marks all but the given ones close-on-exec, so that report stays open until execve succeeds.
void hide_other_descriptors(const Launch& launch) {
  for (int number = 3; number < kDescriptorMax; ++number) {
    bool given = false;
    for (const auto& descriptor : launch.descriptors) given |= descriptor.theirs == number;
    if (!given) ::fcntl(number, F_SETFD, FD_CLOEXEC);
  }
  ::close_range(kDescriptorMax, ~0U, CLOSE_RANGE_CLOEXEC);
}

void calm_signals() {
  for (int number = 1; number < NSIG; ++number) ::signal(number, SIG_DFL);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

[[noreturn]] void become(const Launch& launch) {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != launch.parent) ::_exit(127);
  ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  calm_signals();
  if (!launch.limits.network) take_network_away();
  ::setpriority(PRIO_PROCESS, 0, launch.limits.nice);
  const bool fenced = launch.fence < 0 || enter_fence(launch.fence);
  if (fenced && place_descriptors(launch) && ::chdir(launch.folder.c_str()) == 0) {
    hide_other_descriptors(launch);
    limit_resources(launch.limits);
    ::execve(launch.argument_pointers[0], launch.argument_pointers.data(),
             launch.environment_pointers.data());
  }
  const int error_number = errno;
  [[maybe_unused]] const auto written = ::write(launch.report, &error_number, sizeof error_number);
  ::_exit(127);
}

// The parent half.

// Our end of every descriptor is moved out of the way of the numbers the child will see.
int move_high(int descriptor, std::vector<File>& duplicates) {
  const int high = ::fcntl(descriptor, F_DUPFD_CLOEXEC, kDescriptorMax);
  if (high < 0) throw_errno("duplicating a descriptor for a child process");
  duplicates.emplace_back(high, "descriptor for a child process");
  return high;
}

std::optional<File> fence_for(const ChildProgram& program) {
  if (!program.reach) return std::nullopt;
  Reach reach = *program.reach;
  reach.readable.push_back(program.program);
  std::vector<int> given;
  for (const auto& descriptor : program.descriptors) given.push_back(descriptor.ours);
  return make_fence(reach, given);
}

Launch prepare(const ChildProgram& program, const ChildLimits& limits, const File& null_in,
               const Pipe& out, const Pipe& err, const Pipe& report) {
  Launch launch;
  launch.argument_texts.push_back(program.program.string());
  launch.argument_texts.insert(launch.argument_texts.end(), program.arguments.begin(),
                               program.arguments.end());
  launch.environment_texts = program.environment;
  launch.argument_pointers = pointers_of(launch.argument_texts);
  launch.environment_pointers = pointers_of(launch.environment_texts);
  launch.folder = program.folder.string();
  launch.limits = limits;
  for (const auto& descriptor : program.descriptors) {
    CHECK(descriptor.theirs > 2 && descriptor.theirs < kDescriptorMax);
    const int high = move_high(descriptor.ours, launch.duplicates);
    launch.descriptors.push_back({high, descriptor.theirs});
  }
  if (const auto fence = fence_for(program)) {
    launch.fence = move_high(fence->descriptor(), launch.duplicates);
  }
  launch.null_in = move_high(null_in.descriptor(), launch.duplicates);
  launch.out = move_high(out.write.descriptor(), launch.duplicates);
  launch.err = move_high(err.write.descriptor(), launch.duplicates);
  launch.report = move_high(report.write.descriptor(), launch.duplicates);
  launch.parent = ::getpid();
  return launch;
}

// A started child that is killed with its whole process group and reaped at the end of its life.
class Running {
 public:
  explicit Running(pid_t pid) : pid_(pid) { ::setpgid(pid, pid); }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  ~Running() {
    if (!reaped_) reap();
  }

  // Leaves the zombie, so that its number cannot be taken by another before the group is killed.
  bool has_ended() const {
    siginfo_t ended{};
    return ::waitid(P_PID, static_cast<id_t>(pid_), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           ended.si_pid == pid_;
  }

  int reap() {
    ::kill(-pid_, SIGKILL);
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    reaped_ = true;
    return status;
  }

 private:
  pid_t pid_;
  bool reaped_ = false;
};

void keep_head(std::string& head, std::string_view piece, std::size_t bytes_max) {
  head.append(piece.substr(0, bytes_max - head.size()));
}

void keep_tail(std::string& tail, std::string_view piece, std::size_t bytes_max) {
  tail.append(piece);
  if (tail.size() > bytes_max) tail.erase(0, tail.size() - bytes_max);
}

// One read; nullopt when nothing is there now, empty at the end of the stream.
std::optional<std::string_view> read_piece(const File& from, std::string& buffer) {
  const ssize_t count = ::read(from.descriptor(), buffer.data(), buffer.size());
  if (count >= 0) return std::string_view(buffer).substr(0, static_cast<std::size_t>(count));
  if (errno == EAGAIN || errno == EINTR) return std::nullopt;
  throw_errno("reading from a child process");
}

class Conversation {
 public:
  Conversation(Pipe out, Pipe err, const ChildLimits& limits, const ChildReader& reader)
      : out_(std::move(out.read)), err_(std::move(err.read)), limits_(limits), reader_(reader) {
    out_bytes_max_ = limits.stdout_bytes_max;
    if (!reader_) out_bytes_max_ = std::min(out_bytes_max_, kKeptOutputBytesMax);
    ::fcntl(out_.descriptor(), F_SETFL, O_NONBLOCK);
    ::fcntl(err_.descriptor(), F_SETFL, O_NONBLOCK);
  }

  ChildResult hold(Running& child, const std::stop_token& stop) {
    const std::int64_t started_ms = monotonic_ms();
    const std::int64_t until_ms = started_ms + limits_.wall_ms;
    bool cut = false;
    while (!cut && !child.has_ended()) {
      wait_for_bytes();
      cut = !take_bytes() || is_over(until_ms, stop);
    }
    const int status = child.reap();
    if (!cut && !take_bytes()) cut = true;  // what it wrote just before its end
    result_.elapsed_ms = monotonic_ms() - started_ms;
    if (!cut) {
      result_.end = WIFSIGNALED(status) ? ChildEnd::signalled : ChildEnd::exited;
      result_.code = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
    }
    return std::move(result_);
  }

 private:
  void wait_for_bytes() const {
    std::array<pollfd, 2> watched{{{out_.descriptor(), POLLIN, 0}, {err_.descriptor(), POLLIN, 0}}};
    if (out_ended_) watched[0].fd = -1;
    if (err_ended_) watched[1].fd = -1;
    const bool is_ending = out_ended_ && err_ended_;
    ::poll(watched.data(), watched.size(), is_ending ? kEndingPollMs : kPollMs);
  }

  bool is_over(std::int64_t until_ms, const std::stop_token& stop) {
    if (stop.stop_requested()) return end_as(ChildEnd::stopped);
    if (monotonic_ms() > until_ms) return end_as(ChildEnd::timed_out);
    return false;
  }

  bool end_as(ChildEnd end) {
    result_.end = end;
    return true;
  }

  // Takes what is there now, of a stream that never pauses 16 pieces; false when flooded.
  bool take_bytes() {
    for (int turn = 0; turn < 16 && !err_ended_; ++turn) {
      const auto piece = read_piece(err_, buffer_);
      if (!piece) break;
      err_ended_ = piece->empty();
      keep_head(result_.stderr_head, *piece, limits_.stderr_head_bytes);
      keep_tail(result_.stderr_tail, *piece, limits_.stderr_tail_bytes);
    }
    for (int turn = 0; turn < 16 && !out_ended_; ++turn) {
      const auto piece = read_piece(out_, buffer_);
      if (!piece) break;
      out_ended_ = piece->empty();
      out_bytes_ += piece->size();
      if (out_bytes_ > out_bytes_max_) return !end_as(ChildEnd::flooded);
      if (reader_) {
        if (!piece->empty()) reader_(*piece);
      } else {
        result_.output.append(*piece);
      }
    }
    return true;
  }

  File out_;
  File err_;
  const ChildLimits& limits_;
  const ChildReader& reader_;
  ChildResult result_;
  std::string buffer_ = std::string(kPieceBytes, '\0');
  std::uint64_t out_bytes_ = 0;
  std::uint64_t out_bytes_max_ = 0;
  bool out_ended_ = false;
  bool err_ended_ = false;
};

ChildResult stopped_before_its_start() {
  ChildResult result;
  result.end = ChildEnd::stopped;
  return result;
}

void throw_if_not_started(const File& report, const std::filesystem::path& program) {
  int error_number = 0;
  ssize_t count = 0;
  do {
    count = ::read(report.descriptor(), &error_number, sizeof error_number);
  } while (count < 0 && errno == EINTR);
  if (count == sizeof error_number) throw_errno("starting " + program.string(), error_number);
}

}  // namespace

ChildResult run_child(const ChildProgram& program, const ChildLimits& limits,
                      const ChildReader& reader, const std::stop_token& stop) {
  if (stop.stop_requested()) return stopped_before_its_start();
  Pipe out = make_pipe("a child's output");
  Pipe err = make_pipe("a child's messages");
  Pipe report = make_pipe("a child's start");
  const File null_in = File::open_read("/dev/null");
  Launch launch = prepare(program, limits, null_in, out, err, report);
  const pid_t pid = ::fork();
  if (pid < 0) throw_errno("fork for " + program.program.string());
  if (pid == 0) become(launch);
  Running child(pid);
  launch.duplicates.clear();
  out.write.close();
  err.write.close();
  report.write.close();
  throw_if_not_started(report.read, program.program);
  return Conversation(std::move(out), std::move(err), limits, reader).hold(child, stop);
}

ChildReader by_line(std::function<void(std::string_view line)> on_line, std::size_t line_max) {
  struct State {
    std::string line;
    bool too_long = false;
  };
  auto state = std::make_shared<State>();
  return [state, line_max, call = std::move(on_line)](std::string_view piece) {
    for (const char letter : piece) {
      if (letter == '\n') {
        if (!state->too_long) call(state->line);
        *state = State{};
      } else if (state->line.size() < line_max) {
        state->line.push_back(letter);
      } else {
        state->too_long = true;
      }
    }
  };
}

std::string describe(const ChildResult& result, const ChildLimits& limits) {
  std::string text;
  switch (result.end) {
    case ChildEnd::exited:
      text = "exit status " + std::to_string(result.code);
      break;
    case ChildEnd::signalled:
      text = "ended by signal " + std::to_string(result.code);
      break;
    case ChildEnd::timed_out:
      text = "not done after " + std::to_string(limits.wall_ms / 1000) + " s";
      break;
    case ChildEnd::stopped:
      text = "stopped";
      break;
    case ChildEnd::flooded:
      text = "wrote more than it may";
      break;
  }
  if (result.code == SIGXCPU && result.end == ChildEnd::signalled) text += " (CPU limit)";
  if (result.code == SIGXFSZ && result.end == ChildEnd::signalled) text += " (file size limit)";
  if (result.stderr_tail.empty()) return text;
  text += ": ";
  for (const char letter : result.stderr_tail) {
    text.push_back(letter >= ' ' && letter <= '~' ? letter : '.');
  }
  return text;
}

}  // namespace liuhen::base
