#include "vault/check.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <set>

#include "vault/kept_sample.h"
#include "vault/ocfl/validate.h"

namespace liuhen::vault {
namespace {

// Opens for writing whatever the mode says (tests may not be root).
void overwrite(const fs::path& file, std::uint64_t offset, char value) {
  fs::permissions(file, fs::perms::owner_write, fs::perm_options::add);
  base::File opened = base::File::open_write(file);
  const std::string text(1, value);
  opened.write_at(offset, base::as_bytes(text));
}

bool has_code(const ObjectReport& report, const std::string& code) {
  return std::any_of(report.problems.begin(), report.problems.end(),
                     [&](const auto& problem) { return problem.code == code; });
}

class CheckTest : public ::testing::Test {
 protected:
  SampleVault sample;
  Vault vault = Vault::open(sample.root);

  ObjectReport verify(const Kept& kept) { return verify_object(sample.root, kept.object_path); }
};

TEST_F(CheckTest, SoundObject) {
  const KeepOrder order = sample.order("moving pictures");
  const Kept kept = vault.keep(order);
  const ObjectReport report = verify(kept);
  EXPECT_TRUE(report.is_sound());
  EXPECT_TRUE(report.problems.empty());
  EXPECT_EQ(report.object_id, Vault::object_id_of(order.record_id));
  EXPECT_EQ(report.inventory_sha256, kept.inventory_sha256);
  EXPECT_EQ(report.content_sha256, order.sha256);
  EXPECT_EQ(report.content_bytes, order.size_bytes + order.record_json.size());
}

// The promise: each single flipped byte of each file is noticed, in three ways of flipping (the
// second turns the case of letters, which OCFL itself would not mind in digests).
TEST_F(CheckTest, EveryFlippedByteIsNoticed) {
  const Kept kept = vault.keep(sample.order("seven words", SampleVault::new_id(), 4));
  std::size_t flips = 0;
  for (const auto& entry : fs::recursive_directory_iterator(sample.root / kept.object_path)) {
    if (!entry.is_regular_file()) continue;
    const std::string text = base::read_text(entry.path());
    for (std::size_t at = 0; at < text.size(); ++at) {
      for (const int mask : {0x01, 0x20, 0xFF}) {
        overwrite(entry.path(), at, static_cast<char>(text[at] ^ mask));
        const ObjectReport report = verify(kept);
        EXPECT_FALSE(report.is_sound()) << entry.path() << " byte " << at << " mask " << mask;
        ++flips;
      }
      overwrite(entry.path(), at, text[at]);
    }
  }
  EXPECT_GT(flips, 4000U);
  EXPECT_TRUE(verify(kept).is_sound());
}

TEST_F(CheckTest, SidecarDamage) {
  const Kept kept = vault.keep(sample.order("x"));
  const fs::path object = sample.root / kept.object_path;
  const std::string good = base::read_text(object / "inventory.json.sha256");
  base::write_file_durably(object / "inventory.json.sha256", "");
  EXPECT_TRUE(has_code(verify(kept), "E061"));
  base::write_file_durably(object / "inventory.json.sha256", good + good);
  EXPECT_TRUE(has_code(verify(kept), "E061"));
  fs::remove(object / "inventory.json.sha256");
  EXPECT_TRUE(has_code(verify(kept), "E058"));
}

TEST_F(CheckTest, MissingAndExtraFiles) {
  const Kept kept = vault.keep(sample.order("x"));
  const fs::path content = sample.root / kept.object_path / "v1" / "content";
  base::write_file_durably(content / "stowaway.exe", "MZ");
  EXPECT_TRUE(has_code(verify(kept), "E023"));
  fs::remove(content / "stowaway.exe");
  fs::remove(content / "original.mp4");
  EXPECT_TRUE(has_code(verify(kept), "E092"));
}

TEST_F(CheckTest, NamesTheDamagedPieces) {
  std::string text(1000, 'a');
  const Kept kept = vault.keep(sample.order(text, SampleVault::new_id(), 100));
  const fs::path file = sample.root / kept.object_path / "v1" / "content" / "original.mp4";
  overwrite(file, 250, 'b');
  overwrite(file, 999, 'b');
  const ObjectReport report = verify(kept);
  ASSERT_EQ(report.damaged_chunks.size(), 2U);
  EXPECT_EQ(report.damaged_chunks[0].index, 2U);
  EXPECT_EQ(report.damaged_chunks[0].offset, 200U);
  EXPECT_EQ(report.damaged_chunks[1].index, 9U);
  EXPECT_NE(report.problems.back().sentence.find("piece 2 (bytes 200–299), piece 9"),
            std::string::npos);
}

TEST_F(CheckTest, NamesALostOrGrownEnd) {
  const Kept kept = vault.keep(sample.order(std::string(1000, 'a'), SampleVault::new_id(), 100));
  const fs::path file = sample.root / kept.object_path / "v1" / "content" / "original.mp4";
  fs::resize_file(file, 850);
  ASSERT_EQ(verify(kept).damaged_chunks.size(), 2U);
  fs::resize_file(file, 0);
  EXPECT_EQ(verify(kept).damaged_chunks.size(), 10U);
}

TEST_F(CheckTest, ObjectAtAnotherPlace) {
  const Kept kept = vault.keep(sample.order("x"));
  const fs::path elsewhere = Vault::object_path_of(SampleVault::new_id());
  fs::create_directories((sample.root / elsewhere).parent_path());
  fs::rename(sample.root / kept.object_path, sample.root / elsewhere);
  EXPECT_TRUE(has_code(verify_object(sample.root, elsewhere), "E083"));
}

TEST_F(CheckTest, SecondOriginalInALaterPlaceIsSeenByTheRoot) {
  const Kept kept = vault.keep(sample.order("x"));
  const fs::path elsewhere = Vault::object_path_of(SampleVault::new_id());
  fs::create_directories((sample.root / elsewhere).parent_path());
  fs::copy(sample.root / kept.object_path, sample.root / elsewhere, fs::copy_options::recursive);
  const RootReport report = verify_root(sample.root);
  ASSERT_EQ(report.problems.size(), 1U);
  EXPECT_EQ(report.problems[0].code, "E037");
  EXPECT_EQ(report.unsound.size(), 1U);
}

TEST_F(CheckTest, WholeRootWithProgress) {
  std::uint64_t bytes = 0;
  for (int i = 0; i < 10; ++i) {
    const KeepOrder order = sample.order(std::string(1000 * i, 'x'));
    bytes += order.size_bytes;
    vault.keep(order);
  }
  const Kept bad = vault.keep(sample.order("to be damaged"));
  overwrite(sample.root / bad.object_path / "v1" / "content" / "original.mp4", 3, '#');
  VerifyProgress last;
  std::set<std::string> seen;
  VerifyOptions options;
  options.threads = 4;
  options.on_progress = [&](const VerifyProgress& progress) { last = progress; };
  options.on_object = [&](const ObjectReport& object) { seen.insert(object.object_id); };
  const RootReport report = verify_root(sample.root, options);
  EXPECT_EQ(seen.size(), 11U);
  EXPECT_EQ(last.objects_done, 11U);
  EXPECT_EQ(last.objects_total, 11U);
  EXPECT_EQ(last.bytes_done, last.bytes_total);
  EXPECT_GT(last.bytes_total, bytes);
  EXPECT_FALSE(report.is_sound());
  ASSERT_EQ(report.unsound.size(), 1U);
  EXPECT_EQ(report.unsound[0].object_path, bad.object_path);
  EXPECT_TRUE(has_code(report.unsound[0], "E092"));
}

TEST_F(CheckTest, StopsWhenAsked) {
  for (int i = 0; i < 5; ++i) vault.keep(sample.order("x"));
  const std::atomic<bool> stop{true};
  VerifyOptions options;
  options.stop = &stop;
  const RootReport report = verify_root(sample.root, options);
  EXPECT_TRUE(report.stopped);
  EXPECT_FALSE(report.is_sound());
}

TEST_F(CheckTest, FlippedBytesOfTheRootsOwnFiles) {
  vault.keep(sample.order("x"));
  for (const char* name : {"0=ocfl_1.1", "ocfl_layout.json"}) {
    const fs::path file = sample.root / name;
    const std::string text = base::read_text(file);
    overwrite(file, 0, static_cast<char>(text[0] ^ 1));
    EXPECT_FALSE(verify_root(sample.root).is_sound()) << name;
    overwrite(file, 0, text[0]);
  }
  EXPECT_TRUE(verify_root(sample.root).is_sound());
}

}  // namespace
}  // namespace liuhen::vault
