#include "flows/admin/founding_place.h"

#include <gtest/gtest.h>

#include "base/fault.h"
#include "flows/admin/found_house.h"
#include "flows/house_for_test.h"

namespace liuhen::flows {
namespace {

using base::fs::path;

class FoundingPlaceTest : public ::testing::Test {
 protected:
  path data() const { return folder_ / "house"; }

  void put(const path& below, std::string_view text = "x") {
    base::make_directories_durably((data() / below).parent_path());
    base::write_file_durably(data() / below, text);
  }
  void found(const std::string& origin = "test.example/log") {
    found_house({data(), "测试局", "Test bureau", origin, false}, clock_);
  }

  std::string refusal() const {
    try {
      examine_founding_place(data());
    } catch (const base::Fault& fault) {
      return fault.what();
    }
    return {};
  }
  void expect_refusal(const std::string& part) const {
    EXPECT_NE(refusal().find(part), std::string::npos) << refusal();
  }

  base::ScratchFolder folder_{"founding"};
  base::SystemClock clock_;
};

TEST_F(FoundingPlaceTest, NewAndEmptyFoldersAndWhatAMountPointHolds) {
  EXPECT_FALSE(examine_founding_place(data()).is_begun());
  EXPECT_FALSE(base::fs::exists(data()));
  base::make_directories_durably(data() / "lost+found");
  EXPECT_FALSE(examine_founding_place(data()).is_begun());
}

TEST_F(FoundingPlaceTest, OtherThingsAndPartsOfAHouseAreRefused) {
  put("holiday.jpg");
  expect_refusal("is not empty (it holds 'holiday.jpg'); choose an empty or a new folder");
  EXPECT_THROW(found(), base::Fault);
  EXPECT_FALSE(base::fs::exists(data() / "keys"));
  base::fs::remove(data() / "holiday.jpg");
  for (const char* part : {"log/checkpoint", "catalog.db", "private.db-wal", "vault/ocfl/x"}) {
    put(part);
    expect_refusal("but not its house.json; bring that back from a backup");
    base::fs::remove_all(data());
  }
  base::write_file_durably(data(), std::string_view("a file"));
  expect_refusal("is a file, not a folder");
}

TEST_F(FoundingPlaceTest, AFoundingThatWasCutShortGoesOn) {
  put("keys-making/checkpoint.vkey", "half");
  put(".tmp-1-1");
  EXPECT_FALSE(examine_founding_place(data()).is_begun());
  found();
  EXPECT_FALSE(base::fs::exists(data() / "keys-making"));
  const auto settled = examine_founding_place(data());
  ASSERT_TRUE(settled.settings);
  EXPECT_EQ(settled.settings->name_en, "Test bureau");
  EXPECT_THROW(found(), base::Fault);

  base::fs::remove(data() / "house.json");
  EXPECT_EQ(examine_founding_place(data()).origin, "test.example/log");
  EXPECT_FALSE(examine_founding_place(data()).settings);
  EXPECT_THROW(found("other.example/log"), base::Fault);
  found();
}

TEST_F(FoundingPlaceTest, AHouseThatStandsIsRefusedAlsoWhileItRuns) {
  FoundedHouse::get().copy_to(data());
  expect_refusal("there is a house in");
  HouseOptions options;
  options.data = data();
  options.probe_program = "/nonexistent";
  options.attend = false;
  const auto house = House::open(options, clock_);
  expect_refusal("liuhen serve --data");
}

// Its entries may not be in the log yet.
TEST_F(FoundingPlaceTest, AHouseThatWasNotPublishedYetStandsToo) {
  FoundedHouse::get().copy_to(data());
  base::fs::remove_all(data() / "log");
  expect_refusal("there is a house in");
}

TEST_F(FoundingPlaceTest, ABegunHouseThatSomebodyHoldsIsRefused) {
  found();
  const base::FolderLock lock(data());
  EXPECT_THROW(examine_founding_place(data()), base::AlreadyRunning);
}

TEST_F(FoundingPlaceTest, SettingsAndKeysThatCannotBeReadAreRefused) {
  found();
  put("house.json", "{}");
  expect_refusal("bring it back from a backup");
  base::fs::remove(data() / "house.json");
  put("keys/checkpoint.vkey", "rubbish");
  expect_refusal("or choose another folder for the new house");
}

TEST_F(FoundingPlaceTest, TheFileSystemIsTriedAndNothingIsLeft) {
  check_founding_file_system(data() / "deep" / "down");
  EXPECT_TRUE(base::fs::is_empty(folder_.path()));
  base::make_directories_durably(data());
  check_founding_file_system(data());
  EXPECT_TRUE(base::fs::is_empty(data()));
  try {
    check_founding_file_system("/proc/liuhen");  // nobody may make a folder there
    FAIL() << "a house in /proc";
  } catch (const base::Fault& fault) {
    EXPECT_NE(std::string(fault.what()).find("choose a folder on a local disk"), std::string::npos);
  }
}

TEST(FoundingFileSystem, NetworkSharesAndFatAreRefused) {
  EXPECT_STREQ(flaw_of_file_system(0x6969), "it lies on NFS");
  for (const long type : {0xFF534D42L, 0xFE534D42L, 0x517BL, 0x4D44L}) {
    EXPECT_NE(flaw_of_file_system(type), nullptr) << type;
  }
  EXPECT_EQ(flaw_of_file_system(0xEF53), nullptr) << "ext4";
  EXPECT_EQ(flaw_of_file_system(0x58465342), nullptr) << "XFS";
}

TEST(FoundingOrigin, IsTheNameOfAKey) {
  EXPECT_FALSE(refuse_origin("liuhen.example.gov.cn/log"));
  for (const char* origin : {"", "a b", "a+b", "a\tb", "a\nb"}) EXPECT_TRUE(refuse_origin(origin));
  EXPECT_TRUE(refuse_origin(std::string(201, 'a')));
}

}  // namespace
}  // namespace liuhen::flows
