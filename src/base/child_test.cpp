#include "base/child.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <thread>

#include "base/clock.h"
#include "base/disk.h"
#include "base/fault.h"

namespace liuhen::base {
namespace {

ChildProgram shell(const std::string& script) { return {"/bin/sh", {"-c", script}, {}, "/", {}}; }

TEST(Child, GivesOutputMessagesAndStatus) {
  const auto result = run_child(shell("echo out; echo err >&2; exit 3"), {});
  EXPECT_EQ(result.end, ChildEnd::exited);
  EXPECT_EQ(result.code, 3);
  EXPECT_EQ(result.output, "out\n");
  EXPECT_EQ(result.stderr_tail, "err\n");
  EXPECT_EQ(describe(result, {}), "exit status 3: err.");
}

TEST(Child, ArgumentsAreNotReadByAShell) {
  const ChildProgram echo{"/bin/echo", {"$(id) ; x", "'"}, {}, "/", {}};
  EXPECT_EQ(run_child(echo, {}).output, "$(id) ; x '\n");
}

TEST(Child, AbsentProgramIsAFault) {
  EXPECT_THROW(run_child({"/nowhere/at/all", {}, {}, "/", {}}, {}), Fault);
}

TEST(Child, SeesOnlyWhatItIsGiven) {
  const ScratchFolder folder("child");
  std::ofstream(folder / "given") << "given bytes";
  std::ofstream(folder / "other") << "other";
  const File given = File::open_read(folder / "given");
  const int leaked = ::dup(File::open_read(folder / "other").descriptor());  // not close-on-exec
  auto program = shell("cat <&3; echo; ls /proc/self/fd; cat /proc/self/fd/0; env");
  program.environment = {"ONLY=this"};
  program.descriptors = {{given.descriptor(), 3}};
  const auto result = run_child(program, {});
  ::close(leaked);
  EXPECT_TRUE(result.output.starts_with("given bytes\n0\n1\n2\n3\n4\n")) << result.output;
  EXPECT_EQ(result.output.find("\n5\n"), std::string::npos) << result.output;
  EXPECT_NE(result.output.find("ONLY=this"), std::string::npos);
  EXPECT_EQ(result.output.find("HOME="), std::string::npos);
}

TEST(Child, GivenNumbersMayCross) {
  const ScratchFolder folder("child");
  std::ofstream(folder / "a") << "A";
  std::ofstream(folder / "b") << "B";
  const File a = File::open_read(folder / "a");
  const File b = File::open_read(folder / "b");
  auto program = shell("cat <&" + std::to_string(a.descriptor()) + " && cat <&" +
                       std::to_string(b.descriptor()));
  program.descriptors = {{a.descriptor(), b.descriptor()}, {b.descriptor(), a.descriptor()}};
  if (a.descriptor() > 9 || b.descriptor() > 9) GTEST_SKIP() << "sh knows descriptors to 9";
  EXPECT_EQ(run_child(program, {}).output, "BA");
}

TEST(Child, WallClockEndsItAndItsChildren) {
  ChildLimits limits;
  limits.wall_ms = 200;
  const auto before_ms = monotonic_ms();
  const auto result = run_child(shell("sleep 30 & sleep 30"), limits);
  EXPECT_EQ(result.end, ChildEnd::timed_out);
  EXPECT_LT(monotonic_ms() - before_ms, 3000);
}

TEST(Child, LeftOverGrandchildDoesNotHoldUs) {
  const auto before_ms = monotonic_ms();
  EXPECT_TRUE(run_child(shell("sleep 30 & echo done"), {}).ok());
  EXPECT_LT(monotonic_ms() - before_ms, 3000);
}

TEST(Child, StopTokenEndsItQuickly) {
  std::stop_source stop;
  std::thread later([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    stop.request_stop();
  });
  const auto before_ms = monotonic_ms();
  const auto result = run_child(shell("sleep 30"), {}, {}, stop.get_token());
  later.join();
  EXPECT_EQ(result.end, ChildEnd::stopped);
  EXPECT_LT(monotonic_ms() - before_ms, 2000);
  EXPECT_EQ(run_child(shell("echo no"), {}, {}, stop.get_token()).output, "");
}

TEST(Child, FloodIsCut) {
  ChildLimits limits;
  limits.stdout_bytes_max = 10'000;
  const auto result = run_child(shell("yes"), limits);
  EXPECT_EQ(result.end, ChildEnd::flooded);
  EXPECT_LE(result.output.size(), 10'000U);
}

TEST(Child, KeptOutputIsBoundedWhateverIsAllowed) {
  ChildLimits limits;
  limits.stdout_bytes_max = std::uint64_t{4} << 30;
  const auto kept = run_child(shell("yes"), limits);
  EXPECT_EQ(kept.end, ChildEnd::flooded);
  EXPECT_LE(kept.output.size(), kKeptOutputBytesMax);
  std::uint64_t taken = 0;
  const auto reader = [&](std::string_view piece) { taken += piece.size(); };
  EXPECT_TRUE(run_child(shell("yes | head -c 3000000"), limits, reader).ok());
  EXPECT_EQ(taken, 3'000'000U);
}

TEST(Child, ElapsedTimeIsTold) {
  const auto result = run_child(shell("sleep 0.2"), {});
  EXPECT_GE(result.elapsed_ms, 200);
  EXPECT_LT(result.elapsed_ms, 3000);
}

class Fenced : public ::testing::Test {
 protected:
  void SetUp() override {
    if (landlock_abi() == 0) GTEST_SKIP() << "this kernel has no Landlock";
    for (const char* name : {"given", "other"}) std::ofstream(folder_ / name) << name << "\n";
    for (const char* name : {"in", "out"}) fs::create_directory(folder_ / name);
  }

  ChildResult run(const std::string& script) const {
    const File given = File::open_read(folder_ / "given");
    ChildProgram program = shell("cd '" + folder_.path().string() + "'; " + script);
    program.descriptors = {{given.descriptor(), 3}};
    program.reach = Reach{.readable = {"/usr", "/lib", "/lib64", "/etc"},
                          .writable = {folder_ / "in", "/dev/null", "/absent"}};
    return run_child(program, {});
  }

  ScratchFolder folder_{"fenced"};
};

TEST_F(Fenced, OpensOnlyWhatIsInReach) {
  const auto read =
      run("cat /dev/fd/3; cat given; cat other; ls out; ls /usr >/dev/null && echo y");
  EXPECT_EQ(read.output, "given\ngiven\ny\n") << read.stderr_tail;
  EXPECT_FALSE(run("cat other").ok());
  EXPECT_FALSE(run("cat /proc/$PPID/environ").ok());
}

TEST_F(Fenced, WritesOnlyBelowTheWritableFolder) {
  EXPECT_TRUE(run("echo x >in/a && mv in/a in/b && rm in/b && echo y >in/c").ok());
  EXPECT_EQ(read_text(folder_ / "in" / "c"), "y\n");
  for (const char* deed : {"echo x >out/a", "echo x >>given", "echo x >/dev/fd/3", "rm other",
                           "mkdir in/folder", "mv other in/other", "ln other in/other"}) {
    EXPECT_FALSE(run(deed).ok()) << deed;
  }
  EXPECT_FALSE(run("cp /bin/true in/true && chmod +x in/true && in/true").ok());
  EXPECT_EQ(read_text(folder_ / "other"), "other\n");
  EXPECT_EQ(read_text(folder_ / "given"), "given\n");
}

TEST(Child, StderrHeadIsTheBeginningAndBounded) {
  ChildLimits limits;
  limits.stderr_head_bytes = 5;
  const auto result = run_child(shell("printf BEGIN >&2; yes | head -c 300000 >&2"), limits);
  EXPECT_EQ(result.stderr_head, "BEGIN");
}

TEST(Child, StderrTailIsTheEndAndBounded) {
  ChildLimits limits;
  limits.stderr_tail_bytes = 8;
  const auto result =
      run_child(shell("yes 123456789 | head -c 300000 >&2; printf END >&2"), limits);
  EXPECT_EQ(result.stderr_tail.size(), 8U);
  EXPECT_TRUE(result.stderr_tail.ends_with("END"));
}

TEST(Child, FileSizeAndMemoryLimitsHold) {
  const ScratchFolder folder("child");
  ChildLimits limits;
  limits.file_size_bytes = 100'000;
  const ChildProgram writer{
      "/bin/dd",
      {"if=/dev/zero", "of=" + (folder / "big").string(), "bs=50000", "count=9"},
      {},
      "/",
      {}};
  EXPECT_EQ(run_child(writer, limits).code, SIGXFSZ);
  EXPECT_EQ(fs::file_size(folder / "big"), 100'000U);

  limits.memory_bytes = 64U << 20;
  const ChildProgram eater{
      "/bin/dd", {"if=/dev/zero", "of=/dev/null", "bs=200M", "count=1"}, {}, "/", {}};
  EXPECT_FALSE(run_child(eater, limits).ok());
  EXPECT_TRUE(run_child(eater, {}).ok());
}

TEST(Child, CpuLimitHolds) {
  ChildLimits limits;
  limits.cpu_s = 1;
  const auto result = run_child(shell("while :; do :; done"), limits);
  EXPECT_EQ(result.end, ChildEnd::signalled);
  EXPECT_EQ(describe(result, limits),
            "ended by signal " + std::to_string(SIGXCPU) + " (CPU limit)");
}

TEST(Child, HasNoNetworkUnlessAllowed) {
  const ChildProgram devices{"/bin/cat", {"/proc/self/net/dev"}, {}, "/", {}};
  ChildLimits open;
  open.network = true;
  const auto ours = run_child(devices, open).output;
  const auto theirs = run_child(devices, {}).output;
  const auto lines = [](const std::string& text) { return std::ranges::count(text, '\n'); };
  if (lines(ours) == 3) GTEST_SKIP() << "this machine has no network beyond loopback";
  if (ours == theirs) GTEST_SKIP() << "network namespaces are not permitted here";
  EXPECT_LT(lines(theirs), lines(ours)) << theirs;
}

TEST(Child, LinesComeWhole) {
  std::vector<std::string> lines;
  const auto reader = by_line([&](std::string_view line) { lines.emplace_back(line); }, 8);
  reader("ab");
  reader("c\n\nlonger than eight\nd");
  reader("ef\nunfinished");
  EXPECT_EQ(lines, (std::vector<std::string>{"abc", "", "def"}));
}

}  // namespace
}  // namespace liuhen::base
