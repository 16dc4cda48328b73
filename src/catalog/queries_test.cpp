#include <gtest/gtest.h>

#include <set>

#include "catalog/act_queries.h"
#include "catalog/case_queries.h"
#include "catalog/device_queries.h"
#include "catalog/entry_queries.h"
#include "catalog/record_queries.h"
#include "catalog/sample_house.h"
#include "catalog/sql.h"

namespace liuhen::catalog {
namespace {

using namespace model;

// Ten cases with three records each: odd cases are handled by 20, even ones have an act of 21.
// Case 40 and record 60 of the sample stand before them.
class Lists : public testing::Test {
 protected:
  Lists() {
    house_.submit_all(sample_entries());
    std::vector<Entry> entries;
    for (int i = 0; i < 10; ++i) add_case(entries, i);
    const auto done =
        house_.scribe.submit([&](Connection&) -> Answer<std::vector<Entry>> { return entries; });
    EXPECT_TRUE(done.ok());
    lease_.emplace(house_.catalog.read());
  }

  static void add_case(std::vector<Entry>& entries, int i) {
    const auto add = [&](const auto& body) {
      entries.push_back(make_entry(kSampleTime, "account:" + sample_uuid(20), body));
    };
    const auto case_id = sample_id<CaseId>(100 + i);
    const auto act_id = sample_id<ActId>(200 + i);
    const auto handlers =
        i % 2 == 1 ? std::vector{sample_id<AccountId>(20)} : std::vector<AccountId>{};
    const auto officers =
        i % 2 == 0 ? std::vector{sample_id<AccountId>(21)} : std::vector<AccountId>{};
    add(CaseOpened{case_id, "N" + std::to_string(i), "走私烟草案" + std::to_string(i), "李四%",
                   "simple", i < 5 ? "clue" : "review", sample_id<UnitId>(10), handlers});
    add(ActOpened{act_id, case_id, "inquiry", "询问", "", officers, {}, {}, {}});
    for (int k = 0; k < 3; ++k) {
      RecordDeposited body;
      body.record_id = sample_id<RecordId>(300 + 10 * i + k);
      body.case_id = case_id;
      body.act_id = act_id;
      body.record_kind = k == 0 ? "recording" : "document";
      body.file_name = "询问笔录-" + std::to_string(i) + "-" + std::to_string(k) + ".PDF";
      body.extension = "pdf";
      body.sha256 = base::sha256_of(body.file_name);
      add(body);
    }
  }

  std::vector<int> records(const RecordFilter& filter, int limit = 50) {
    std::vector<int> numbers;
    std::optional<std::string> cursor;
    do {
      const auto page = list_records(*lease_, filter, {cursor, limit});
      EXPECT_TRUE(page.ok());
      if (!page) return numbers;
      EXPECT_LE(page->records.size(), static_cast<std::size_t>(limit));
      for (const auto& record : page->records)
        numbers.push_back(std::stoi(record.id.text.substr(24)));
      cursor = page->next_cursor;
    } while (cursor);
    return numbers;
  }
  std::vector<int> cases(const CaseFilter& filter, int limit = 50) {
    std::vector<int> numbers;
    std::optional<std::string> cursor;
    do {
      const auto page = list_cases(*lease_, filter, {cursor, limit});
      EXPECT_TRUE(page.ok());
      if (!page) return numbers;
      for (const auto& one : page->cases) numbers.push_back(std::stoi(one.id.text.substr(24)));
      cursor = page->next_cursor;
    } while (cursor);
    return numbers;
  }

  SampleHouse house_;
  std::optional<ReadLease> lease_;
};

TEST_F(Lists, AreNewestFirstAndPagesJoin) {
  const auto all = records({});
  ASSERT_EQ(all.size(), 31U);
  EXPECT_EQ(all.front(), 392);
  EXPECT_EQ(all.back(), 60);
  for (const int limit : {1, 2, 7, 30, 31, 32}) EXPECT_EQ(records({}, limit), all) << limit;
  EXPECT_EQ(cases({}, 3), (std::vector{109, 108, 107, 106, 105, 104, 103, 102, 101, 100, 40}));
}

TEST_F(Lists, FilterByEachAndAll) {
  EXPECT_EQ(records({.case_id = sample_id<CaseId>(103)}), (std::vector{332, 331, 330}));
  EXPECT_EQ(records({.act_id = sample_id<ActId>(204)}), (std::vector{342, 341, 340}));
  EXPECT_EQ(records({.device_id = sample_id<DeviceId>(30)}), std::vector{60});
  EXPECT_EQ(records({.record_kind = "recording"}).size(), 11U);
  EXPECT_EQ(records({.case_id = sample_id<CaseId>(103), .record_kind = "document"}, 1),
            (std::vector{332, 331}));
  EXPECT_EQ(records({.q = "笔录",
                     .case_id = sample_id<CaseId>(103),
                     .act_id = sample_id<ActId>(203),
                     .record_kind = "recording",
                     .only_of = sample_id<AccountId>(20)}),
            std::vector{330});
  EXPECT_TRUE(
      records({.case_id = sample_id<CaseId>(103), .act_id = sample_id<ActId>(204)}).empty());
  EXPECT_EQ(cases({.stage = "clue"}), (std::vector{104, 103, 102, 101, 100}));
  EXPECT_EQ(cases({.stage = "clue", .handler = sample_id<AccountId>(20)}), (std::vector{103, 101}));
  EXPECT_EQ(cases({.stage = "nowhere"}), std::vector<int>{});
}

TEST_F(Lists, FindWordsOfAnyLength) {
  EXPECT_EQ(records({.q = "3-1.pdf"}), std::vector{331});
  EXPECT_EQ(records({.q = "３－１．ＰＤＦ"}), std::vector{331});
  EXPECT_EQ(records({.q = "走私 -9-"}), (std::vector{392, 391, 390}));
  EXPECT_EQ(records({.q = "现场"}), std::vector{60});
  EXPECT_EQ(records({.q = "场"}), std::vector{60});
  EXPECT_EQ(records({.q = "商贸"}), std::vector{60}) << "the party of its case";
  EXPECT_EQ(records({.q = "询问"}, 4).size(), 30U);
  EXPECT_TRUE(records({.q = "不存在"}).empty());
  EXPECT_TRUE(records({.q = "问讯"}).empty());
  EXPECT_EQ(cases({.q = "烟草案7"}), std::vector{107});
  EXPECT_EQ(cases({.q = "走私", .stage = "review"}).size(), 5U);
  EXPECT_EQ(cases({.q = "%"}).size(), 10U);
  EXPECT_EQ(cases({.q = "n_"}), std::vector<int>{});
  EXPECT_EQ(cases({.q = "\" OR 1 --"}), std::vector<int>{});
}

TEST_F(Lists, OfficersSeeTheirOwnCasesOnly) {
  const auto officer = sample_id<AccountId>(20), second = sample_id<AccountId>(21);
  EXPECT_EQ(cases({.only_of = officer}), (std::vector{109, 107, 105, 103, 101, 40}));
  EXPECT_EQ(cases({.only_of = second}), (std::vector{108, 106, 104, 102, 100, 40}));
  EXPECT_EQ(cases({.q = "走私", .only_of = second}, 2).size(), 5U);
  EXPECT_EQ(records({.only_of = officer}).size(), 16U);
  EXPECT_EQ(records({.q = "笔录", .only_of = second}, 2).size(), 15U);
  EXPECT_TRUE(records({.only_of = sample_id<AccountId>(999)}).empty());
  EXPECT_TRUE(is_near_case(*lease_, officer, sample_id<CaseId>(101)));
  EXPECT_FALSE(is_near_case(*lease_, officer, sample_id<CaseId>(100)));
  EXPECT_TRUE(is_near_record(*lease_, second, sample_id<RecordId>(300)));
  EXPECT_FALSE(is_near_record(*lease_, officer, sample_id<RecordId>(300)));
}

TEST_F(Lists, ALaterActLetsItsOfficersSeeTheRecordsThatAreThere) {
  house_.add(ActOpened{sample_id<ActId>(250),
                       sample_id<CaseId>(100),
                       "service",
                       "送达",
                       "",
                       {sample_id<AccountId>(20)},
                       {},
                       {},
                       {}});
  lease_.emplace(house_.catalog.read());
  EXPECT_EQ(records({.only_of = sample_id<AccountId>(20)}).size(), 19U);
  EXPECT_TRUE(is_near_case(*lease_, sample_id<AccountId>(20), sample_id<CaseId>(100)));
}

TEST_F(Lists, BytesDepositedAgainElsewhereBelongThereToo) {
  const auto record = sample_id<RecordId>(300);
  RecordDepositedAgain again{record,
                             sample_id<CaseId>(101),
                             sample_id<ActId>(201),
                             sample_id<UploadId>(1),
                             std::nullopt,
                             "again.pdf",
                             0,
                             {},
                             {},
                             {}};
  house_.add(again);
  house_.add(again);
  lease_.emplace(house_.catalog.read());
  EXPECT_EQ(records({.act_id = again.act_id}).size(), 4U);
  EXPECT_EQ(find_case(*lease_, again.case_id)->record_count, 4);
  EXPECT_EQ(find_act(*lease_, again.act_id)->record_count, 4);
  EXPECT_EQ(find_act(*lease_, sample_id<ActId>(200))->record_count, 3);
  EXPECT_TRUE(is_near_record(*lease_, sample_id<AccountId>(20), record));
  EXPECT_EQ(deposits_of(*lease_, record).size(), 3U);
}

TEST_F(Lists, RefuseCursorsAndLimitsThatAreNotOurs) {
  const auto good = list_records(*lease_, {}, {std::nullopt, 1})->next_cursor.value();
  for (const std::string& cursor :
       {std::string(), std::string("r"), good + "0", "c" + good.substr(1), std::string("r-1"),
        std::string("rffffffffffffffff"), std::string("r00000000000000A0"),
        std::string("' OR 1=1 --      ")}) {
    const auto page = list_records(*lease_, {}, {cursor, 50});
    ASSERT_FALSE(page.ok()) << cursor;
    EXPECT_EQ(page.error().field, "cursor");
  }
  EXPECT_EQ(list_records(*lease_, {}, {std::nullopt, 0}).error().field, "limit");
  EXPECT_EQ(list_cases(*lease_, {}, {std::nullopt, 201}).error().field, "limit");
  EXPECT_EQ(list_cases(*lease_, {.q = std::string(500, 'x')}, {}).error().field, "q");
}

TEST_F(Lists, RareMatchesAreReachedByPagesThatMayBeEmpty) {
  // One character, so no index helps; the match is older than one page looks at.
  std::vector<Entry> entries;
  for (int i = 0; i < 6'000; ++i) {
    entries.push_back(make_entry(kSampleTime, "system:test",
                                 CaseOpened{sample_id<CaseId>(10'000 + i),
                                            "1",
                                            "x",
                                            "x",
                                            "simple",
                                            "clue",
                                            sample_id<UnitId>(10),
                                            {}}));
  }
  ASSERT_TRUE(
      house_.scribe.submit([&](Connection&) -> Answer<std::vector<Entry>> { return entries; })
          .ok());
  lease_.emplace(house_.catalog.read());
  const auto first = list_cases(*lease_, {.q = "贸"}, {});
  EXPECT_TRUE(first->cases.empty());
  EXPECT_TRUE(first->next_cursor);
  EXPECT_EQ(cases({.q = "贸"}), std::vector{40});
  EXPECT_EQ(cases({.q = "商贸"}), std::vector{40});
}

TEST_F(Lists, ProbeWorkIsAQuestion) {
  EXPECT_EQ(records_not_probed(*lease_, "liuhen-probe/1", 100).size(), 30U);
  EXPECT_EQ(records_not_probed(*lease_, "liuhen-probe/2", 100).size(), 31U);
  EXPECT_EQ(records_not_probed(*lease_, "liuhen-probe/0", 100).size(), 31U);
  const auto two = records_not_probed(*lease_, "liuhen-probe/1", 2);
  ASSERT_EQ(two.size(), 2U);
  EXPECT_EQ(two[0], sample_id<RecordId>(300));
}

TEST_F(Lists, HistoriesRunFromTheOldest) {
  const std::string subject = "record:" + sample_uuid(60);
  std::vector<std::string> kinds;
  std::optional<std::string> cursor;
  do {
    const auto page = history_of(*lease_, subject, {cursor, 3});
    for (const auto& placed : page->entries) kinds.push_back(placed.entry.kind);
    cursor = page->next_cursor;
  } while (cursor);
  EXPECT_EQ(kinds, (std::vector<std::string>{"record.deposited", "record.deposited_again",
                                             "record.probed", "record.viewed", "facts.stated",
                                             "finding.answered", "document.finalised"}));
  const auto newest = list_entries(*lease_, "case.opened", {std::nullopt, 4});
  ASSERT_EQ(newest->entries.size(), 4U);
  EXPECT_GT(newest->entries[0].index, newest->entries[1].index);
  const auto next = list_entries(*lease_, "case.opened", {newest->next_cursor, 200});
  EXPECT_EQ(next->entries.size(), 7U);
  EXPECT_FALSE(next->next_cursor);
  EXPECT_EQ(list_entries(*lease_, std::nullopt, {std::nullopt, 200})->entries.size(), 75U);
}

TEST_F(Lists, ADamagedEntryIsSaid) {
  run_plain_sql(house_.catalog.file(), "UPDATE entry SET bytes = '{}' WHERE idx = 3");
  run_plain_sql(house_.catalog.file(), "DELETE FROM entry WHERE idx = 5");
  lease_.emplace(house_.catalog.read());
  EXPECT_THROW(find_entry(*lease_, 3), base::Damaged);
  EXPECT_THROW(entry_bytes_from(*lease_, 4, 10), base::Damaged);
}

}  // namespace
}  // namespace liuhen::catalog
