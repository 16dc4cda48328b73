#include "catalog/catalog.h"

#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "catalog/case_queries.h"
#include "catalog/entry_queries.h"
#include "catalog/people_queries.h"
#include "catalog/private_store.h"
#include "catalog/sample_house.h"
#include "catalog/sql.h"

namespace liuhen::catalog {
namespace {

void write(const base::fs::path& file, const std::string& text) { std::ofstream(file) << text; }

std::string damage_of(const base::fs::path& file) {
  try {
    Catalog::open(file);
  } catch (const base::Damaged& fault) {
    return fault.what();
  }
  return "";
}

TEST(Catalog, SaysWhatIsWrongWithAFileThatIsNotOne) {
  const base::ScratchFolder folder("catalog");
  const auto advised = [](const std::string& text, const std::string& word) {
    EXPECT_NE(text.find("liuhen rebuild"), std::string::npos) << text;
    EXPECT_NE(text.find(word), std::string::npos) << text;
  };
  write(folder / "garbage.db", std::string(10'000, '\x55'));
  advised(damage_of(folder / "garbage.db"), "not a database");
  base::fs::create_directory(folder / "directory.db");
  advised(damage_of(folder / "directory.db"), "unable to open");
  advised(damage_of(folder / "no" / "such" / "folder.db"), "unable to open");
  run_plain_sql(folder / "foreign.db", "CREATE TABLE t (a)");
  advised(damage_of(folder / "foreign.db"), "not one of Liuhen's");
  Catalog::open(folder / "newer.db");
  run_plain_sql(folder / "newer.db", "UPDATE liuhen_catalog SET version = 99");
  advised(damage_of(folder / "newer.db"), "99");
  const base::ManualClock clock(kSampleTime);
  PrivateStore::open(folder / "private.db", clock);
  advised(damage_of(folder / "private.db"), "not one of Liuhen's");
  EXPECT_THROW(PrivateStore::open(folder / "newer.db", clock), base::Damaged);
}

TEST(Catalog, ATruncatedFileIsDamagedNotACrash) {
  const base::ScratchFolder folder("catalog");
  {
    SampleHouse house;
    house.submit_all(sample_entries());
    run_plain_sql(house.catalog.file(), "PRAGMA wal_checkpoint(TRUNCATE)");
    base::fs::copy_file(house.catalog.file(), folder / "cut.db");
  }
  base::fs::resize_file(folder / "cut.db", 20'000);
  EXPECT_THROW(
      {
        Catalog catalog = Catalog::open(folder / "cut.db");
        auto lease = catalog.read();
        list_accounts(lease);
        list_cases(lease, {}, {}).ok();
      },
      base::Damaged);
}

TEST(Catalog, KeepsWhatWasThereAndIsCurrent) {
  const base::ScratchFolder folder("catalog");
  Catalog::open(folder / "c.db");
  Catalog again = Catalog::open(folder / "c.db");
  EXPECT_TRUE(again.projection_is_current());
  run_plain_sql(folder / "c.db",
                "INSERT INTO entry VALUES (0, 'k', 's', 'a', 0, 'b');"
                "UPDATE projection SET version = 0");
  EXPECT_FALSE(Catalog::open(folder / "c.db").projection_is_current());
}

// The shape of version 1, as it was released. Later programs must open it.
TEST(Catalog, OpensTheCatalogOfVersion1) {
  const base::ScratchFolder folder("catalog");
  const base::fs::path fixtures = base::fs::path(LIUHEN_SOURCE_DIR) / "src/catalog/fixtures";
  run_plain_sql(folder / "catalog.db", base::read_text(fixtures / "catalog_v1.sql"));
  Catalog catalog = Catalog::open(folder / "catalog.db");
  auto lease = catalog.read();
  EXPECT_EQ(count_entries(lease), 16U);
  for (std::uint64_t i = 0; i < 16; ++i) EXPECT_EQ(find_entry(lease, i)->index, i);
  EXPECT_EQ(find_account_by_sign_in_name(lease, "officer1")->roles.size(), 2U);
  EXPECT_EQ(list_cases(lease, {.q = "无证"}, {})->cases.size(), 1U);

  run_plain_sql(folder / "private.db", base::read_text(fixtures / "private_v1.sql"));
  const base::ManualClock clock(kSampleTime);
  PrivateStore store = PrivateStore::open(folder / "private.db", clock);
  const auto account = sample_id<model::AccountId>(20);
  EXPECT_TRUE(store.is_password_of(account, "fixture password"));
  EXPECT_FALSE(store.find_session(store.create_session(account, 1)->token)->password_change_needed);
  // Version 1 kept a digest that a password could be guessed from: nothing of it is left.
  auto raw = open_connection(folder / "private.db", Opening::read);
  EXPECT_EQ(find_number(*raw, "SELECT COUNT(*) FROM idempotency"), 0);
}

TEST(ReadLease, StandsInASnapshotAndCannotWrite) {
  SampleHouse house;
  house.submit_all(sample_entries());
  auto lease = house.catalog.read();
  EXPECT_EQ(count_entries(lease), sample_entries().size());
  house.add_entry(sample_entries()[6]);
  EXPECT_EQ(count_entries(lease), sample_entries().size());
  EXPECT_EQ(count_entries(*house.catalog.read()), sample_entries().size() + 1);
  EXPECT_THROW(run(lease, "DELETE FROM entry"), base::Fault);
}

TEST(ReadLease, ServesManyThreadsWhileTheScribeWrites) {
  SampleHouse house;
  house.submit_all(sample_entries());
  std::atomic<bool> wrong = false;
  std::vector<std::thread> readers;
  for (int i = 0; i < 8; ++i) {
    readers.emplace_back([&] {
      for (int k = 0; k < 40; ++k) {
        auto lease = house.catalog.read();
        const auto size = count_entries(lease);
        std::this_thread::yield();
        if (count_entries(lease) != size) wrong = true;
        if (!find_case(lease, sample_id<model::CaseId>(40))) wrong = true;
      }
    });
  }
  for (int i = 0; i < 30; ++i) house.add_entry(sample_entries()[6]);
  for (auto& reader : readers) reader.join();
  EXPECT_FALSE(wrong);
}

// A database administrator's own session at the same time, as verify must survive it.
TEST(ReadLease, GoesOnAfterAQueryFailed) {
  SampleHouse house;
  house.submit_all(sample_entries());
  auto lease = house.catalog.read();
  EXPECT_THROW(find_number(lease, "SELECT nothing FROM nowhere"), base::Fault);
  EXPECT_THROW(each_row(lease, "SELECT idx FROM entry", "i", {},
                        [](const Row&) { throw std::runtime_error("the reader failed"); }),
               std::runtime_error);
  EXPECT_EQ(count_entries(lease), sample_entries().size());
}

TEST(Sql, FaultsHoldNoValues) {
  SampleHouse house;
  house.submit_all(sample_entries());
  try {
    house.add_entry(sample_entries()[4]);  // the same account again
    FAIL();
  } catch (const ConstraintBroken& fault) {
    const std::string what = fault.what();
    EXPECT_NE(what.find("UNIQUE"), std::string::npos) << what;
    EXPECT_EQ(what.find("officer1"), std::string::npos) << what;
    EXPECT_EQ(what.find("INSERT"), std::string::npos) << what;
  }
}

}  // namespace
}  // namespace liuhen::catalog
