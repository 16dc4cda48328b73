// Bad input at the level of the house: a folder in use, files that are garbage or of another day, a
// bit turned in the log, a clock set back. Each is refused with a sentence that says what to do.
#include <gtest/gtest.h>

#include "base/fault.h"
#include "catalog/entry_queries.h"
#include "flows/admin/rebuild_house.h"
#include "flows/admin/verify_house.h"
#include "flows/recording/records.h"
#include "promise/sample_work.h"

namespace liuhen::promise {
namespace {

using base::fs::path;

class BadHouse : public ::testing::Test {
 protected:
  void SetUp() override {
    found_sample_house(data_, clock_);
    do_little_work(*open_sample_house(data_, clock_));
  }

  std::unique_ptr<flows::House> open() { return open_sample_house(data_, clock_); }

  // What opening says; empty when it opens.
  template <class Expected>
  std::string fault_of_opening() {
    try {
      open();
    } catch (const Expected& fault) {
      return fault.what();
    } catch (const std::exception& other) {
      return std::string("another fault: ") + other.what();
    }
    return {};
  }

  void expect_damaged(const std::string& remedy) {
    const std::string sentence = fault_of_opening<base::Damaged>();
    EXPECT_NE(sentence.find(remedy), std::string::npos) << sentence;
  }

  void rebuild() {
    flows::rebuild_house(data_, clock_, [](std::uint64_t, std::uint64_t) {});
  }

  void put_garbage(const path& file) {
    base::write_file_durably(file, std::string_view("this is not what was written here"));
  }

  void turn_bit(const path& file, std::uint64_t offset) {
    base::fs::permissions(file, base::fs::perms::owner_write, base::fs::perm_options::add);
    base::File opened = base::File::open_write(file);
    base::Bytes byte(1);
    ASSERT_EQ(opened.read_at(offset, byte), 1U);
    byte[0] ^= 1U;
    opened.write_at(offset, byte);
  }

  // The one partial tile, or bundle, that holds the newest entries.
  path newest_tile(const path& folder) {
    path newest;
    std::uint64_t width = 0;
    for (const auto& entry : base::fs::directory_iterator(data_ / "log" / "tile" / folder)) {
      const std::uint64_t this_width = std::stoull(entry.path().filename().string());
      if (this_width > width) newest = entry.path();
      width = std::max(width, this_width);
    }
    return newest;
  }

  base::ManualClock clock_{{1'800'000'000'000}};
  base::ScratchFolder folder_{"bad"};
  path data_ = folder_ / "house";
};

TEST_F(BadHouse, TwoServersOnOneFolder) {
  const auto house = open();
  const std::string sentence = fault_of_opening<base::AlreadyRunning>();
  EXPECT_NE(sentence.find("stop it first"), std::string::npos) << sentence;
  EXPECT_THROW(rebuild(), base::AlreadyRunning);
  EXPECT_EQ(do_little_work(*house).receipts.size(), 3U);
}

TEST_F(BadHouse, ACatalogThatIsGarbage) {
  put_garbage(data_ / "catalog.db");
  expect_damaged("liuhen rebuild");
  rebuild();
  EXPECT_EQ(do_little_work(*open()).receipts.size(), 3U);
}

TEST_F(BadHouse, ACatalogWithAPageOverwritten) {
  base::File::open_write(data_ / "catalog.db").write_at(4096, base::Bytes(4096, 0x5A));
  std::string sentence;
  try {
    do_little_work(*open());
  } catch (const base::Fault& fault) {
    sentence = fault.what();
  }
  EXPECT_NE(sentence, "");
  rebuild();
  EXPECT_EQ(do_little_work(*open()).receipts.size(), 3U);
}

TEST_F(BadHouse, ACatalogOfYesterday) {
  base::fs::copy_file(data_ / "catalog.db", folder_ / "yesterday.db");
  do_little_work(*open());
  base::fs::copy_file(folder_ / "yesterday.db", data_ / "catalog.db",
                      base::fs::copy_options::overwrite_existing);
  expect_damaged("liuhen rebuild");
  rebuild();
  EXPECT_EQ(do_little_work(*open()).receipts.size(), 3U);
}

TEST_F(BadHouse, ACatalogOfAnotherHouse) {
  found_sample_house(folder_ / "other", clock_);
  do_little_work(*open_sample_house(folder_ / "other", clock_));
  base::fs::copy_file(folder_ / "other" / "catalog.db", data_ / "catalog.db",
                      base::fs::copy_options::overwrite_existing);
  expect_damaged("liuhen rebuild");
}

TEST_F(BadHouse, PasswordsAndSettingsThatAreGarbage) {
  base::fs::copy_file(data_ / "private.db", folder_ / "private.db");
  put_garbage(data_ / "private.db");
  EXPECT_NE(fault_of_opening<base::Damaged>().find("private.db"), std::string::npos);
  base::fs::copy_file(folder_ / "private.db", data_ / "private.db",
                      base::fs::copy_options::overwrite_existing);
  put_garbage(data_ / "house.json");
  expect_damaged("backup");
}

// A new empty log under the old keys would contradict every receipt that was given.
TEST_F(BadHouse, ALogThatIsGone) {
  base::fs::rename(data_ / "log", folder_ / "log");
  expect_damaged("backup");
  EXPECT_FALSE(base::fs::exists(data_ / "log" / "checkpoint"));
  base::fs::remove_all(data_ / "log");
  base::fs::rename(folder_ / "log", data_ / "log");
  open();
}

TEST_F(BadHouse, ATileWithOneBitTurned) {
  const path tile = newest_tile("0/000.p");
  turn_bit(tile, 40);
  EXPECT_NE(fault_of_opening<base::Damaged>().find("tile/0/"), std::string::npos);
  turn_bit(tile, 40);
  const auto house = open();
  turn_bit(tile, 40);
  EXPECT_THROW(flows::receipt_of_entry(*house, 3), base::Damaged);
}

TEST_F(BadHouse, ABundleWithOneBitTurned) {
  turn_bit(newest_tile("entries/000.p"), 60);
  EXPECT_NE(fault_of_opening<base::Damaged>().find("tile/entries/"), std::string::npos);
}

TEST_F(BadHouse, AnInventoryThatIsCorrupt) {
  path inventory;
  for (const auto& entry : base::fs::recursive_directory_iterator(data_ / "vault" / "ocfl")) {
    const bool is_root_inventory = entry.path().filename() == "inventory.json" &&
                                   base::fs::exists(entry.path().parent_path() / "v1");
    if (is_root_inventory && inventory.empty()) inventory = entry.path();
  }
  base::fs::remove(inventory);
  base::write_file_durably(inventory, std::string_view("{\"id\": [[[[[["));
  const auto house = open();  // what else is kept must stay reachable
  const auto record = house->vault().record_id_of(
      base::fs::relative(inventory.parent_path(), data_ / "vault" / "ocfl"));
  EXPECT_FALSE(record);
  int damaged = 0;
  auto lease = house->catalog().read();
  const auto found = catalog::list_records(lease, {}, {});
  ASSERT_TRUE(found);
  for (const auto& one : found->records) {
    try {
      static_cast<void>(house->vault().find(one.id.text));
    } catch (const base::Damaged& fault) {
      EXPECT_NE(std::string(fault.what()).find("verify"), std::string::npos) << fault.what();
      ++damaged;
    }
  }
  EXPECT_EQ(damaged, 1);
}

TEST_F(BadHouse, AClockSetBack) {
  const auto house = open();
  const std::uint64_t before = [&] {
    auto lease = house->catalog().read();
    return catalog::count_entries(lease);
  }();
  clock_.advance_ms(-86'400'000);
  EXPECT_EQ(do_little_work(*house).receipts.size(), 3U);
  auto lease = house->catalog().read();
  const base::UtcTime last = catalog::find_entry(lease, before - 1)->entry.time;
  for (std::uint64_t index = before; index < catalog::count_entries(lease); ++index) {
    EXPECT_GE(catalog::find_entry(lease, index)->entry.time, last);
  }
}

}  // namespace
}  // namespace liuhen::promise
