#include "ledger/log_folder.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "base/fault.h"
#include "ledger/audit.h"
#include "ledger/bundle.h"
#include "ledger/log_reader.h"
#include "ledger/receipt_proof.h"
#include "ledger/tile_files.h"

namespace liuhen::ledger {
namespace {

namespace fs = base::fs;

constexpr const char* kOrigin = "example.org/liuhen";

std::vector<std::string> numbered(std::uint64_t first, std::uint64_t count) {
  std::vector<std::string> entries;
  for (std::uint64_t i = first; i < first + count; ++i) {
    entries.push_back("entry " + std::to_string(i));
  }
  return entries;
}

SignedCheckpoint append_numbered(LogFolder& log, std::uint64_t count) {
  const std::uint64_t first = log.size();
  const std::vector<std::string> entries = numbered(first, count);
  const std::vector<std::string_view> views(entries.begin(), entries.end());
  return log.append(first, views);
}

class LogFolderTest : public testing::Test {
 protected:
  LogFolder open() { return LogFolder::open(folder(), kOrigin, keys_); }
  LogReport audit() { return audit_log(folder(), {keys_.vkey(), keys_.sm2_public_pem()}); }
  fs::path folder() const { return scratch_ / "log"; }
  void expect_sound() {
    for (const LogProblem& problem : audit().problems) {
      ADD_FAILURE() << problem.code << " " << problem.file << ": " << problem.sentence;
    }
  }

  base::ScratchFolder scratch_{"ledger"};
  CheckpointKeys keys_ = CheckpointKeys::generate(kOrigin);
};

TEST_F(LogFolderTest, GrowsThroughTileBoundariesAndOpensAgain) {
  Hashes leaves;
  for (const std::uint64_t count : {0, 1, 2, 252, 1, 1, 300, 511, 1, 700}) {
    LogFolder log = open();
    ASSERT_EQ(log.size(), leaves.size());
    for (const std::string& entry : numbered(log.size(), count)) {
      leaves.push_back(leaf_hash(base::as_bytes(entry)));
    }
    const SignedCheckpoint signed_checkpoint = append_numbered(log, count);
    const Checkpoint checkpoint = *verify_checkpoint(signed_checkpoint.note, keys_.vkey());
    EXPECT_EQ(checkpoint, (Checkpoint{kOrigin, leaves.size(), root_of(leaves)}));
    EXPECT_TRUE(verify_sm2_of_note(signed_checkpoint.note, signed_checkpoint.sm2_signature_base64,
                                   keys_.sm2_public_pem())
                    .ok());
    expect_sound();
  }
  EXPECT_EQ(audit().entries, 1769U);
  EXPECT_TRUE(audit().leftovers.empty());
  // Partials of full tiles are gone; the edge's own are there.
  EXPECT_FALSE(fs::exists(folder() / "tile/0/000.p"));
  EXPECT_TRUE(fs::exists(folder() / "tile/0/006.p/233"));
  EXPECT_TRUE(fs::exists(folder() / "tile/1/000.p/6"));
}

TEST_F(LogFolderTest, EntriesOfEverySizeComeBack) {
  LogFolder log = open();
  const std::string longest(kEntrySizeMax, 'x');
  const std::string_view entries[] = {"", longest, std::string_view("\0\n", 2)};
  log.append(log.size(), entries);
  const LogReader reader(folder());
  for (std::uint64_t i = 0; i < 3; ++i) {
    EXPECT_EQ(base::as_text(*reader.read_entry(i)), entries[i]);
  }
  EXPECT_FALSE(reader.read_entry(3));
  expect_sound();
}

TEST_F(LogFolderTest, ReceiptsVerifyOfflineAndProofsJoinAllSizes) {
  LogFolder log = open();
  append_numbered(log, 300);
  const SignedCheckpoint old = log.latest();
  append_numbered(log, 400);
  const LogReader reader(folder());
  const LatestCheckpoint now = *reader.latest();
  for (const std::uint64_t index : {0, 255, 256, 299, 300, 699}) {
    const base::Bytes entry = *reader.read_entry(index);
    const Hashes proof = *reader.inclusion_proof(index, 700);
    const auto check = [&](std::uint64_t at, base::ByteView bytes, const std::string& note) {
      return verify_entry_in_checkpoint(bytes, at, proof, note, keys_.vkey()).ok();
    };
    EXPECT_TRUE(check(index, entry, now.signed_checkpoint.note));
    EXPECT_FALSE(check(index + 1, entry, now.signed_checkpoint.note));
    EXPECT_FALSE(check(index, base::as_bytes("other"), now.signed_checkpoint.note));
    EXPECT_FALSE(check(index, entry, old.note));
  }
  const Checkpoint before = *verify_checkpoint(old.note, keys_.vkey());
  EXPECT_TRUE(verify_consistency(300, 700, before.root, now.checkpoint.root,
                                 *reader.consistency_proof(300, 700)));
  EXPECT_TRUE(verify_inclusion(299, 300, leaf_hash(base::as_bytes("entry 299")),
                               *reader.inclusion_proof(299, 300), before.root));
  EXPECT_FALSE(reader.inclusion_proof(700, 700));
  EXPECT_FALSE(reader.inclusion_proof(0, 701));
  EXPECT_FALSE(reader.consistency_proof(0, 701));
  std::uint64_t next = 250;
  EXPECT_EQ(reader.read_entries(250, 1000,
                                [&](std::uint64_t index, base::ByteView entry) {
                                  EXPECT_EQ(index, next);
                                  EXPECT_EQ(base::as_text(entry), "entry " + std::to_string(next));
                                  ++next;
                                }),
            450U);
}

TEST_F(LogFolderTest, ServesOnlyWhatTheCheckpointCovers) {
  LogFolder log = open();
  append_numbered(log, 300);
  const LogReader reader(folder());
  EXPECT_EQ(base::as_text(*reader.read_file("checkpoint")), log.latest().note);
  EXPECT_TRUE(reader.read_file("checkpoint.sm2"));
  EXPECT_EQ(reader.read_file("tile/0/000")->size(), 8192U);
  EXPECT_EQ(reader.read_file("tile/0/001.p/44")->size(), 44U * 32);
  EXPECT_TRUE(reader.read_file("tile/entries/001.p/44"));
  base::write_file_durably(folder() / "tile/0/001.p/45", "beyond");
  base::write_file_durably(scratch_ / "secret", "secret");
  for (const char* path : {"tile/0/001.p/45", "tile/0/001", "lock", "../secret", "tile/../lock",
                           ".staging", "", "tile", "checkpoint/", "tile/0/002.p/1"}) {
    EXPECT_FALSE(reader.read_file(path)) << path;
  }
  EXPECT_FALSE(LogReader(scratch_ / "absent").latest());
}

TEST_F(LogFolderTest, OneWriterAndOneKey) {
  const LogFolder log = open();
  EXPECT_THROW(open(), base::AlreadyRunning);
  const base::fs::path other = scratch_ / "other";
  EXPECT_THROW(LogFolder::open(other, "example.org/else", keys_), base::Fault);
}

TEST_F(LogFolderTest, AnotherKeyIsRefused) {
  { append_numbered(*std::make_unique<LogFolder>(open()), 5); }
  const CheckpointKeys other = CheckpointKeys::generate(kOrigin);
  EXPECT_THROW(LogFolder::open(folder(), kOrigin, other), base::Damaged);
}

// Never a smaller tree: what is missing is not begun anew.
TEST_F(LogFolderTest, MissingCheckpointsAreNotReplacedByEmptyOnes) {
  { append_numbered(*std::make_unique<LogFolder>(open()), 5); }
  fs::remove(folder() / "checkpoint.sm2");
  EXPECT_THROW(open(), base::Damaged);
  fs::remove(folder() / "checkpoint");
  EXPECT_THROW(open(), base::Damaged);
}

TEST_F(LogFolderTest, DamageAtTheEdgeNamesTheFile) {
  { append_numbered(*std::make_unique<LogFolder>(open()), 600); }
  for (const char* file : {"tile/0/002.p/88", "tile/1/000.p/2", "tile/entries/002.p/88"}) {
    const base::Bytes good = base::read_file(folder() / file);
    for (const bool shorter : {false, true}) {
      base::Bytes bad = good;
      if (shorter) bad.pop_back();
      if (!shorter) bad[bad.size() / 2] ^= 0x40;
      base::write_file_durably(folder() / file, bad);
      try {
        open();
        ADD_FAILURE() << file << " was opened";
      } catch (const base::Damaged& damaged) {
        EXPECT_NE(std::string(damaged.what()).find(file), std::string::npos) << damaged.what();
      }
    }
    fs::remove(folder() / file);
    EXPECT_THROW(open(), base::Damaged) << file;
    base::write_file_durably(folder() / file, good);
  }
  EXPECT_EQ(open().size(), 600U);
}

struct Crash {};

// Stops at every step that changes the disk. After each: the log opens at the old or the new size,
// is sound, and goes on with *other* entries, which nothing left behind may contradict.
TEST_F(LogFolderTest, ACrashBetweenAnyTwoStepsLosesNothing) {
  { append_numbered(*std::make_unique<LogFolder>(open()), 250); }
  std::uint64_t size = 250;
  bool finished = false;
  for (int stop_at = 0; !finished; ++stop_at) {
    std::string checkpoint_before = base::read_text(folder() / "checkpoint");
    const Checkpoint before = *verify_checkpoint(checkpoint_before, keys_.vkey());
    {
      LogFolder log = open();
      int step = 0;
      std::string step_name;
      log.set_step_hook([&](std::string_view name) {
        step_name = name;
        if (step++ == stop_at) throw Crash();
      });
      const std::vector<std::string> entries(270, "attempt " + std::to_string(stop_at));
      const std::vector<std::string_view> views(entries.begin(), entries.end());
      try {
        log.append(log.size(), views);
        finished = true;
      } catch (const Crash&) {
        EXPECT_THROW(log.append(log.size(), views), base::Fault);  // stopped until opened anew
      }
    }
    const LatestCheckpoint visible = *LogReader(folder()).latest();
    EXPECT_TRUE(visible.checkpoint.size == size || visible.checkpoint.size == size + 270);
    const LogFolder log = open();
    ASSERT_TRUE(log.size() == size || log.size() == size + 270) << stop_at;
    if (finished) {
      EXPECT_EQ(log.size(), size + 270);
    }
    size = log.size();
    expect_sound();
    const LatestCheckpoint now = *LogReader(folder()).latest();
    EXPECT_TRUE(verify_consistency(before.size, size, before.root, now.checkpoint.root,
                                   *LogReader(folder()).consistency_proof(before.size, size)));
  }
  EXPECT_GT(size, 250U);
}

// A full disk stops one batch, not the log: the same object goes on once there is space.
TEST_F(LogFolderTest, AFullDiskAtAnyStepCanBeTriedAgain) {
  LogFolder log = open();
  append_numbered(log, 250);
  bool finished = false;
  for (int stop_at = 0; !finished; ++stop_at) {
    const std::uint64_t size = log.size();
    int step = 0;
    log.set_step_hook([&](std::string_view) {
      if (step++ == stop_at) throw base::DiskFull("no space (test)");
    });
    try {
      append_numbered(log, 20);
      finished = true;
    } catch (const base::DiskFull&) {
      log.set_step_hook({});
      const std::vector<std::string> again = numbered(size, 3);
      const std::vector<std::string_view> views(again.begin(), again.end());
      log.append(size, views);
    }
    // Never 23: entries that a roll-forward has put into the log are not added a second time.
    EXPECT_TRUE(log.size() == size + 3 || log.size() == size + 20);
    expect_sound();
  }
}

TEST_F(LogFolderTest, OtherEntriesAtAKnownIndexAreRefused) {
  LogFolder log = open();
  append_numbered(log, 5);
  const std::vector<std::string_view> other{"other"};
  EXPECT_THROW(log.append(3, other), base::Damaged);
  EXPECT_EQ(log.size(), 5U);
}

TEST_F(LogFolderTest, LeftPartialsOfOtherEntriesAreRemoved) {
  { append_numbered(*std::make_unique<LogFolder>(open()), 10); }
  base::write_file_durably(folder() / "tile/0/000.p/12", std::string(12 * 32, 'x'));
  fs::create_directories(folder() / "tile/0/001.p");
  base::write_file_durably(folder() / "tile/0/001.p/3", std::string(3 * 32, 'x'));
  EXPECT_EQ(audit().leftovers.size(), 2U);
  expect_sound();
  LogFolder log = open();
  append_numbered(log, 4);  // past the first of them, in the same tile
  expect_sound();
  append_numbered(log, 400);
  expect_sound();
  EXPECT_TRUE(audit().leftovers.empty());
}

// Readers beside a busy writer: the pair always matches, proofs always verify, an audit is clean.
TEST_F(LogFolderTest, ReadersNeverSeeAHalfWrittenLog) {
  LogFolder log = open();
  constexpr std::uint64_t kSeenMin = 6;
  std::atomic<bool> done{false};
  std::vector<std::string> faults;
  std::atomic<std::uint64_t> seen{0};
  std::thread reader_thread([&] {
    const LogReader reader(folder());
    try {
      while (!done) {
        const LatestCheckpoint now = *reader.latest();
        const auto sm2 =
            verify_sm2_of_note(now.signed_checkpoint.note,
                               now.signed_checkpoint.sm2_signature_base64, keys_.sm2_public_pem());
        if (!sm2) faults.push_back(sm2.error());
        const std::uint64_t size = now.checkpoint.size;
        if (size > 0 && !reader.inclusion_proof(size / 2, size)) faults.push_back("no proof");
        if (size > 0 && reader.read_entries(0, size, [](auto, auto) {}) != size) {
          faults.push_back("entries missing");
        }
        for (const LogProblem& problem : audit().problems) faults.push_back(problem.sentence);
        ++seen;
      }
    } catch (const std::exception& fault) {
      faults.push_back(fault.what());
    }
    done = true;
  });
  // Goes on until the reader has looked often enough: on a fast disk sixty appends are too short.
  for (int i = 0; (i < 60 || seen < kSeenMin) && !done; ++i) append_numbered(log, 23);
  done = true;
  reader_thread.join();
  EXPECT_TRUE(faults.empty()) << faults.front();
  EXPECT_GE(seen, kSeenMin);
}

}  // namespace
}  // namespace liuhen::ledger
