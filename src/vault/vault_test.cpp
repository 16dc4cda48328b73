#include "vault/vault.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <thread>

#include "vault/kept_sample.h"
#include "vault/ocfl/validate.h"

namespace liuhen::vault {
namespace {

std::string codes_of(const fs::path& root) {
  std::string out;
  for (const auto& problem : ocfl::validate(root).problems) {
    out += problem.code + " " + problem.path + ": " + problem.sentence + "\n";
  }
  return out;
}

// Everything below a folder, as "path mode size" lines: to see that nothing was left or changed.
std::string listing_of(const fs::path& folder) {
  std::vector<std::string> lines;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    lines.push_back(entry.path().lexically_relative(folder).string() + " " +
                    std::to_string(static_cast<unsigned>(entry.status().permissions())));
  }
  std::sort(lines.begin(), lines.end());
  std::string out;
  for (const std::string& line : lines) out += line + "\n";
  return out;
}

class VaultTest : public ::testing::Test {
 protected:
  SampleVault sample;
};

TEST_F(VaultTest, NewRootIsValid) {
  const Vault vault = Vault::open(sample.root);
  EXPECT_EQ(codes_of(sample.root), "");
  const Vault again = Vault::open(sample.root / "");
  EXPECT_EQ(again.root(), sample.root);
}

TEST_F(VaultTest, KeepsAndFinds) {
  Vault vault = Vault::open(sample.root);
  const KeepOrder order = sample.order("moving pictures");
  const Kept kept = vault.keep(order);
  EXPECT_FALSE(kept.already_there);
  EXPECT_EQ(kept.object_path, Vault::object_path_of(order.record_id));
  EXPECT_FALSE(fs::exists(order.staged_file));

  const auto stored = vault.find(order.record_id);
  ASSERT_TRUE(stored);
  EXPECT_EQ(stored->sha256, order.sha256);
  EXPECT_EQ(stored->size_bytes, order.size_bytes);
  EXPECT_EQ(stored->inventory_sha256, kept.inventory_sha256);
  EXPECT_EQ(stored->content_file.filename(), "original.mp4");
  EXPECT_EQ(base::read_text(stored->content_file), "moving pictures");
  EXPECT_EQ(base::read_text(stored->record_file), order.record_json);
  EXPECT_EQ(vault.record_id_of(kept.object_path), order.record_id);

  EXPECT_FALSE(vault.find(SampleVault::new_id()));
  EXPECT_FALSE(vault.find("../../etc/passwd"));
}

TEST_F(VaultTest, WritesAValidRootWithNoWarningButW004) {
  Vault vault = Vault::open(sample.root);
  vault.keep(sample.order("one"));
  KeepOrder bare = sample.order("two");
  bare.extension = "";
  vault.keep(bare);
  vault.keep(sample.order(""));
  const auto report = ocfl::validate(sample.root);
  EXPECT_TRUE(report.is_valid());
  EXPECT_EQ(report.object_count, 3U);
  for (const auto& problem : report.problems) EXPECT_EQ(problem.code, "W004") << problem.sentence;
}

TEST_F(VaultTest, OriginalThatEqualsItsOwnRecordJson) {
  Vault vault = Vault::open(sample.root);
  KeepOrder order = sample.order("{}");
  order.record_json = "{}";
  vault.keep(order);
  EXPECT_TRUE(ocfl::validate(sample.root).is_valid());
  EXPECT_EQ(base::read_text(vault.find(order.record_id)->content_file), "{}");
}

TEST_F(VaultTest, RootInventoryIsThatOfTheVersion) {
  Vault vault = Vault::open(sample.root);
  const fs::path object = sample.root / vault.keep(sample.order("x")).object_path;
  EXPECT_EQ(base::read_text(object / "inventory.json"),
            base::read_text(object / "v1" / "inventory.json"));
  EXPECT_EQ(base::read_text(object / "inventory.json.sha256"),
            base::read_text(object / "v1" / "inventory.json.sha256"));
}

TEST_F(VaultTest, FilesAreReadOnly) {
  Vault vault = Vault::open(sample.root);
  const fs::path object = sample.root / vault.keep(sample.order("x")).object_path;
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(object)) {
    if (!entry.is_regular_file()) continue;
    ++files;
    EXPECT_EQ(static_cast<unsigned>(entry.status().permissions()), 0444U) << entry.path();
  }
  EXPECT_EQ(files, 7U);
}

TEST_F(VaultTest, SameBytesAgainAreASuccess) {
  Vault vault = Vault::open(sample.root);
  const KeepOrder order = sample.order("same");
  const Kept first = vault.keep(order);
  const std::string before = listing_of(sample.root);
  const Kept second = vault.keep(sample.order("same", order.record_id));
  EXPECT_TRUE(second.already_there);
  EXPECT_EQ(second.inventory_sha256, first.inventory_sha256);
  EXPECT_TRUE(fs::exists(order.staged_file));
  EXPECT_EQ(listing_of(sample.root), before);
}

TEST_F(VaultTest, DifferentBytesAreAFault) {
  Vault vault = Vault::open(sample.root);
  const KeepOrder order = sample.order("one");
  vault.keep(order);
  EXPECT_THROW(vault.keep(sample.order("two", order.record_id)), DifferentBytes);
  EXPECT_EQ(base::read_text(vault.find(order.record_id)->content_file), "one");
  EXPECT_TRUE(fs::exists(order.staged_file));
}

TEST_F(VaultTest, ManyThreadsKeepTheSameRecordOnce) {
  Vault vault = Vault::open(sample.root);
  const std::string id = SampleVault::new_id();
  std::vector<KeepOrder> orders;
  for (int i = 0; i < 6; ++i) {
    KeepOrder order = sample.order("same", id);
    const fs::path own = order.staged_file.string() + std::to_string(i);
    fs::rename(order.staged_file, own);
    order.staged_file = own;
    orders.push_back(order);
  }
  std::atomic<int> first_ones{0};
  std::vector<std::thread> threads;
  for (const KeepOrder& order : orders) {
    threads.emplace_back([&vault, &order, &first_ones] {
      if (!vault.keep(order).already_there) ++first_ones;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(first_ones, 1);
  EXPECT_TRUE(fs::is_empty(sample.scratch / "vault-staging"));
  EXPECT_TRUE(ocfl::validate(sample.root).is_valid());
}

TEST_F(VaultTest, WrongSizeLeavesNothing) {
  Vault vault = Vault::open(sample.root);
  KeepOrder order = sample.order("four");
  order.size_bytes = 5;
  const std::string before = listing_of(sample.root);
  EXPECT_THROW(vault.keep(order), base::Damaged);
  EXPECT_EQ(listing_of(sample.root), before);
  EXPECT_TRUE(fs::exists(order.staged_file));
  EXPECT_TRUE(fs::is_empty(sample.scratch / "vault-staging"));
}

TEST_F(VaultTest, DamagedInventoryIsNotTrusted) {
  Vault vault = Vault::open(sample.root);
  const KeepOrder order = sample.order("x");
  const fs::path object = sample.root / vault.keep(order).object_path;
  base::write_file_durably(object / "inventory.json", "{}");
  EXPECT_THROW(vault.find(order.record_id), base::Damaged);
  EXPECT_THROW(vault.keep(sample.order("x", order.record_id)), base::Damaged);
}

// A crash before the rename: the object in staging, its folders in the root already made.
TEST_F(VaultTest, LeftoversGoToQuarantineAndEmptyFoldersVanish) {
  const std::string id = SampleVault::new_id();
  const fs::path object_path = Vault::object_path_of(id);
  Vault::open(sample.root);
  const fs::path staged = sample.scratch / "vault-staging" / (id + ".0011");
  fs::create_directories(staged / "v1" / "content");
  base::write_file_durably(staged / "v1" / "content" / "original.mp4", "whole upload");
  fs::create_directories((sample.root / object_path).parent_path());
  ASSERT_NE(codes_of(sample.root).find("E073"), std::string::npos);

  const Vault vault = Vault::open(sample.root);
  EXPECT_EQ(codes_of(sample.root), "");
  ASSERT_EQ(vault.leftovers().size(), 1U);
  const Leftover& leftover = vault.leftovers().front();
  EXPECT_EQ(leftover.record_id, id);
  ASSERT_TRUE(leftover.content);
  EXPECT_EQ(base::read_text(*leftover.content), "whole upload");
  EXPECT_TRUE(fs::exists(leftover.quarantined_at / "reason.txt"));
  EXPECT_TRUE(fs::is_empty(sample.scratch / "vault-staging"));
  EXPECT_TRUE(Vault::open(sample.root).leftovers().empty());
}

TEST_F(VaultTest, LeftoverContentCanBeKept) {
  Vault::open(sample.root);
  const std::string id = SampleVault::new_id();
  const fs::path staged = sample.scratch / "vault-staging" / (id + ".0011");
  fs::create_directories(staged / "v1" / "content");
  base::write_file_durably(staged / "v1" / "content" / "original.mp4", "whole upload", 0444);
  Vault vault = Vault::open(sample.root);
  KeepOrder order = sample.order("whole upload", id);
  order.staged_file = *vault.leftovers().front().content;
  EXPECT_FALSE(vault.keep(order).already_there);
  EXPECT_EQ(base::read_text(vault.find(id)->content_file), "whole upload");
}

TEST_F(VaultTest, EmptyFoldersOfAFullFolderStay) {
  Vault vault = Vault::open(sample.root);
  const fs::path kept = vault.keep(sample.order("x")).object_path;
  fs::create_directories(sample.root / kept.parent_path().parent_path() / "fff");
  fs::create_directories(sample.root / "000" / "111");
  EXPECT_EQ(vault.remove_empty_folders(), 3U);
  EXPECT_TRUE(ocfl::validate(sample.root).is_valid());
  EXPECT_EQ(vault.remove_empty_folders(), 0U);
}

TEST_F(VaultTest, QuarantineMovesTheWholeObject) {
  Vault vault = Vault::open(sample.root);
  const KeepOrder order = sample.order("doubtful");
  vault.keep(order);
  vault.keep(sample.order("other"));
  const fs::path place = vault.quarantine(order.record_id, "not in the ledger");
  EXPECT_EQ(base::read_text(place / "object" / "v1" / "content" / "original.mp4"), "doubtful");
  EXPECT_EQ(base::read_text(place / "reason.txt"), "not in the ledger\n");
  EXPECT_FALSE(vault.find(order.record_id));
  EXPECT_TRUE(ocfl::validate(sample.root).is_valid());
  EXPECT_TRUE(ocfl::validate(place / "object").is_valid());
  EXPECT_THROW(vault.quarantine(order.record_id, "again"), base::Fault);
  // It may be deposited anew.
  EXPECT_FALSE(vault.keep(sample.order("doubtful", order.record_id)).already_there);
}

TEST_F(VaultTest, WalksAllObjects) {
  Vault vault = Vault::open(sample.root);
  std::set<fs::path> kept;
  for (int i = 0; i < 8; ++i) kept.insert(vault.keep(sample.order("x")).object_path);
  std::set<fs::path> walked;
  vault.for_each_object([&](const fs::path& path) { walked.insert(path); });
  EXPECT_EQ(walked, kept);
}

TEST_F(VaultTest, RefusesAForeignFolder) {
  fs::create_directories(sample.root / "holiday");
  EXPECT_THROW(Vault::open(sample.root), base::Damaged);
}

TEST_F(VaultTest, FinishesARootThatACrashLeftHalfMade) {
  Vault::open(sample.root);
  fs::remove(sample.root / "0=ocfl_1.1");
  fs::remove(sample.root / "ocfl_layout.json");
  const Vault vault = Vault::open(sample.root);
  EXPECT_EQ(codes_of(sample.root), "");
}

TEST_F(VaultTest, RefusesARootOfAnotherLayout) {
  Vault::open(sample.root);
  base::write_file_durably(sample.root / "ocfl_layout.json", "{}");
  EXPECT_THROW(Vault::open(sample.root), base::Damaged);
}

// The file-size limit of a child process stands for a full disk: every write beyond it fails. At
// each limit a different one of the small files cannot be written.
TEST_F(VaultTest, FailedWritesLeaveNothingHalfKept) {
  Vault vault = Vault::open(sample.root);
  const KeepOrder order = sample.order(std::string(300, 'x'));
  const std::string before = listing_of(sample.root), uploads = listing_of(sample.uploads);
  for (const rlim_t limit : {0, 10, 100, 400}) {
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      std::signal(SIGXFSZ, SIG_IGN);
      const rlimit size{limit, limit};
      ::setrlimit(RLIMIT_FSIZE, &size);
      try {
        vault.keep(order);
      } catch (const base::Fault&) {
        ::_exit(7);
      }
      ::_exit(0);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(WEXITSTATUS(status), 7) << "limit " << limit;
    EXPECT_EQ(listing_of(sample.root), before);
    EXPECT_EQ(listing_of(sample.uploads), uploads);
    EXPECT_TRUE(fs::is_empty(sample.scratch / "vault-staging"));
  }
  EXPECT_FALSE(vault.keep(order).already_there);
}

// A fault after the deposit was moved into staging: it must come back to where it was.
TEST_F(VaultTest, BlockedHierarchyGivesTheDepositBack) {
  Vault vault = Vault::open(sample.root);
  const KeepOrder order = sample.order("precious");
  const fs::path first = *Vault::object_path_of(order.record_id).begin();
  base::write_file_durably(sample.root / first, "a file where a folder should be");
  EXPECT_THROW(vault.keep(order), base::Fault);
  EXPECT_EQ(base::read_text(order.staged_file), "precious");
  // As writable as it was: the next try opens it for writing, and no server runs as root.
  EXPECT_EQ(static_cast<unsigned>(fs::status(order.staged_file).permissions()), 0600U);
  EXPECT_TRUE(fs::is_empty(sample.scratch / "vault-staging"));
  fs::remove(sample.root / first);
  EXPECT_FALSE(vault.keep(order).already_there);
}

TEST_F(VaultTest, InventoryByteByByte) {
  Vault vault = Vault::open(sample.root);
  KeepOrder order = sample.order("x", "01956a1c-7c00-7000-8000-000000000001");
  order.record_json = R"({"name":"x"})";
  vault.keep(order);
  const std::string x = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881";
  const std::string json = base::hex_of(base::sha256_of(order.record_json));
  const std::string manifest =
      "\"" + json + R"(":["v1/content/record.json"],")" + x + R"(":["v1/content/original.mp4"]})";
  const std::string state = "\"" + json + R"(":["record.json"],")" + x + R"(":["original.mp4"]})";
  EXPECT_EQ(vault.find(order.record_id)->inventory,
            R"({"digestAlgorithm":"sha256","head":"v1",)"
            R"("id":"urn:liuhen:record:01956a1c-7c00-7000-8000-000000000001","manifest":{)" +
                manifest +
                R"(,"type":"https://ocfl.io/1.1/spec/#inventory","versions":{"v1":{)"
                R"("created":"2026-03-05T01:00:00.000Z","message":"Deposited","state":{)" +
                state +
                R"(,"user":{"address":"urn:liuhen:officer:42","name":"李娜"}}}})"
                "\n");
}

}  // namespace
}  // namespace liuhen::vault
