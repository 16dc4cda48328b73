// The promise: rebuild equals live. After a mixed sequence of all kinds of commands through the
// flows, the catalog made again from the log is, row by row and column by column, the living one.
#include <gtest/gtest.h>

#include <algorithm>

#include "catalog/compare.h"
#include "catalog/sql.h"
#include "flows/admin/rebuild_house.h"
#include "flows/admin/verify_house.h"
#include "promise/sample_work.h"

namespace liuhen::promise {
namespace {

class Rebuild : public ::testing::Test {
 protected:
  void SetUp() override { found_sample_house(data_, clock_); }

  flows::RebuiltHouse rebuild() {
    return flows::rebuild_house(data_, clock_, [](std::uint64_t, std::uint64_t) {});
  }

  std::string first_difference(const base::fs::path& live) {
    auto before = catalog::Catalog::open(live);
    auto after = catalog::Catalog::open(data_ / "catalog.db");
    const auto comparison = catalog::compare(before, after);
    if (comparison.difference_count == 0) return {};
    const auto& difference = comparison.differences.front();
    return difference.table + " " + difference.key + " " + difference.column + ": " +
           difference.live + " against " + difference.rebuilt;
  }

  bool is_sound() {
    flows::VerifyHouseOptions options;
    options.data = data_;
    options.threads = 1;
    const auto report = flows::verify_house(options);
    for (const auto& problem : report.problems) {
      ADD_FAILURE() << problem.code << ' ' << problem.place << ' ' << problem.sentence;
    }
    return report.is_sound();
  }

  base::SystemClock clock_;
  base::ScratchFolder folder_{"promise"};
  base::fs::path data_ = folder_ / "house";
};

// Keep in step with docs/formats/entry.md: a new kind belongs into sample_work.cpp.
const std::vector<std::string> kAllKinds{
    "account.certified", "account.created",   "account.session",   "account.standing_set",
    "account.trained",   "act.opened",        "act.timed",         "case.gate_overridden",
    "case.moved",        "case.opened",       "device.registered", "document.finalised",
    "duty.assigned",     "evidence.listed",   "facts.stated",      "finding.answered",
    "house.founded",     "law.parameter_set", "record.deposited",  "record.deposited_again",
    "record.probed",     "record.viewed",     "unit.created"};

TEST_F(Rebuild, EqualsLiveAfterEveryKindOfCommand) {
  for (const std::uint32_t seed : {11U, 12U, 13U}) {
    {
      const auto house = open_sample_house(data_, clock_);
      EXPECT_GT(do_sample_work(*house, seed, 40).refusals, 3);
      EXPECT_EQ(kinds_in(*house), kAllKinds);
    }
    ASSERT_TRUE(is_sound());
    const auto rebuilt = rebuild();
    EXPECT_GT(rebuilt.entries, 50U);
    EXPECT_EQ(first_difference(rebuilt.old_catalog), "");
    ASSERT_TRUE(is_sound());
  }
}

TEST_F(Rebuild, OfALostCatalogGivesTheHouseBack) {
  std::size_t kinds = 0;
  {
    const auto house = open_sample_house(data_, clock_);
    do_sample_work(*house, 5, 10);
    kinds = kinds_in(*house).size();
  }
  base::fs::rename(data_ / "catalog.db", folder_ / "lost.db");
  EXPECT_TRUE(rebuild().old_catalog.empty());
  EXPECT_EQ(first_difference(folder_ / "lost.db"), "");
  const auto house = open_sample_house(data_, clock_);
  EXPECT_EQ(kinds_in(*house).size(), kinds);
  do_little_work(*house);
}

// The comparison itself: a changed row must not pass.
TEST_F(Rebuild, FindsALivingRowThatWasChanged) {
  {
    const auto house = open_sample_house(data_, clock_);
    do_little_work(*house);
  }
  const auto before = rebuild().old_catalog;
  ASSERT_EQ(first_difference(before), "");
  {
    const auto connection = catalog::open_connection(before, catalog::Opening::write);
    catalog::run(*connection, "UPDATE case_file SET party = '乙'");
  }
  EXPECT_NE(first_difference(before), "");
}

}  // namespace
}  // namespace liuhen::promise
