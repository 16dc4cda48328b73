#include "flows/documents/finalise.h"

#include <boost/json.hpp>
#include <cstdlib>
#include <fstream>

#include "base/digest.h"
#include "base/json.h"
#include "catalog/act_queries.h"
#include "catalog/entry_queries.h"
#include "catalog/law_queries.h"
#include "flows/documents/documents_for_test.h"
#include "flows/documents/draft_sight.h"
#include "flows/documents/seal_of_document.h"
#include "flows/law/findings.h"
#include "model/entry/documents.h"

namespace liuhen::flows {
namespace {

namespace json = boost::json;
using model::RefusalKind;

class Finalise : public DocumentsTest {
 protected:
  static json::object sample_of(const std::string& form) {
    return json::parse(sample(form)).as_object();
  }
  std::vector<catalog::FinalDocument> documents() {
    return list_documents(*house_, caller("officer"), case_id_)->documents;
  }
  std::string stated(const std::string& subject, const std::string& fact) {
    auto lease = house_->catalog().read();
    for (const auto& one : catalog::facts_stated_in_case(lease, case_id_)) {
      if (one.subject_kind == subject && one.fact == fact) return one.value_json;
    }
    return "";
  }
  std::uint64_t deposits() {
    auto lease = house_->catalog().read();
    return catalog::list_entries(lease, "record.deposited", {std::nullopt, 200})->entries.size();
  }
  std::int64_t missing_for(const std::string& stage) {
    const auto gate = get_gate(*house_, caller("officer"), case_id_, stage);
    EXPECT_TRUE(gate);
    return std::count_if(gate->missing.begin(), gate->missing.end(), [](const auto& one) {
      return one.finding.article_id == "3-2" && one.finding.check_name == "documents";
    });
  }
};

TEST_F(Finalise, ADraftBecomesARecordAnEntryAndStatements) {
  EXPECT_EQ(missing_for("investigation"), 1);
  const auto draft = filled("filing_approval");
  const auto document = finalise(draft);
  ASSERT_TRUE(document) << document.error().en;
  EXPECT_EQ(document->form, "filing_approval");
  ASSERT_EQ(documents().size(), 1U);
  EXPECT_TRUE(list_documents(*house_, caller("officer"), case_id_)->drafts.empty());
  // The print is a record like any other, with its receipt.
  const auto record = get_record(*house_, caller("officer"), document->record_id);
  ASSERT_TRUE(record);
  EXPECT_EQ(record->record.record_kind, "document");
  EXPECT_TRUE(get_receipt(*house_, caller("officer"), document->record_id));
  const std::string text = text_in(content_of(document->record_id));
  EXPECT_NE(text.find("立案审批表"), std::string::npos) << text;
  EXPECT_NE(text.find(draft.draft.id.text), std::string::npos) << text;
  EXPECT_EQ(text.find("草"), std::string::npos);
  // The law engine sees it.
  EXPECT_NE(stated("case", "filed_at"), "");
  EXPECT_EQ(missing_for("investigation"), 0);
}

TEST_F(Finalise, TheCodeOnThePaperFollowsFromTheEntry) {
  const auto draft = filled("penalty_decision");
  const auto document = finalise(draft);
  ASSERT_TRUE(document) << document.error().en;
  EXPECT_NE(document->number, "");
  auto lease = house_->catalog().read();
  const auto placed = catalog::find_entry(lease, document->entry_index);
  const auto body = model::body_of<model::DocumentFinalised>(placed->entry);
  ASSERT_TRUE(body);
  ASSERT_TRUE(body->document_id);
  EXPECT_EQ(*body->document_id, draft.draft.id);
  const DocumentSeal seal{*body->document_id, body->form, body->number, body->fields.text};
  base::write_file_durably(folder_ / "d.pdf", content_of(document->record_id));
  const std::string pdf = (folder_ / "d.pdf").string(), png = (folder_ / "d").string();
  ASSERT_EQ(std::system(("pdftoppm -r 200 -png -f 1 -l 1 '" + pdf + "' '" + png + "'").c_str()), 0);
  const std::string out = (folder_ / "qr.txt").string();
  ASSERT_EQ(std::system(("zbarimg -q --raw '" + png + "'*.png > '" + out + "'").c_str()), 0);
  EXPECT_EQ(base::read_text(out), code_text(seal) + "\n");
}

TEST_F(Finalise, WhatIsFinalStaysAsItIs) {
  const auto draft = filled("filing_approval");
  ASSERT_TRUE(finalise(draft));
  const auto& officer = caller("officer");
  for (const auto& refusal :
       {save_draft(*house_, officer, draft.draft.id, 2, "{}").error(),
        get_draft(*house_, officer, draft.draft.id).error(),
        discard_draft(*house_, officer, draft.draft.id).error(), finalise(draft).error()}) {
    EXPECT_EQ(refusal.kind, RefusalKind::conflict);
    EXPECT_EQ(refusal.article, "2-3");
    EXPECT_EQ(refusal.field, "record:" + documents()[0].record_id.text);
  }
  EXPECT_EQ(documents().size(), 1U);
  EXPECT_EQ(create_draft(*house_, officer, case_id_, {"filing_approval", {}}).error().kind,
            RefusalKind::conflict);
}

TEST_F(Finalise, TwiceAtOnceGivesOneDocument) {
  const auto draft = filled("filing_approval");
  std::atomic<int> done{0};
  std::vector<std::thread> people;
  for (int i = 0; i < 4; ++i) {
    people.emplace_back([&] { done += finalise(draft).ok() ? 1 : 0; });
  }
  for (auto& person : people) person.join();
  EXPECT_EQ(done.load(), 1);
  EXPECT_EQ(documents().size(), 1U);
  EXPECT_EQ(deposits(), 1U);
}

TEST_F(Finalise, FaultsAndOldRevisionsAreRefused) {
  const auto empty = begin("investigation_report");
  const auto faulty = finalise(empty);
  ASSERT_FALSE(faulty);
  EXPECT_EQ(faulty.error().kind, RefusalKind::bad_input);
  EXPECT_EQ(faulty.error().field.rfind("values.", 0), 0U);
  auto old = filled("filing_approval");
  old.draft.revision = 1;
  EXPECT_EQ(finalise(old).error().field, "revision");
  EXPECT_FALSE(finalise_draft(*house_, caller("other"), old.draft.id, {2, {}, {}}));
  const auto future = house_->clock().now().plus_ms(60'000);
  EXPECT_EQ(finalise_draft(*house_, caller("officer"), old.draft.id, {2, {}, future}).error().field,
            "completed_at");
  // Nothing of it was kept: it can still be edited.
  EXPECT_TRUE(save_draft(*house_, caller("officer"), old.draft.id, 2, "{}"));
  EXPECT_TRUE(documents().empty());
}

TEST_F(Finalise, NumbersAreGivenOnceAndInOrder) {
  const auto first = finalise(filled("penalty_decision"));
  ASSERT_TRUE(first) << first.error().en;
  EXPECT_EQ(first->number.rfind("测试局罚〔", 0), 0U) << first->number;
  EXPECT_TRUE(first->number.ends_with("〕1号")) << first->number;
  const auto second = filled("penalty_decision");
  const auto taken = finalise(second, first->number);
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().kind, RefusalKind::conflict);
  EXPECT_EQ(taken.error().field, "number");
  EXPECT_EQ(finalise(second, "两\n行").error().field, "number");
  std::string typed = first->number;
  typed.replace(typed.rfind("1号"), 1, "7");
  ASSERT_TRUE(finalise(second, typed));
  const auto third = filled("penalty_decision");
  const auto check = check_draft(*house_, caller("officer"), third.draft.id);
  EXPECT_TRUE(check->next_number.ends_with("〕8号")) << check->next_number;
  EXPECT_EQ(finalise(third)->number, check->next_number);
  EXPECT_EQ(finalise(filled("filing_approval"), "有号").ok(),
            !forms::FormBook::load(forms_)->find_form("filing_approval")->number_pattern.empty());
}

TEST_F(Finalise, ADocumentOfAnActIsDepositedThereOthersInOneActOfTheCase) {
  const auto record = finalise(filled("inquiry_record", act_.id));
  ASSERT_TRUE(record) << record.error().en;
  EXPECT_EQ(get_record(*house_, caller("officer"), record->record_id)->record.act_id, act_.id);
  const auto approval = filled("filing_approval");
  const auto one =
      finalise_draft(*house_, caller("officer"), approval.draft.id,
                     {approval.draft.revision, {}, house_->clock().now().plus_ms(-60'000)});
  const auto two = finalise(filled("investigation_report"));
  ASSERT_TRUE(one && two);
  const auto place = get_record(*house_, caller("officer"), one->record_id)->record.act_id;
  EXPECT_EQ(get_record(*house_, caller("officer"), two->record_id)->record.act_id, place);
  EXPECT_NE(place, act_.id);
  EXPECT_FALSE(one->act_id);
  // Nobody is judged for that act, and the documents in it have their place.
  const auto found = get_case_findings(*house_, caller("officer"), case_id_);
  for (const auto& finding : found->findings) {
    EXPECT_EQ(finding.finding.subject_id.find(place.text), std::string::npos)
        << finding.finding.article_id << " " << finding.finding.check_name;
    EXPECT_FALSE(finding.finding.subject_id == one->record_id.text)
        << finding.finding.article_id << " " << finding.finding.check_name;
  }
}

TEST_F(Finalise, TheInvestigationBeganWithTheEarliestRecord) {
  json::object late = sample_of("inquiry_record"), early = late;
  late["span"] = {{"start", "2026-03-05T10:00:00+08:00"}, {"end", "2026-03-05T11:00:00+08:00"}};
  early["span"] = {{"start", "2026-03-04T10:00:00+08:00"}, {"end", "2026-03-04T11:00:00+08:00"}};
  const auto make = [&](const json::object& values) {
    const auto draft = begin("inquiry_record", act_.id);
    const auto saved =
        save_draft(*house_, caller("officer"), draft.draft.id, 1, json::serialize(values));
    EXPECT_TRUE(finalise(saved->open));
  };
  make(late);
  EXPECT_EQ(stated("case", "investigation_began_at"), "\"2026-03-05T02:00:00.000Z\"");
  make(early);
  EXPECT_EQ(stated("case", "investigation_began_at"), "\"2026-03-04T02:00:00.000Z\"");
  make(late);
  EXPECT_EQ(stated("case", "investigation_began_at"), "\"2026-03-04T02:00:00.000Z\"");
  EXPECT_EQ(stated("act", "stated_from"), "\"2026-03-05T02:00:00.000Z\"");  // the last one
}

TEST_F(Finalise, RareCharactersAreOnThePaper) {
  const auto draft = begin("filing_approval");
  json::object values = sample_of("filing_approval");
  values["party"] = "张𠮷𪚥";
  const auto saved =
      save_draft(*house_, caller("officer"), draft.draft.id, 1, json::serialize(values));
  const auto document = finalise(saved->open);
  ASSERT_TRUE(document) << document.error().en;
  EXPECT_NE(text_in(content_of(document->record_id)).find("张𠮷𪚥"), std::string::npos);
  EXPECT_NE(documents()[0].fields_json.find("张𠮷𪚥"), std::string::npos);
}

TEST_F(Finalise, ALongDocumentKeepsItsEntrySmall) {
  const auto draft = begin("investigation_report");
  json::object values = sample_of("investigation_report");
  std::string text;
  while (text.size() < 57'000) text += "调查认定的事实。";
  values["facts"] = text;
  const auto saved =
      save_draft(*house_, caller("officer"), draft.draft.id, 1, json::serialize(values));
  const auto document = finalise(saved->open);
  ASSERT_TRUE(document) << document.error().en;
  const auto fields = base::parse_json(documents()[0].fields_json)->get_object();
  EXPECT_TRUE(fields.at("facts").is_object());
  EXPECT_LE(documents()[0].fields_json.size(), kSealedBytesMax);
}

// What a crash leaves after each durable step; then the house is opened again and asked again.
TEST_F(Finalise, ARestartBetweenAnyTwoStepsEndsRight) {
  for (int steps = 1; steps <= 4; ++steps) {
    auto open = *draft_in_sight(*house_, caller("officer"), filled("penalty_decision").draft.id);
    const auto id = open.draft.id;
    const auto frozen = freeze(*house_, caller("officer"), open, {open.draft.revision, {}, {}});
    ASSERT_TRUE(frozen);
    std::optional<model::RecordId> record;
    if (steps >= 2) record = *deposit_document(*house_, *frozen);
    if (steps >= 3) {
      ASSERT_TRUE(witness_document(*house_, *frozen, *record));
    }
    if (steps == 4) house_->private_store().close_draft(id, *record);
    close();
    this->open();
    if (steps < 4) {
      // On its way: nobody edits it any more, and it shows among the drafts.
      EXPECT_EQ(save_draft(*house_, caller("officer"), id, 2, "{}").error().article, "2-3");
      EXPECT_FALSE(discard_draft(*house_, caller("officer"), id));
    }
    const auto again = finalise_draft(*house_, caller("leader"), id, {open.draft.revision, {}, {}});
    if (steps < 4) {
      ASSERT_TRUE(again) << steps << again.error().en;
      EXPECT_EQ(again->number, frozen->draft.frozen->number);
      EXPECT_EQ(again->finalised_by, caller("officer").account.id);
      EXPECT_TRUE(!record || again->record_id == *record);
    } else {
      EXPECT_EQ(again.error().kind, RefusalKind::conflict);
    }
    EXPECT_EQ(documents().size(), static_cast<std::size_t>(steps));
    EXPECT_EQ(deposits(), static_cast<std::uint64_t>(steps));
  }
}

// A crash after the upload was noted, before its bytes came, or after it expired.
TEST_F(Finalise, AnUploadThatNeverCameIsSentAgain) {
  const auto open = *draft_in_sight(*house_, caller("officer"), filled("filing_approval").draft.id);
  ASSERT_TRUE(freeze(*house_, caller("officer"), open, {open.draft.revision, {}, {}}));
  const auto empty = house_->desk().create(upload_of(act_, 5));
  for (const auto& upload : {empty->id, model::UploadId{"gone"}}) {
    house_->private_store().note_draft_upload(open.draft.id, upload);
    const auto again = draft_in_sight(*house_, caller("officer"), open.draft.id);
    EXPECT_TRUE(deposit_document(*house_, *again));
  }
  EXPECT_TRUE(finalise(open));
  EXPECT_EQ(documents().size(), 1U);
  EXPECT_EQ(deposits(), 1U);  // equal bytes: the print follows from what was frozen
}

TEST_F(Finalise, ItsBytesAreSeenUnderAViewing) {
  const auto document = finalise(filled("filing_approval"));
  ASSERT_TRUE(document);
  const auto& officer = caller("officer");
  EXPECT_FALSE(get_document_content(*house_, officer, document->record_id, {"none"}));
  const auto viewing = open_viewing(*house_, officer, document->record_id, "核对");
  ASSERT_TRUE(viewing);
  const auto content = get_document_content(*house_, officer, document->record_id, viewing->id);
  ASSERT_TRUE(content);
  EXPECT_EQ(content->media_type, "application/pdf");
  EXPECT_FALSE(get_document_content(*house_, caller("other"), document->record_id, viewing->id));
}

TEST_F(Finalise, FormsThatTheCaseNeedsAreListedInOrder) {
  ASSERT_TRUE(finalise(filled("filing_approval")));
  begin("investigation_report");
  const auto found = list_documents(*house_, caller("officer"), case_id_);
  const auto state_of = [&](const std::string& form) {
    for (const auto& one : found->needed) {
      if (one.form->id == form) return one.state;
    }
    return std::string();
  };
  EXPECT_EQ(state_of("filing_approval"), "done");
  EXPECT_EQ(state_of("investigation_report"), "drafted");
  EXPECT_EQ(state_of("penalty_decision"), "later");
  EXPECT_EQ(state_of("no_penalty_decision"), "perhaps");
  EXPECT_EQ(state_of("on_spot_decision"), "");
  EXPECT_TRUE(
      std::is_sorted(found->needed.begin(), found->needed.end(), [](const auto& a, const auto& b) {
        return a.form->order_by_procedure < b.form->order_by_procedure;
      }));
}

TEST_F(Finalise, SettingsOfTheBureauStandInItsDocuments) {
  close();
  const auto settings = data() / "forms.json";
  const auto write = [&](const std::string& text) { std::ofstream(settings) << text; };
  write(R"({ "bureau_word": "荆公资监", "court": "荆州区人民法院" })");
  open();
  const auto draft = filled("penalty_decision");
  EXPECT_EQ(finalise(draft)->number.rfind("荆公资监罚〔", 0), 0U);
  EXPECT_NE(begin("penalty_decision").draft.values_json.find("荆州区人民法院"), std::string::npos);
  close();
  write(R"({ "word": "x" })");
  EXPECT_THROW(open(), base::Damaged);
}

}  // namespace
}  // namespace liuhen::flows
