#include "catalog/finding_store.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/disk.h"

namespace liuhen::catalog {
namespace {

KeptFinding finding(const std::string& article, const std::string& state,
                    std::optional<std::int64_t> due_ms = std::nullopt) {
  KeptFinding made;
  made.subject_kind = "act";
  made.subject_id = "a";
  made.title = "检查";
  made.article_id = article;
  made.check_name = "c";
  made.state = state;
  made.severity = "breach";
  if (due_ms) made.due_at = base::UtcTime{*due_ms};
  return made;
}

std::vector<std::string> articles(const std::vector<KeptFinding>& findings) {
  std::vector<std::string> ids;
  for (const auto& one : findings) ids.push_back(one.article_id);
  return ids;
}

class Findings : public testing::Test {
 protected:
  base::ScratchFolder folder_{"findings"};
  FindingStore store_ = FindingStore::open(folder_ / "findings.db");
};

TEST_F(Findings, BrokenComesBeforeDueAndDueByDate) {
  store_.keep({{"case-1",
                {finding("z", "accepted"), finding("d", "due"), finding("b", "due", 2000),
                 finding("a", "due", 1000), finding("q", "question"), finding("x", "breached", 9)},
                std::nullopt,
                {5}}},
              std::nullopt);
  EXPECT_EQ(articles(store_.list({}, 10)),
            (std::vector<std::string>{"x", "a", "b", "q", "d", "z"}));
  EXPECT_EQ(articles(store_.list({{"due", "breached"}, {}, {}}, 2)),
            (std::vector<std::string>{"x", "a"}));
  EXPECT_EQ(articles(store_.list({{}, "q", std::vector{model::CaseId{"case-1"}}}, 9)),
            (std::vector<std::string>{"q"}));
  EXPECT_TRUE(store_.list({{}, {}, std::vector{model::CaseId{"case-2"}}}, 9).empty());
}

TEST_F(Findings, AScopeIsReplacedAsAWhole) {
  store_.keep({{"case-1", {finding("a", "due"), finding("b", "due")}, {}, {5}},
               {"house", {finding("h", "due")}, {}, {5}}},
              JudgedMark{"book", 7});
  store_.keep({{"case-1", {finding("c", "breached")}, {}, {6}}}, std::nullopt);
  EXPECT_EQ(articles(store_.list({}, 10)), (std::vector<std::string>{"c", "h"}));
  EXPECT_FALSE(store_.list({{}, "h", {}}, 1).front().case_id);
  EXPECT_EQ(store_.find_mark()->entries, 7U);
  const auto counts = store_.count_by_article();
  ASSERT_EQ(counts.size(), 2U);
  EXPECT_EQ(counts[0].article_id, "c");
  EXPECT_EQ(counts[0].count, 1);
}

TEST_F(Findings, ScopesComeUpWhenTheirTimeHasCome) {
  store_.keep({{"later", {}, base::UtcTime{2000}, {900}},
               {"soon", {}, base::UtcTime{1000}, {900}},
               {"never", {}, std::nullopt, {100}}},
              std::nullopt);
  EXPECT_EQ(store_.scopes_to_judge({1500}, {0}, 9), (std::vector<std::string>{"soon"}));
  EXPECT_EQ(store_.scopes_to_judge({999}, {500}, 9), (std::vector<std::string>{"never"}));
  EXPECT_TRUE(store_.scopes_to_judge({999}, {100}, 9).empty());
}

TEST_F(Findings, WhatCannotBeReadIsMadeAgain) {
  const auto other = folder_ / "other.db";
  std::ofstream(other) << "this is no database, but a text that is long enough to be looked at";
  FindingStore store = FindingStore::open(other);
  EXPECT_FALSE(store.find_mark());
  store.keep({{"house", {finding("h", "due")}, {}, {5}}}, JudgedMark{"book", 1});
  store.begin_anew();
  EXPECT_TRUE(store.list({}, 9).empty());
  EXPECT_FALSE(store.find_mark());
  store.keep({{"old", {finding("a", "due")}, {}, {5}}, {"new", {finding("b", "due")}, {}, {9}}},
             std::nullopt);
  store.forget_judged_before({9});
  EXPECT_EQ(articles(store.list({}, 9)), (std::vector<std::string>{"b"}));
}

}  // namespace
}  // namespace liuhen::catalog
