// From an act in the wrong to a finding, its explanation and its acceptance: real house, real law
// files.
#include <algorithm>
#include <fstream>

#include "catalog/law_queries.h"
#include "flows/house_for_test.h"
#include "flows/law/findings.h"
#include "flows/law/judge.h"
#include "flows/law/law_pages.h"
#include "model/entry/law.h"
#include "model/entry/records.h"

namespace liuhen::flows {
namespace {

class LawFlows : public HouseTest {
 protected:
  LawFlows() {
    law_ = base::fs::path(LIUHEN_SOURCE_DIR) / "law";
    forms_ = base::fs::path(LIUHEN_SOURCE_DIR) / "forms";
  }

  void SetUp() override {
    HouseTest::SetUp();
    const base::UtcTime now = house_->clock().now();
    const auto opened = open_case(*house_, caller("officer"),
                                  {"立〔2026〕1号", "串标案", "甲公司", "ordinary", {}});
    ASSERT_TRUE(opened);
    case_id_ = opened->id;
    const auto act = open_act(*house_, caller("officer"), case_id_,
                              {"on_site_inspection",
                               "现场检查",
                               "开标室",
                               {caller("officer").account.id},
                               {},
                               now.plus_ms(-7'200'000),
                               now.plus_ms(-3'600'000)});
    ASSERT_TRUE(act);
    act_id_ = act->id;
  }

  AboutSubject act() const { return {case_id_, "act", act_id_.text}; }

  std::optional<rules::Finding> find(const std::string& article, const std::string& check,
                                     const std::string& who = "officer") {
    const auto found = get_case_findings(*house_, caller(who), case_id_);
    EXPECT_TRUE(found);
    if (!found) return std::nullopt;
    for (const auto& one : found->findings) {
      if (one.finding.article_id == article && one.finding.check_name == check) return one.finding;
    }
    return std::nullopt;
  }

  model::CaseId case_id_;
  model::ActId act_id_;
};

TEST_F(LawFlows, AnActWithoutRecordingIsFoundExplainedAndAccepted) {
  auto finding = find("3-8b", "act");
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->state, rules::State::breached);
  const NewAnswer explained{"3-8b", "act", "explained", "对方设备故障，来不及调换"};
  ASSERT_TRUE(answer_finding(*house_, caller("officer"), act(), explained));
  EXPECT_EQ(find("3-8b", "act")->state, rules::State::explained);
  // Only a leader decides, and only on what was explained.
  NewAnswer accepted{"3-8b", "act", "accepted", "情况属实"};
  EXPECT_EQ(answer_finding(*house_, caller("officer"), act(), accepted).error().kind,
            model::RefusalKind::not_permitted);
  ASSERT_TRUE(answer_finding(*house_, caller("leader"), act(), accepted));
  EXPECT_EQ(find("3-8b", "act")->state, rules::State::accepted);
  EXPECT_EQ(answer_finding(*house_, caller("leader"), act(), accepted).error().kind,
            model::RefusalKind::conflict);
}

TEST_F(LawFlows, ARejectedExplanationLeavesTheFindingBroken) {
  ASSERT_TRUE(
      answer_finding(*house_, caller("officer"), act(), {"3-8b", "act", "explained", "忘了"}));
  ASSERT_TRUE(
      answer_finding(*house_, caller("leader"), act(), {"3-8b", "act", "rejected", "理由不成立"}));
  EXPECT_EQ(find("3-8b", "act")->state, rules::State::breached);
}

TEST_F(LawFlows, NobodyAcceptsHisOwnExplanation) {
  ASSERT_TRUE(
      answer_finding(*house_, caller("leader"), act(), {"3-8b", "act", "explained", "设备送修"}));
  const auto own =
      answer_finding(*house_, caller("leader"), act(), {"3-8b", "act", "accepted", "同意"});
  ASSERT_FALSE(own);
  EXPECT_EQ(own.error().kind, model::RefusalKind::conflict);
}

// Not through the fact that excuses the check, either.
TEST_F(LawFlows, NobodyAcceptsTheReasonHeStated) {
  ASSERT_TRUE(state_facts(*house_, caller("leader"), act(), R"({"omission_reason":"忘了"})", ""));
  const NewAnswer accepted{"3-8b", "act", "accepted", "同意"};
  EXPECT_FALSE(answer_finding(*house_, caller("leader"), act(), accepted));
  // Nor by letting somebody else explain it once more.
  ASSERT_TRUE(
      answer_finding(*house_, caller("officer"), act(), {"3-8b", "act", "explained", "设备故障"}));
  EXPECT_FALSE(answer_finding(*house_, caller("leader"), act(), accepted));
}

TEST_F(LawFlows, ARejectedReasonNeedsANewExplanation) {
  ASSERT_TRUE(state_facts(*house_, caller("officer"), act(), R"({"omission_reason":"忘了"})", ""));
  ASSERT_TRUE(
      answer_finding(*house_, caller("leader"), act(), {"3-8b", "act", "rejected", "理由不成立"}));
  EXPECT_EQ(find("3-8b", "act")->state, rules::State::breached);
}

TEST_F(LawFlows, AnAcceptanceCanBeTakenBackAndLapsesWhenTheFindingIsAnother) {
  const auto other_times = [&](const char* to) {
    ASSERT_TRUE(state_facts(*house_, caller("leader"), act(),
                            R"({"approved_at":")" + std::string(to) + R"("})", ""));
  };
  ASSERT_TRUE(
      answer_finding(*house_, caller("officer"), act(), {"3-8b", "act", "explained", "设备送修"}));
  ASSERT_TRUE(
      answer_finding(*house_, caller("leader"), act(), {"3-8b", "act", "accepted", "属实"}));
  other_times("2026-03-05T10:00:00+08:00");  // another fact: still accepted
  EXPECT_EQ(find("3-8b", "act")->state, rules::State::accepted);
  ASSERT_TRUE(
      answer_finding(*house_, caller("leader"), act(), {"3-8b", "act", "rejected", "经查不实"}));
  EXPECT_EQ(find("3-8b", "act")->state, rules::State::breached);
}

TEST_F(LawFlows, WhatAFinalDocumentSaysOnlyALeaderOverrules) {
  const AboutSubject about{case_id_, "case", case_id_.text};
  const auto document = model::new_id<model::RecordId>(house_->clock().now());
  house_->commit_entry(
      model::make_entry(house_->clock().now(), "system:test",
                        model::FactsStated{"case",
                                           case_id_.text,
                                           case_id_,
                                           {R"({"answered_at":"2026-03-05T10:00:00+08:00"})"},
                                           "",
                                           document}));
  const std::string earlier = R"({"answered_at":"2026-03-01T10:00:00+08:00"})";
  EXPECT_EQ(state_facts(*house_, caller("officer"), about, earlier, "笔误").error().kind,
            model::RefusalKind::conflict);
  EXPECT_EQ(state_facts(*house_, caller("leader"), about, earlier, "").error().field, "reason");
  EXPECT_TRUE(state_facts(*house_, caller("leader"), about, earlier, "文书日期笔误，已更正"));
}

TEST_F(LawFlows, TheWayBackHasNoGate) {
  ASSERT_TRUE(move_case(*house_, caller("officer"), case_id_, {"review", "先审", true}));
  EXPECT_TRUE(move_case(*house_, caller("officer"), case_id_, {"investigation", "补充调查"}));
}

TEST_F(LawFlows, AStatedFactCountsAndCanBeTakenBack) {
  ASSERT_TRUE(find("3-8b", "act"));
  ASSERT_TRUE(state_facts(*house_, caller("officer"), act(),
                          R"({"omission_reason":"文字可全面记录"})", ""));
  EXPECT_EQ(find("3-8b", "act")->state, rules::State::explained);
  ASSERT_TRUE(
      state_facts(*house_, caller("officer"), act(), R"({"omission_reason":null})", "误填"));
  EXPECT_EQ(find("3-8b", "act")->state, rules::State::breached);
}

TEST_F(LawFlows, WrongStatementsAreRefused) {
  const auto refused = [&](const AboutSubject& about, const std::string& facts) {
    const auto answer = state_facts(*house_, caller("officer"), about, facts, "");
    return answer.ok() ? "" : answer.error().field + "|" + answer.error().en;
  };
  EXPECT_NE(refused(act(), R"({"officer_count":2})").find("by itself"), std::string::npos);
  EXPECT_NE(refused(act(), R"({"no_such_fact":2})").find("no such fact"), std::string::npos);
  EXPECT_NE(refused(act(), R"({"certificate_shown":"yes"})").find("flag"), std::string::npos);
  EXPECT_NE(refused(act(), R"({"reported_at":"2026-02-30T10:00:00+08:00"})"), "");
  EXPECT_NE(refused(act(), R"({"approved_at":"2026-03-05T10:00:00+08:00"})").find("by a leader"),
            std::string::npos);
  EXPECT_NE(refused(act(), R"({"reported_at":"1970-01-01T00:00:00Z"})"), "");
  EXPECT_NE(refused(act(), R"({"reported_at":"2099-01-01T00:00:00Z"})"), "");
  EXPECT_NE(refused(act(), R"({"service_mode":"pigeon"})"), "");
  EXPECT_NE(refused(act(), R"({"omission_reason":"a\u202eb"})"), "");
  EXPECT_NE(refused(act(), R"({"omission_reason":"a\u0000b"})"), "");
  EXPECT_NE(refused(act(), "{}"), "");
  EXPECT_NE(refused(act(), "[1]"), "");
  EXPECT_NE(refused({case_id_, "act", "another"}, R"({"certificate_shown":true})"), "");
  EXPECT_NE(refused({{"another"}, "act", act_id_.text}, R"({"certificate_shown":true})"), "");
  // Somebody else's case does not exist for him.
  const auto other =
      state_facts(*house_, caller("other"), act(), R"({"certificate_shown":true})", "");
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().kind, model::RefusalKind::not_found);
  EXPECT_FALSE(get_case_findings(*house_, caller("other"), case_id_));
  EXPECT_FALSE(get_case_findings(*house_, caller("secadmin"), case_id_));
}

TEST_F(LawFlows, OneOfficerAndNoCertificateAreFound) {
  EXPECT_EQ(find("penalty-42", "two_officers")->state, rules::State::breached);
  const auto subjects = get_case_findings(*house_, caller("officer"), case_id_)->subjects;
  EXPECT_TRUE(std::any_of(subjects.begin(), subjects.end(), [](const auto& subject) {
    return subject.kind == rules::SubjectKind::assignment;
  }));
}

TEST_F(LawFlows, AGateIsPassedWithNothingMissingOrWithAReason) {
  const auto refused = move_case(*house_, caller("officer"), case_id_, {"review", "调查终结"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().article, "3-2");
  ASSERT_TRUE(move_case(*house_, caller("officer"), case_id_, {"review", "领导要求先审", true}));
  auto lease = house_->catalog().read();
  const auto overrides = catalog::overrides_in_case(lease, case_id_);
  ASSERT_EQ(overrides.size(), 1U);
  EXPECT_EQ(overrides[0].to, "review");
  EXPECT_EQ(overrides[0].reason, "领导要求先审");
  EXPECT_TRUE(std::any_of(overrides[0].missing.begin(), overrides[0].missing.end(),
                          [](const auto& one) { return one.starts_with("3-2/documents case:"); }));
}

TEST_F(LawFlows, ASettingChangesTheBookAndItsFloorHolds) {
  const NewSetting wider{"3-9b", "times", "tolerance_minutes", "10", "局务会决定"};
  EXPECT_EQ(set_law_parameter(*house_, caller("officer"), wider).error().kind,
            model::RefusalKind::not_permitted);
  const std::string before = house_->law_book()->digest();
  ASSERT_TRUE(set_law_parameter(*house_, caller("leader"), wider));
  EXPECT_NE(house_->law_book()->digest(), before);
  NewSetting wrong = wider;
  wrong.value_json = "61";
  EXPECT_EQ(set_law_parameter(*house_, caller("leader"), wrong).error().field, "value");
  wrong.parameter = "from";
  EXPECT_EQ(set_law_parameter(*house_, caller("leader"), wrong).error().field, "parameter");
  // It is there again after a restart, and can be taken back.
  const std::string set = house_->law_book()->digest();
  close();
  open();
  EXPECT_EQ(house_->law_book()->digest(), set);
  NewSetting back = wider;
  back.value_json = "null";
  ASSERT_TRUE(set_law_parameter(*house_, caller("leader"), back));
  EXPECT_EQ(house_->law_book()->digest(), before);
}

TEST_F(LawFlows, ASettingThatNoLongerFitsNeverKeepsTheHouseClosed) {
  house_->commit_entry(model::make_entry(
      house_->clock().now(), "system:test",
      model::LawParameterSet{"3-9b", "times", "tolerance_minutes", {"10"}, "决定"}));
  house_->commit_entry(
      model::make_entry(house_->clock().now(), "system:test",
                        model::LawParameterSet{"9-9", "gone", "days", {"3"}, "旧版条款"}));
  close();
  open();
  EXPECT_TRUE(house_->law_book());
  EXPECT_TRUE(
      set_law_parameter(*house_, caller("leader"), {"9-9", "gone", "days", "null", "条款已删除"}));
}

TEST_F(LawFlows, WhatIfChangesNothing) {
  ASSERT_TRUE(state_facts(*house_, caller("officer"), act(),
                          R"({"stated_from":"2026-03-05T10:00:00+08:00"})", ""));
  const auto what =
      what_if(*house_, caller("leader"), {"penalty-42", "two_officers", "at_least", "1"}, {0},
              house_->clock().now().plus_ms(1000));
  ASSERT_TRUE(what) << what.error().en;
  EXPECT_EQ(what->cases, 1);
  EXPECT_EQ(what->before, 2);  // the certificate is missing, too
  EXPECT_EQ(what->after, 1);
  ASSERT_EQ(what->go.size(), 1U);
  EXPECT_EQ(what->go[0].subject_id, act_id_.text);
  EXPECT_TRUE(find("penalty-42", "two_officers"));
  EXPECT_FALSE(
      what_if(*house_, caller("officer"), {"3-9b", "times", "tolerance_minutes", "1"}, {0}, {1}));
}

// A notice in the first recording holds for those that follow; subjects filmed in any hold for the
// act.
TEST_F(LawFlows, WhatOneRecordingShowsHoldsForTheAct) {
  const auto facts_of = [&](const std::string& kind, const std::string& id) {
    auto lease = house_->catalog().read();
    const auto gathered = gather_case(lease, case_id_);
    for (const auto& subject : gathered->subjects) {
      const bool is_it = rules::name_of(subject.facts.kind()).name == kind;
      if (is_it && subject.facts.id() == id) return subject.facts;
    }
    throw base::Fault("no such subject");
  };
  const model::Act act = *get_act(*house_, caller("officer"), act_id_);
  std::vector<std::string> records;
  const std::string day = "2026-03-05T01:";
  for (const char* minute : {"00", "30"}) {
    const auto bytes = noise_bytes(100, static_cast<std::uint32_t>(records.size() + 9));
    records.push_back(deposit(upload_of(act, bytes.size()), bytes).record_id.text);
    house_->commit_entry(model::make_entry(
        house_->clock().now(), "system:probe",
        model::RecordProbed{{records.back()},
                            "test",
                            "answered",
                            "",
                            {R"({"duration_ms":60000,"kind":"video","times":[{"source":"mvhd",)"
                             R"("value":")" +
                             day + minute + R"(:00.000Z","zone":"utc"}]})"}}));
  }
  ASSERT_EQ(records.size(), 2U);
  ASSERT_TRUE(state_facts(*house_, caller("officer"), {case_id_, "recording", records[0]},
                          R"({"notice_at":"2026-03-05T01:00:20.000Z","subjects_filmed":["scene"]})",
                          ""));
  ASSERT_TRUE(state_facts(*house_, caller("officer"), {case_id_, "recording", records[1]},
                          R"({"subjects_filmed":["people"]})", ""));
  const auto notice = rules::get_fact(rules::SubjectKind::recording, "notice_at");
  EXPECT_TRUE(facts_of("recording", records[0]).is_given(notice));
  EXPECT_TRUE(facts_of("recording", records[1]).is_given(notice));
  const auto filmed = rules::get_fact(rules::SubjectKind::act, "subjects_filmed");
  EXPECT_EQ(*facts_of("act", act_id_.text).find_list(filmed),
            (std::vector<std::string>{"people", "scene"}));
  // A notice in the second one says nothing about the first.
  ASSERT_TRUE(state_facts(*house_, caller("officer"), {case_id_, "recording", records[0]},
                          R"({"notice_at":null})", ""));
  ASSERT_TRUE(state_facts(*house_, caller("officer"), {case_id_, "recording", records[1]},
                          R"({"notice_at":"2026-03-05T01:30:20.000Z"})", ""));
  EXPECT_FALSE(facts_of("recording", records[0]).is_given(notice));
}

TEST_F(LawFlows, TheJudgeKeepsListsTrue) {
  Judge judge(*house_, house_->finding_store());
  const auto settle = [&] {
    judge.wake();
    for (int i = 0; i < 2000 && !judge.progress().settled; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    ASSERT_TRUE(judge.progress().settled);
  };
  settle();
  const auto has = [&](const char* who, const std::string& article) {
    const auto list = list_findings(*house_, caller(who), {}, 1000);
    EXPECT_TRUE(list);
    return std::any_of(list->findings.begin(), list->findings.end(),
                       [&](const auto& one) { return one.article_id == article; });
  };
  EXPECT_TRUE(has("officer", "penalty-42"));
  EXPECT_TRUE(has("leader", "penalty-42"));
  EXPECT_FALSE(has("other", "penalty-42"));
  EXPECT_FALSE(list_findings(*house_, caller("secadmin"), {}, 10));
  EXPECT_EQ(list_findings(*house_, caller("leader"), {}, 1)->findings.size(), 1U);
  EXPECT_FALSE(list_findings(*house_, caller("leader"), {}, 1)->complete);
  // A stated reason clears it from the lists.
  ASSERT_TRUE(has("leader", "3-8b"));
  ASSERT_TRUE(
      answer_finding(*house_, caller("officer"), act(), {"3-8b", "act", "explained", "设备送修"}));
  settle();
  catalog::FindingFilter broken{{"breached"}, "3-8b", std::nullopt};
  EXPECT_TRUE(list_findings(*house_, caller("leader"), broken, 10)->findings.empty());
  // Another book starts anew.
  ASSERT_TRUE(set_law_parameter(*house_, caller("leader"),
                                {"3-9b", "times", "tolerance_minutes", "10", "局务会决定"}));
  settle();
  EXPECT_EQ(house_->finding_store().find_mark()->book, house_->law_book()->digest());
}

TEST_F(LawFlows, ABrokenLawFileLeavesTheLastGoodBook) {
  const auto copy = folder_ / "law";
  base::fs::copy(law_, copy, base::fs::copy_options::recursive);
  close();
  law_ = copy;
  open();
  const std::string before = house_->law_book()->digest();
  {
    std::ofstream file(copy / "jingzhou/a1/art_05a.jsonc", std::ios::app);
    file << "\n{";
  }
  EXPECT_FALSE(reload_law(*house_, caller("leader")));
  const auto problems = house_->reload_law();
  ASSERT_FALSE(problems.empty());
  EXPECT_EQ(problems[0].file, "jingzhou/a1/art_05a.jsonc");
  EXPECT_GT(problems[0].line, 10);
  EXPECT_EQ(house_->law_book()->digest(), before);
  close();
  EXPECT_THROW(open(), base::Damaged);
}

}  // namespace
}  // namespace liuhen::flows
