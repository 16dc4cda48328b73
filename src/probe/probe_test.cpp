// The client against a process that misbehaves, and the sandbox itself.
#include "probe/probe.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <thread>
#include <vector>

#include "base/clock.h"
#include "base/fault.h"
#include "probe/sample_media_test.h"

namespace liuhen::probe {
namespace {

class Misbehaving : public MediaTest {
 protected:
  static ProbeOutcome after(const std::string& deed, ProbeLimits limits = {}) {
    const auto path = media().write("deed-" + deed, deed);
    return Prober(misbehaving_program(), limits).probe(base::File::open_read(path));
  }
  static base::fs::path script(const std::string& name, const std::string& body) {
    const auto path = media().write(name, "#!/bin/sh\n" + body + "\n");
    ::chmod(path.c_str(), 0755);
    return path;
  }
};

TEST_F(Misbehaving, CrashIsAnOutcome) {
  const ProbeOutcome outcome = after("crash");
  EXPECT_EQ(outcome.outcome, ProbeEnding::crashed);
  EXPECT_EQ(outcome.signal, SIGABRT);
  EXPECT_TRUE(outcome.facts_json.empty());
  EXPECT_NE(outcome.detail.find("signal 6"), std::string::npos) << outcome.detail;
}

TEST_F(Misbehaving, HangIsKilled) {
  for (const char* deed : {"hang", "close"}) {
    const ProbeOutcome outcome = after(deed, {.wall_ms = 300});
    EXPECT_EQ(outcome.outcome, ProbeEnding::timed_out) << deed;
    EXPECT_GE(outcome.elapsed_ms, 300);
    EXPECT_LT(outcome.elapsed_ms, 2000);
  }
}

TEST_F(Misbehaving, ProcessorTimeIsLimited) {
  const ProbeOutcome outcome = after("cpu", {.cpu_s = 1, .wall_ms = 20'000});
  EXPECT_EQ(outcome.outcome, ProbeEnding::limit_reached);
  EXPECT_EQ(outcome.signal, SIGXCPU);
}

#ifndef __SANITIZE_ADDRESS__
TEST_F(Misbehaving, MemoryIsLimited) {
  EXPECT_EQ(after("memory", {.memory_bytes = std::uint64_t{320} << 20}).outcome,
            ProbeEnding::limit_reached);
}
#endif

TEST_F(Misbehaving, GarbageAndFloodAreBadAnswers) {
  const ProbeOutcome garbage = after("garbage");
  EXPECT_EQ(garbage.outcome, ProbeEnding::bad_answer);
  EXPECT_TRUE(garbage.facts_json.empty());
  EXPECT_EQ(garbage.detail.find('\x1b'), std::string::npos);
  const ProbeOutcome flood = after("flood");
  EXPECT_EQ(flood.outcome, ProbeEnding::bad_answer);
  EXPECT_LT(flood.elapsed_ms, 3000);
  const ProbeOutcome errors = after("errors");
  EXPECT_EQ(errors.outcome, ProbeEnding::crashed);
  EXPECT_LE(errors.detail.size(), kErrorTextBytesMax + 200);
}

TEST_F(Misbehaving, ForbiddenCallEndsTheProcess) {
  const ProbeOutcome outcome = after("socket");
  EXPECT_EQ(outcome.outcome, ProbeEnding::crashed);
  EXPECT_EQ(outcome.signal, SIGSYS);
}

TEST_F(Misbehaving, NothingOfTheParentReachesTheChild) {
  const auto file = base::File::open_read(media().write("secret", "x"));
  ::setenv("LIUHEN_TEST_SECRET", "s3cret", 1);
  const int leaked = ::fcntl(file.descriptor(), F_DUPFD, 50);  // no close-on-exec
  const auto program = script("shows.sh", "env >&2; ls /proc/self/fd >&2; exit 9");
  const ProbeOutcome outcome = Prober(program).probe(file);
  ::close(leaked);
  EXPECT_EQ(outcome.outcome, ProbeEnding::crashed);
  EXPECT_EQ(outcome.detail.find("s3cret"), std::string::npos) << outcome.detail;
  EXPECT_EQ(outcome.detail.find(" 50"), std::string::npos) << outcome.detail;
  EXPECT_NE(outcome.detail.find(" 3 "), std::string::npos) << outcome.detail;
}

TEST_F(Misbehaving, ChildrenOfTheChildDoNotHoldTheCaller) {
  const auto file = base::File::open_read(media().write("x", "x"));
  const auto program = script("daemon.sh", "sleep 30 & sleep 30");
  const std::int64_t started_ms = base::monotonic_ms();
  EXPECT_EQ(Prober(program, {.wall_ms = 200}).probe(file).outcome, ProbeEnding::timed_out);
  EXPECT_LT(base::monotonic_ms() - started_ms, 3000);
}

TEST_F(Misbehaving, StopEndsItQuicklyAndSaysNothingOfTheFile) {
  const auto path = media().write("deed-hang", "hang");
  std::stop_source stop;
  const std::int64_t started_ms = base::monotonic_ms();
  std::thread later([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    stop.request_stop();
  });
  const ProbeOutcome outcome =
      Prober(misbehaving_program()).probe(base::File::open_read(path), stop.get_token());
  later.join();
  EXPECT_EQ(outcome.outcome, ProbeEnding::stopped);
  EXPECT_TRUE(outcome.facts_json.empty());
  EXPECT_LT(base::monotonic_ms() - started_ms, 3000);
}

TEST_F(Misbehaving, MissingProgramIsAFault) {
  const auto file = base::File::open_read(media().write("x", "x"));
  EXPECT_THROW(Prober("/nonexistent/liuhen_probe").probe(file), base::Fault);
}

TEST_F(Misbehaving, WritableDescriptorIsNotProbed) {
  const auto path = media().write("w", "x");
  const ProbeOutcome outcome = Prober(probe_program()).probe(base::File::open_write(path));
  EXPECT_EQ(outcome.outcome, ProbeEnding::crashed);
  EXPECT_NE(outcome.detail.find("for reading"), std::string::npos) << outcome.detail;
}

TEST_F(Misbehaving, ManyThreadsProbeAtOnce) {
  const auto path = media().mp4();
  const Prober prober(probe_program());
  std::vector<std::thread> threads;
  std::vector<std::string> answers(4);
  for (std::string& answer : answers) {
    threads.emplace_back([&] { answer = prober.probe(base::File::open_read(path)).facts_json; });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& answer : answers) {
    EXPECT_FALSE(answer.empty());
    EXPECT_EQ(answer, answers.front());  // and the same bytes are answered the same way
  }
}

TEST(Sandbox, SelfTestHoldsHere) {
  const Prober::SelfTest test = Prober(probe_program()).verify_sandbox();
  EXPECT_TRUE(test.passed) << test.text;
  EXPECT_EQ(test.text.find("ALLOWED"), std::string::npos) << test.text;
  EXPECT_NE(test.text.find("open an internet socket: denied"), std::string::npos);
  EXPECT_NE(test.text.find("write a file, Landlock alone: denied"), std::string::npos);
  EXPECT_NE(test.text.find("run a program, seccomp alone: denied"), std::string::npos);
}

}  // namespace
}  // namespace liuhen::probe
