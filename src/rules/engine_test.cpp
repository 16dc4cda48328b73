#include "rules/engine.h"

#include <gtest/gtest.h>

#include "base/clock.h"

namespace liuhen::rules {
namespace {

base::UtcTime at(std::string_view text) { return *base::time_of_rfc3339(text); }

class Engine : public testing::Test {
 protected:
  void SetUp() override {
    auto loaded = LawBook::load(std::filesystem::path(LIUHEN_SOURCE_DIR) / "law");
    ASSERT_TRUE(loaded.ok());
    book_ = std::make_unique<LawBook>(std::move(*loaded));
  }

  // Ended on Tuesday 3 March 2026 at 11:00 and nothing more is known.
  static Facts recording() {
    Facts facts(SubjectKind::recording, "r1", at("2026-03-03T10:00:00+08:00"));
    facts.set("recorded_to", at("2026-03-03T11:00:00+08:00"));
    return facts;
  }

  static const Finding* find(const std::vector<Finding>& findings, std::string_view article) {
    for (const Finding& finding : findings) {
      if (finding.article_id == article) return &finding;
    }
    return nullptr;
  }

  std::unique_ptr<LawBook> book_;
};

TEST_F(Engine, NamesArticleSubjectAndWhatRestatesIt) {
  const auto findings = evaluate(*book_, recording(), at("2026-03-04T10:00:00+08:00"));
  const Finding* stored = find(findings, "1-5a");
  ASSERT_NE(stored, nullptr);
  EXPECT_EQ(stored->subject_id, "r1");
  EXPECT_EQ(stored->subject_kind, SubjectKind::recording);
  EXPECT_EQ(stored->state, State::due);
  EXPECT_EQ(stored->also, (std::vector<std::string>{"3-13"}));
  EXPECT_EQ(next_change(findings, at("2026-03-04T10:00:00+08:00")), stored->due_at);
  EXPECT_EQ(next_change(findings, *stored->due_at), std::nullopt);
}

TEST_F(Engine, AnswersOfPeopleAreLaidOver) {
  const auto now = at("2026-03-10T10:00:00+08:00");
  const auto state = [&](const std::vector<Reply>& replies) {
    return find(evaluate(*book_, recording(), now, replies), "1-5a")->state;
  };
  EXPECT_EQ(state({}), State::breached);
  const std::string basis = basis_of(*find(evaluate(*book_, recording(), now), "1-5a"));
  using enum ReplyKind;
  const Reply explanation{"1-5a", "stored", explained, basis};
  EXPECT_EQ(state({explanation}), State::explained);
  EXPECT_EQ(state({explanation, {"1-5a", "stored", accepted, basis}}), State::accepted);
  EXPECT_EQ(state({explanation, {"1-5a", "stored", rejected, basis}}), State::breached);
  EXPECT_EQ(state({{"1-5a", "other", accepted, basis}}), State::breached);
  // An answer to another finding: of another due time, say.
  EXPECT_EQ(state({{"1-5a", "stored", accepted, "another"}}), State::breached);
  // What is not broken cannot be explained away in advance.
  const auto early = evaluate(*book_, recording(), at("2026-03-04T10:00:00+08:00"),
                              {{"1-5a", "stored", accepted, basis}});
  EXPECT_EQ(find(early, "1-5a")->state, State::due);
}

// A reason on record explains; once it was rejected, it takes another explanation.
TEST_F(Engine, ARejectedReasonExplainsNothingAnyMore) {
  const auto now = at("2026-03-10T10:00:00+08:00");
  Facts facts = recording();
  facts.set("late_reason", std::string("忘了"));
  const auto found = *find(evaluate(*book_, facts, now), "1-5a");
  EXPECT_EQ(found.state, State::explained);
  const Reply no{"1-5a", "stored", ReplyKind::rejected, basis_of(found)};
  EXPECT_EQ(find(evaluate(*book_, facts, now, {no}), "1-5a")->state, State::breached);
  const Reply better{"1-5a", "stored", ReplyKind::explained, basis_of(found)};
  EXPECT_EQ(find(evaluate(*book_, facts, now, {no, better}), "1-5a")->state, State::explained);
  EXPECT_TRUE(find_reason_fact(*book_, found));
}

TEST_F(Engine, BothReadingsOfTwoDaysAreKept) {
  Facts facts(SubjectKind::recording, "r1", at("2026-03-06T10:00:00+08:00"));  // a Friday
  facts.set("recorded_to", at("2026-03-06T11:00:00+08:00"));
  const auto findings = evaluate(*book_, facts, at("2026-03-06T12:00:00+08:00"));
  const Finding* stored = find(findings, "1-5a");
  ASSERT_NE(stored, nullptr);
  ASSERT_EQ(stored->readings.size(), 3U);
  EXPECT_EQ(stored->readings[0], (Reading{"natural_days", at("2026-03-09T00:00:00+08:00"), false}));
  EXPECT_EQ(stored->readings[1],
            (Reading{"natural_rolled", at("2026-03-10T00:00:00+08:00"), false}));
  EXPECT_EQ(stored->readings[2], (Reading{"working_days", at("2026-03-11T00:00:00+08:00"), false}));
  EXPECT_EQ(stored->due_at, stored->readings[1].due_at);
}

TEST_F(Engine, TheDayOfTheSubjectChoosesTheVersion) {
  Facts old(SubjectKind::recording, "r0", at("2023-12-31T23:59:59+08:00"));
  old.set("recorded_to", at("2023-12-31T23:59:59+08:00"));
  EXPECT_TRUE(evaluate(*book_, old, at("2026-03-10T10:00:00+08:00")).empty());
  Facts next(SubjectKind::recording, "r0", at("2024-01-01T00:00:00+08:00"));
  next.set("recorded_to", at("2024-01-01T00:00:00+08:00"));
  EXPECT_NE(find(evaluate(*book_, next, at("2026-03-10T10:00:00+08:00")), "1-5a"), nullptr);
}

TEST_F(Engine, WhatIfLeavesTheBookAlone) {
  const auto stricter = book_->changed({{"1-5a", "stored", "length", "1"}});
  ASSERT_TRUE(stricter.ok());
  const auto now = at("2026-03-05T10:00:00+08:00");
  EXPECT_EQ(find(evaluate(*stricter, recording(), now), "1-5a")->state, State::breached);
  EXPECT_EQ(find(evaluate(*book_, recording(), now), "1-5a")->state, State::due);
}

TEST_F(Engine, RetentionIsToldWithItsReason) {
  Facts facts = recording();
  auto retention = find_retention(*book_, facts);
  ASSERT_TRUE(retention.has_value());
  EXPECT_FALSE(retention->is_permanent);
  EXPECT_FALSE(retention->kept_until.has_value());  // not stored yet
  facts.set("stored_at", at("2026-03-04T09:00:00+08:00"));
  EXPECT_EQ(find_retention(*book_, facts)->kept_until, at("2026-09-05T00:00:00+08:00"));
  facts.set("is_evidence", true);
  retention = find_retention(*book_, facts);
  EXPECT_TRUE(retention->is_permanent);
  EXPECT_EQ(retention->because, (std::vector<std::string>{"is_evidence"}));
  EXPECT_FALSE(find_retention(*book_, Facts(SubjectKind::house, "h", facts.at())).has_value());
}

// Times from outside may be anything that a clock can say.
TEST_F(Engine, ExtremeTimesDoNoHarm) {
  for (const char* text :
       {"0000-01-01T00:00:00Z", "1899-12-31T00:00:00Z", "9999-12-31T23:59:59Z"}) {
    for (const FactName& fact : facts()) {
      Facts known(fact.subject, "x", at("2026-03-03T10:00:00+08:00"));
      for (const FactName& other : facts()) {
        if (other.subject != fact.subject) continue;
        if (other.type == FactType::time) known.set(other.name, at(text));
        if (other.type == FactType::day) known.set(other.name, base::china_day_of(at(text)));
        if (other.type == FactType::count) known.set(other.name, std::int64_t{1} << 62);
        if (other.type == FactType::flag) known.set(other.name, true);
      }
      evaluate(*book_, known, at(text));
      find_retention(*book_, known);
    }
  }
}

TEST(Vocabulary, NamesEachFactOnceInBothLanguages) {
  std::size_t found = 0;
  for (const FactName& fact : facts()) {
    EXPECT_EQ(find_fact(fact.subject, fact.name), static_cast<FactId>(found++)) << fact.name;
    EXPECT_FALSE(fact.zh.empty() || fact.en.empty()) << fact.name;
  }
  for (const SubjectName& subject : subjects()) EXPECT_EQ(find_subject(subject.name), subject.kind);
  EXPECT_EQ(find_subject("judge"), std::nullopt);
}

}  // namespace
}  // namespace liuhen::rules
