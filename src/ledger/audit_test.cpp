#include "ledger/audit.h"

#include <gtest/gtest.h>

#include "base/fault.h"
#include "ledger/checkpoint.h"
#include "ledger/log_folder.h"

namespace liuhen::ledger {
namespace {

namespace fs = base::fs;

constexpr const char* kOrigin = "example.org/liuhen";

// One sound log of 300 entries (a full tile, a partial one, an upper one), read by every test.
class AuditTest : public testing::Test {
 protected:
  void SetUp() override {
    LogFolder log = LogFolder::open(folder(), kOrigin, keys_);
    for (const std::uint64_t count : {250, 45, 5}) {
      std::vector<std::string> entries;
      for (std::uint64_t i = 0; i < count; ++i) entries.push_back("e" + std::to_string(i));
      const std::vector<std::string_view> views(entries.begin(), entries.end());
      log.append(log.size(), views);
    }
  }

  LogReport audit() const { return audit_log(folder(), {keys_.vkey(), keys_.sm2_public_pem()}); }
  fs::path folder() const { return scratch_ / "log"; }
  bool has(const std::string& code, const std::string& file) const {
    for (const LogProblem& problem : audit().problems) {
      if (problem.code == code && problem.file == file) return true;
    }
    return false;
  }
  std::vector<std::string> files() const {
    std::vector<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(folder())) {
      if (!entry.is_regular_file() || entry.file_size() == 0) continue;
      found.push_back(entry.path().lexically_relative(folder()).string());
    }
    return found;
  }

  AuditKeys keys_needed_for(const std::string& file) const;

  base::ScratchFolder scratch_{"audit"};
  CheckpointKeys keys_ = CheckpointKeys::generate(kOrigin);
};

TEST_F(AuditTest, ASoundLogHasNoProblems) {
  const LogReport report = audit();
  EXPECT_TRUE(report.is_sound());
  EXPECT_TRUE(report.leftovers.empty());
  EXPECT_EQ(report.entries, 300U);
  EXPECT_TRUE(report.ed25519_checked && report.sm2_checked);
  const LogReport without_keys = audit_log(folder());
  EXPECT_TRUE(without_keys.is_sound());
  EXPECT_FALSE(without_keys.ed25519_checked || without_keys.sm2_checked);
}

// Each file is noticed without the other's key; tiles and bundles need none: the checkpoint's root
// is enough. (Also, an SM2 verification costs more than all the rest.)
AuditKeys AuditTest::keys_needed_for(const std::string& file) const {
  if (file == "checkpoint") return {keys_.vkey(), std::nullopt};
  if (file == "checkpoint.sm2") return {std::nullopt, keys_.sm2_public_pem()};
  return {};
}

// The promise: no byte of the folder can change unnoticed. Small files are changed at every byte
// (a different bit each time), the others at every 7th or 61st; the file is named each time.
TEST_F(AuditTest, EveryFlippedBitIsNoticed) {
  std::size_t flips = 0;
  for (const std::string& file : files()) {
    base::File handle = base::File::open_write(folder() / file);
    const std::uint64_t size = handle.size_bytes();
    const std::uint64_t stride = size < 1000 ? 1 : size < 5000 ? 7 : 61;
    for (std::uint64_t at = 0; at < size; at += stride, ++flips) {
      std::uint8_t byte[1];
      handle.read_at(at, byte);
      const std::uint8_t good = byte[0];
      byte[0] = static_cast<std::uint8_t>(good ^ (1U << ((at / stride) % 8)));
      handle.write_at(at, byte);
      const LogReport report = audit_log(folder(), keys_needed_for(file));
      bool named = false;
      for (const LogProblem& problem : report.problems) named |= problem.file == file;
      EXPECT_TRUE(named) << file << " byte " << at << ", problems " << report.problems.size();
      byte[0] = good;
      handle.write_at(at, byte);
    }
  }
  EXPECT_GT(flips, 1500U);
  EXPECT_TRUE(audit().is_sound());
}

TEST_F(AuditTest, EveryMissingOrLengthenedFileIsNoticed) {
  for (const std::string& file : files()) {
    const base::Bytes good = base::read_file(folder() / file);
    base::Bytes longer = good;
    longer.push_back('\n');
    base::write_file_durably(folder() / file, longer);
    EXPECT_FALSE(audit().is_sound()) << file;
    base::write_file_durably(folder() / file, base::ByteView(good).first(good.size() - 1));
    EXPECT_FALSE(audit().is_sound()) << file;
    base::write_file_durably(folder() / file, good);
  }
  for (const char* file : {"checkpoint", "checkpoint.sm2", "tile/0/000", "tile/entries/000",
                           "tile/0/001.p/44", "tile/entries/001.p/44", "tile/1/000.p/1"}) {
    const base::Bytes good = base::read_file(folder() / file);
    fs::remove(folder() / file);
    EXPECT_FALSE(audit().is_sound()) << file;
    base::write_file_durably(folder() / file, good);
  }
  EXPECT_TRUE(audit().is_sound());
}

TEST_F(AuditTest, DamageIsLaidAtTheRightFile) {
  const auto flip = [&](const char* file, std::uint64_t at) {
    base::File handle = base::File::open_write(folder() / file);
    std::uint8_t byte[1];
    handle.read_at(at, byte);
    byte[0] ^= 1;
    handle.write_at(at, byte);
  };
  for (const char* file : {"tile/entries/000", "tile/entries/001.p/44", "tile/0/000",
                           "tile/0/001.p/44", "tile/1/000.p/1"}) {
    flip(file, 3);
    EXPECT_EQ(audit().problems.size(), 1U) << file;
    EXPECT_EQ(audit().problems.at(0).file, file);
    flip(file, 3);
  }
}

TEST_F(AuditTest, StrangersAndSubstitutesAreNoticed) {
  base::write_file_durably(folder() / "tile/0/note.txt", "hello");
  EXPECT_TRUE(has("file.stray", "tile/0/note.txt"));
  fs::remove(folder() / "tile/0/note.txt");
  fs::rename(folder() / "tile/0/000", scratch_ / "elsewhere");
  fs::create_symlink(scratch_ / "elsewhere", folder() / "tile/0/000");
  EXPECT_TRUE(has("file.stray", "tile/0/000"));
  fs::remove(folder() / "tile/0/000");
  fs::rename(scratch_ / "elsewhere", folder() / "tile/0/000");
  base::write_file_durably(folder() / "tile/0/001.p/60", "beyond the checkpoint");
  EXPECT_TRUE(audit().is_sound());
  EXPECT_EQ(audit().leftovers, std::vector<std::string>{"tile/0/001.p/60"});
}

// Whoever has the keys but not the entries cannot make a checkpoint that passes.
TEST_F(AuditTest, AForgedCheckpointEndsTheAudit) {
  const Checkpoint forged{kOrigin, 1'000'000'000'000'000'000, {}};
  base::write_file_durably(folder() / "checkpoint", keys_.sign_note(format_checkpoint(forged)));
  EXPECT_TRUE(has("checkpoint.root", "checkpoint"));
  EXPECT_TRUE(has("sm2.root", "checkpoint.sm2"));
  EXPECT_LE(audit().problems.size(), kProblemsListedMax);
  EXPECT_TRUE(audit_log(scratch_ / "absent").problems.at(0).code == "checkpoint.missing");
}

TEST_F(AuditTest, ProgressReachesTheEnd) {
  std::uint64_t last = 0;
  audit_log(folder(), {}, [&](std::uint64_t done, std::uint64_t total) {
    EXPECT_GT(done, last);
    EXPECT_EQ(total, 300U);
    last = done;
  });
  EXPECT_EQ(last, 300U);
}

}  // namespace
}  // namespace liuhen::ledger
