#include "flows/admin/founding_place.h"

#include <gtest/gtest.h>

#include "base/fault.h"
#include "flows/admin/found_house.h"
#include "flows/house_for_test.h"

namespace liuhen::flows {
namespace {

using base::fs::path;

std::string refusal_of(const path& data) {
  try {
    examine_founding_place(data);
  } catch (const base::Fault& fault) {
    return fault.what();
  }
  return {};
}

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

  void expect_refusal(const std::string& part) const {
    const std::string refusal = refusal_of(data());
    EXPECT_NE(refusal.find(part), std::string::npos) << refusal;
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

// A house with one record, closed, from which parts get lost.
class FullHouseTest : public HouseTest {
 protected:
  void SetUp() override {
    HouseTest::SetUp();
    const base::Bytes bytes = noise_bytes(1000, 7);
    ASSERT_EQ(HouseTest::deposit(upload_of(make_act(), bytes.size()), bytes).state,
              UploadState::done);
    close();
  }

  void lose(std::initializer_list<const char*> parts) {
    for (const char* part : parts) {
      for (const char* suffix : {"", "-wal", "-shm"}) {
        base::fs::remove_all(data() / (part + std::string(suffix)));
      }
    }
  }
  void expect_refusal(const std::string& part) {
    const std::string refusal = refusal_of(data());
    EXPECT_NE(refusal.find(part), std::string::npos) << refusal;
  }
  // Neither founded anew nor opened: either would begin a second log with the same key.
  void expect_lost(const std::string& trace) {
    expect_refusal("('" + trace + "' holds what was entered there)");
    EXPECT_THROW(open(), base::Damaged) << trace;
    EXPECT_FALSE(base::fs::exists(data() / "log" / "checkpoint")) << trace;
    lose({"catalog.db"});  // the refused opening made an empty one
  }
};

// Its entries may not be in the log yet.
TEST_F(FullHouseTest, WithoutItsLogItStands) {
  lose({"log"});
  expect_refusal("but its log is missing; bring it back from a backup");
}

TEST_F(FullHouseTest, WithoutItsCatalogItIsRebuilt) {
  lose({"catalog.db"});
  expect_refusal(
      "but its catalog is missing; bring it back from a backup, or make it again with "
      "'liuhen rebuild --data");
  lose({"private.db"});
  expect_refusal("'liuhen rebuild --data");
}

TEST_F(FullHouseTest, EveryTraceOfItKeepsASecondOneFromBeingFounded) {
  lose({"log", "catalog.db"});
  expect_lost("vault/ocfl");
  lose({"private.db"});
  expect_lost("vault/ocfl");
  lose({"vault/ocfl", "private.db"});
  expect_lost("vault/uploads");
  lose({"vault/uploads", "private.db"});
  base::make_directories_durably(data() / "vault/quarantine/one");
  base::write_file_durably(data() / "vault/quarantine/one/reason.txt", std::string_view("x"));
  expect_lost("vault/quarantine");
  lose({"vault/quarantine", "private.db"});
  EXPECT_TRUE(examine_founding_place(data()).settings) << "nothing of it is left";
}

TEST_F(FullHouseTest, PasswordsAloneAreATraceToo) {
  lose({"log", "catalog.db", "vault"});
  expect_lost("private.db");
}

TEST_F(FullHouseTest, AnEmptyLogAndCatalogDoNotHideItsRecords) {
  lose({"log", "catalog.db", "private.db"});
  base::fs::rename(data() / "vault", folder_ / "vault");
  open();
  close();
  EXPECT_TRUE(examine_founding_place(data()).settings);
  base::fs::remove_all(data() / "vault");
  base::fs::rename(folder_ / "vault", data() / "vault");
  expect_refusal("'vault/ocfl' holds what was entered there");
  EXPECT_THROW(open(), base::Damaged);
}

// Cut short between the first passwords and the first entries: both come at the very end.
TEST_F(FoundingPlaceTest, PasswordsBeforeTheFirstEntriesDoNotEndAFounding) {
  found();
  HouseOptions options;
  options.data = data();
  options.probe_program = "/nonexistent";
  options.attend = false;
  for (int i = 0; i < 2; ++i) {
    const auto house = House::open(options, clock_);
    house->private_store().set_password(model::new_id<model::AccountId>(clock_.now()), "a pass");
  }
  EXPECT_TRUE(examine_founding_place(data()).settings);
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
