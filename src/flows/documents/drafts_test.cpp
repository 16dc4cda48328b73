#include <boost/json.hpp>
#include <cstdlib>

#include "base/json.h"
#include "flows/documents/documents_for_test.h"

namespace liuhen::flows {
namespace {

namespace json = boost::json;
using model::RefusalKind;

class Drafts : public DocumentsTest {
 protected:
  static json::object sample_of(const std::string& form) {
    return json::parse(sample(form)).as_object();
  }
  json::object values(const model::DocumentId& id) {
    const auto open = get_draft(*house_, caller("officer"), id);
    return base::parse_json(open->draft.values_json)->get_object();
  }
};

TEST_F(Drafts, ComeFilledWithWhatTheHouseKnows) {
  const auto draft = begin("filing_approval").draft;
  const json::object filled = values(draft.id);
  std::string all = json::serialize(filled);
  EXPECT_NE(all.find("\"案\""), std::string::npos) << all;
  EXPECT_NE(all.find("甲"), std::string::npos) << all;
  EXPECT_EQ(list_documents(*house_, caller("officer"), case_id_)->drafts.size(), 1U);
}

TEST_F(Drafts, AFormOfAnActNeedsAnActOfItsKind) {
  const auto without = create_draft(*house_, caller("officer"), case_id_, {"inquiry_record", {}});
  ASSERT_FALSE(without);
  EXPECT_EQ(without.error().field, "act_id");
  EXPECT_EQ(
      create_draft(*house_, caller("officer"), case_id_, {"hearing_record", act_.id}).error().field,
      "act_id");
  EXPECT_TRUE(create_draft(*house_, caller("officer"), case_id_, {"inquiry_record", act_.id}));
  EXPECT_EQ(create_draft(*house_, caller("officer"), case_id_, {"no_such_form", {}}).error().field,
            "form");
}

TEST_F(Drafts, TwoEditorsLoseNoText) {
  const auto id = begin("investigation_report").draft.id;
  json::object first = values(id), second = first;
  first["facts"] = "甲所写的事实。";
  first["party"] = "甲公司";
  second["facts"] = "乙所写的事实。";
  second["cause"] = "乙改的案由";
  ASSERT_TRUE(save_draft(*house_, caller("officer"), id, 1, json::serialize(first)));
  const auto saved = save_draft(*house_, caller("leader"), id, 1, json::serialize(second));
  ASSERT_TRUE(saved);
  EXPECT_TRUE(saved->merged);
  ASSERT_EQ(saved->conflicts.size(), 1U);
  EXPECT_EQ(saved->conflicts[0].field, "facts");
  EXPECT_EQ(saved->conflicts[0].mine_json, "\"乙所写的事实。\"");
  EXPECT_EQ(saved->conflicts[0].theirs_json, "\"甲所写的事实。\"");
  const json::object now = values(id);
  const std::string facts(now.at("facts").as_string());
  EXPECT_NE(facts.find("甲所写的事实。"), std::string::npos);
  EXPECT_NE(facts.find("乙所写的事实。"), std::string::npos);
  EXPECT_EQ(now.at("cause"), "乙改的案由");
  EXPECT_EQ(now.at("party"), "甲公司");
  EXPECT_EQ(saved->open.draft.revision, 3);
}

TEST_F(Drafts, ManySavesKeepABoundedNumberOfRevisions) {
  const auto id = begin("investigation_report").draft.id;
  for (int i = 1; i <= 120; ++i) {
    const json::object one{{"facts", std::to_string(i)}};
    ASSERT_TRUE(save_draft(*house_, caller("officer"), id, i, json::serialize(one)));
  }
  EXPECT_FALSE(house_->private_store().find_draft_revision(id, 1));
  EXPECT_TRUE(house_->private_store().find_draft_revision(id, 120));
  // Nothing is lost where the revision it started from is not kept any more.
  const auto late = save_draft(*house_, caller("leader"), id, 1, R"({"facts":"迟到的"})");
  ASSERT_TRUE(late);
  const std::string facts(values(id).at("facts").as_string());
  EXPECT_NE(facts.find("120"), std::string::npos);
  EXPECT_NE(facts.find("迟到的"), std::string::npos);
  EXPECT_EQ(save_draft(*house_, caller("leader"), id, 999, "{}").error().field, "revision");
}

TEST_F(Drafts, SavingTheSameMakesNoRevision) {
  const auto id = begin("investigation_report").draft.id;
  const auto again = save_draft(*house_, caller("officer"), id, 1, json::serialize(values(id)));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->open.draft.revision, 1);
}

TEST_F(Drafts, ManyEditorsAtOnceLoseNothing) {
  const auto id = begin("investigation_report").draft.id;
  std::vector<std::thread> editors;
  for (int i = 0; i < 4; ++i) {
    editors.emplace_back([&, i] {
      const json::object one{{"facts", "第" + std::to_string(i) + "人。"}};
      EXPECT_TRUE(save_draft(*house_, caller("officer"), id, 1, json::serialize(one)));
    });
  }
  for (auto& editor : editors) editor.join();
  const std::string facts(values(id).at("facts").as_string());
  for (int i = 0; i < 4; ++i) {
    EXPECT_NE(facts.find("第" + std::to_string(i) + "人。"), std::string::npos) << facts;
  }
}

TEST_F(Drafts, BadValuesAreRefused) {
  const auto id = begin("investigation_report").draft.id;
  for (const std::string bad : {"[1]", "{", "{\"facts\":1.5}", "{\"facts\":\"\xff\"}"}) {
    const auto saved = save_draft(*house_, caller("officer"), id, 1, bad);
    ASSERT_FALSE(saved) << bad;
    EXPECT_EQ(saved.error().field, "values");
  }
  const std::string large = "{\"facts\":\"" + std::string(forms::kValuesBytesMax, 'a') + "\"}";
  EXPECT_FALSE(save_draft(*house_, caller("officer"), id, 1, large));
}

TEST_F(Drafts, AreSeenByThoseWhoSeeTheCase) {
  const auto id = begin("filing_approval").draft.id;
  EXPECT_TRUE(get_draft(*house_, caller("leader"), id));
  for (const char* who : {"other", "secadmin"}) {
    EXPECT_EQ(get_draft(*house_, caller(who), id).error().kind, RefusalKind::not_found);
    EXPECT_FALSE(save_draft(*house_, caller(who), id, 1, "{}"));
    EXPECT_FALSE(discard_draft(*house_, caller(who), id));
    EXPECT_FALSE(print_draft(*house_, caller(who), id));
    EXPECT_FALSE(list_documents(*house_, caller(who), case_id_));
    EXPECT_FALSE(create_draft(*house_, caller(who), case_id_, {"filing_approval", {}}));
  }
}

TEST_F(Drafts, OneOfAKindIsBegunOnceAndCanBeThrownAway) {
  const auto id = begin("filing_approval").draft.id;
  EXPECT_EQ(
      create_draft(*house_, caller("officer"), case_id_, {"filing_approval", {}}).error().kind,
      RefusalKind::conflict);
  ASSERT_TRUE(discard_draft(*house_, caller("officer"), id));
  EXPECT_FALSE(get_draft(*house_, caller("officer"), id));
  EXPECT_TRUE(create_draft(*house_, caller("officer"), case_id_, {"filing_approval", {}}));
}

TEST_F(Drafts, AreCheckedFieldByField) {
  const auto faults_of = [&](const model::DocumentId& id, json::object values) {
    const auto revision = get_draft(*house_, caller("officer"), id)->draft.revision;
    EXPECT_TRUE(save_draft(*house_, caller("officer"), id, revision, json::serialize(values)));
    std::string all;
    const auto check = check_draft(*house_, caller("officer"), id);
    for (const auto& fault : check->faults) {
      EXPECT_FALSE(fault.sentence.zh.empty() || fault.sentence.en.empty());
      all += fault.field + ":" + fault.code + " ";
    }
    return all;
  };
  const auto id = begin("inquiry_record", act_.id).draft.id;
  json::object good = sample_of("inquiry_record");
  EXPECT_EQ(faults_of(id, good), "");
  json::object backwards = good;
  backwards["span"] = {{"start", "2026-03-05T10:00:00+08:00"},
                       {"end", "2026-03-05T09:00:00+08:00"}};
  EXPECT_EQ(faults_of(id, backwards), "span:order ");
  json::object unknown = good;
  unknown["no_such"] = "x";
  EXPECT_EQ(faults_of(id, unknown), "no_such:unknown ");
  const auto other = begin("filing_approval").draft.id;
  json::object impossible = sample_of("filing_approval");
  impossible["found_on"] = "2026-02-30";
  EXPECT_EQ(faults_of(other, impossible), "found_on:impossible_date ");
}

TEST_F(Drafts, ArePrintedAsDrafts) {
  const auto id = filled("filing_approval").draft.id;
  const auto pdf = print_draft(*house_, caller("officer"), id);
  ASSERT_TRUE(pdf);
  EXPECT_NE(text_in(*pdf).find("草"), std::string::npos);
  EXPECT_EQ(*pdf, *print_draft(*house_, caller("officer"), id));
}

TEST_F(Drafts, StayOverARestart) {
  const auto id = filled("filing_approval").draft.id;
  const json::object before = values(id);
  close();
  open();
  EXPECT_EQ(values(id), before);
}

}  // namespace
}  // namespace liuhen::flows
