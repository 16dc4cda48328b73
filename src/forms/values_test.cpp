#include "forms/values.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/disk.h"
#include "forms/form_book.h"
#include "forms/merge.h"

namespace liuhen::forms {
namespace {

namespace fs = std::filesystem;

const base::CivilDay kToday = *base::civil_day(2026, 11, 24);

const FormBook& shipped() {
  static const auto book = [] {
    auto loaded = FormBook::load(fs::path(LIUHEN_SOURCE_DIR) / "forms");
    if (!loaded) {
      for (const auto& problem : loaded.error()) ADD_FAILURE() << base::text_of(problem);
    }
    return loaded;
  }();
  return *book;
}

const Form& form(std::string_view id) {
  const Form* found = shipped().find_form(id);
  CHECK(found != nullptr);
  return *found;
}

std::string codes(const std::string& id, std::string_view values) {
  std::string all;
  for (const FieldFault& fault : check(form(id), values, kToday)) {
    if (fault.code == "missing" && fault.place.empty()) continue;
    all += (all.empty() ? "" : " ") + fault.field + (fault.place.empty() ? "" : "/") + fault.place +
           ":" + fault.code;
  }
  return all;
}

TEST(Values, EachKindOfFaultIsFound) {
  const std::string id = "inquiry_record";
  EXPECT_EQ(codes(id, "{}"), "");
  EXPECT_EQ(codes(id, R"({"hue":1})"), "hue:unknown");
  EXPECT_EQ(codes(id, "[]"), ":values");
  EXPECT_EQ(codes(id, "{"), ":values");
  EXPECT_EQ(codes(id, R"({"sex":"neither"})"), "sex:choice");
  EXPECT_EQ(codes(id, R"({"person":7})"), "person:type");
  EXPECT_EQ(codes(id, R"({"person":"a\nb"})"), "person:type");
  EXPECT_EQ(codes(id, R"({"person":"a\u202eb"})"), "person:type");
  EXPECT_EQ(codes(id, "{\"person\":\"" + std::string(201, 'x') + "\"}"), "person:too_long");
  EXPECT_EQ(codes(id, R"({"certificate_shown":"yes"})"), "certificate_shown:type");
  EXPECT_EQ(codes(id, R"({"officers":[{"name":"甲"}]})"), "officers:rows");
  EXPECT_EQ(codes(id, R"({"officers":[{"name":"甲"},{"number":"1"}]})"), "officers/1/name:missing");
  EXPECT_EQ(codes(id, R"({"answers":[{"question":"问"}]})"), "answers/0/answer:missing");
  EXPECT_EQ(codes(id, R"({"answers":[{"question":"问","answer":"答","x":1}]})"),
            "answers/0/x:unknown");
  EXPECT_EQ(codes("payment_record", R"({"amount_yuan":0})"), "amount_yuan:too_small");
  EXPECT_EQ(codes("payment_record", R"({"amount_yuan":1.5})"), "amount_yuan:type");
}

TEST(Values, DatesMustExistAndBeInOrder) {
  const auto span = [](std::string_view start, std::string_view end) {
    return codes("inquiry_record", R"({"span":{"start":")" + std::string(start) + R"(","end":")" +
                                       std::string(end) + R"("}})");
  };
  EXPECT_EQ(span("2026-02-05T09:10:00+08:00", "2026-02-05T10:42:00+08:00"), "");
  EXPECT_EQ(span("2026-02-05T10:42:00+08:00", "2026-02-05T09:10:00+08:00"), "span/end:order");
  EXPECT_EQ(span("2026-02-29T09:00:00+08:00", "2026-03-01T09:00:00+08:00"),
            "span/start:impossible_date");
  EXPECT_EQ(span("2024-02-29T09:00:00+08:00", "2024-02-29T09:00:00+08:00"), "");  // a leap day
  EXPECT_EQ(span("2026-11-24T23:00:00+08:00", "2026-11-25T00:00:00+08:00"), "span:future");
  EXPECT_EQ(span("2026-02-05", "2026-02-06"),
            "span/start:impossible_date span/end:impossible_date");
  EXPECT_EQ(codes("inquiry_record", R"({"span":{"start":"2026-02-05T09:10:00+08:00"}})"),
            "span/end:missing");
  EXPECT_EQ(codes("case_end_note", R"({"filed_day":"2026-04-20","checked_day":"2026-04-19"})"),
            "checked_day:order");
  EXPECT_EQ(codes("case_end_note", R"({"filed_day":"2026-04-20","checked_day":"2026-04-20"})"), "");
  EXPECT_EQ(codes("case_end_note", R"({"filed_day":"2026-11-25"})"), "filed_day:future");
  EXPECT_EQ(codes("case_end_note", R"({"filed_day":"2026-13-01"})"), "filed_day:impossible_date");
}

TEST(Values, RequiredFieldsAreNamedInBothLanguages) {
  const auto faults = check(form("case_end_note"), "{\"state\":\"\"}", kToday);
  const auto missing = std::find_if(faults.begin(), faults.end(),
                                    [](const FieldFault& one) { return one.field == "state"; });
  ASSERT_NE(missing, faults.end());
  EXPECT_EQ(missing->sentence.zh, "“本卷情况说明”未填写。");
  EXPECT_EQ(missing->sentence.en, "State of the file is not filled in.");
}

TEST(Values, AHostileTableDoesNotGiveEndlessFaults) {
  std::string rows = "[";
  for (int i = 0; i < 5000; ++i) rows += "1,";
  const auto faults = check(form("inquiry_record"), "{\"answers\":" + rows + "1]}", kToday);
  EXPECT_LE(faults.size(), 201U);
}

TEST(Values, PrefillTakesWhatIsKnown) {
  Known known;
  known["case.title"] = std::string("某案𠀀");
  known["act.started_at"] = base::UtcTime{1772673000000};
  known["act.span"] = Span{{1772673000000}, {1772676600000}};
  known["act.officers"] = std::vector<Person>{{"李明", "1", "科"}, {"王芳", "", ""}};
  known["bureau.phone"] = base::UtcTime{0};  // of the wrong shape: passed over
  EXPECT_EQ(prefill(form("inquiry_record"), known).find("\"place\""), std::string::npos);
  const std::string values = prefill(form("inquiry_record"), known);
  EXPECT_NE(values.find(R"("span":{"start":"2026-03-05T09:10:00+08:00")"), std::string::npos);
  EXPECT_NE(values.find(R"("officers":[{"name":"李明","number":"1","unit":"科"},{"name":"王芳"}])"),
            std::string::npos);
  EXPECT_NE(values.find("申请回避"), std::string::npos);  // written beforehand
  EXPECT_EQ(codes("inquiry_record", values), "");
}

TEST(Values, EstablishedFactsFollowTheirConditions) {
  const auto find = [](const std::vector<Established>& facts, std::string_view name) {
    const auto at = std::find_if(facts.begin(), facts.end(), [&](const Established& one) {
      return one.subject + "." + one.fact == name;
    });
    return at == facts.end() ? std::optional<FactValue>() : at->value;
  };
  const Form& filing = form("filing_approval");
  const std::string yes = R"({"approved_at":"2026-03-05T09:10:00+08:00","result":"file"})";
  const std::string no = R"({"approved_at":"2026-03-05T09:10:00+08:00","result":"do_not_file"})";
  EXPECT_EQ(find(established(filing, yes, {}), "case.filed_at"),
            FactValue(base::UtcTime{1772673000000}));
  EXPECT_EQ(find(established(filing, no, {}), "case.filed_at"), std::nullopt);
  EXPECT_TRUE(established(filing, R"({"found_on":"2026-02-30"})", {}).empty());
  EXPECT_TRUE(established(filing, "no JSON", {}).empty());

  const auto inquiry = established(form("inquiry_record"),
                                   R"({"span":{"start":"2026-03-05T09:10:00+08:00",
      "end":"2026-03-05T10:10:00+08:00"},"officers":[{"name":"a"},{"name":"b"}]})",
                                   {});
  EXPECT_EQ(find(inquiry, "act.stated_from"), FactValue(base::UtcTime{1772673000000}));
  EXPECT_EQ(find(inquiry, "act.stated_to"), FactValue(base::UtcTime{1772676600000}));
  EXPECT_EQ(find(inquiry, "act.record_made"), FactValue(true));

  const auto served =
      established(form("service_receipt"),
                  R"({"document":"hearing_notice","received_at":"2026-03-05T00:10:00+08:00"})", {});
  EXPECT_EQ(find(served, "case.hearing_notice_served_on"), FactValue(*base::civil_day(2026, 3, 5)));
  EXPECT_EQ(find(served, "case.notice_served_at"), std::nullopt);
}

TEST(ShippedForms, EachHasASampleThatChecksClean) {
  for (const Form& one : shipped().forms()) {
    const fs::path file = fs::path(LIUHEN_SOURCE_DIR) / "forms" / (one.id + ".sample.jsonc");
    ASSERT_TRUE(fs::exists(file)) << file;
    std::string text = base::read_text(file);
    text.erase(0, text.find('\n') + 1);  // the comment
    for (const FieldFault& fault : check(one, text, kToday)) {
      ADD_FAILURE() << one.id << "." << fault.field << "/" << fault.place << ": "
                    << fault.sentence.zh;
    }
    EXPECT_EQ(established(one, text, {}).empty(), one.establishes.empty()) << one.id;
  }
}

// Values come from outside: whatever they are, they are answered, never fatal.
TEST(ShippedForms, BrokenValuesAreAnswered) {
  std::uint32_t state = 11;
  const auto next = [&](std::size_t below) {
    state = state * 1664525U + 1013904223U;
    return (state >> 8U) % below;
  };
  for (const Form& one : shipped().forms()) {
    std::string good =
        base::read_text(fs::path(LIUHEN_SOURCE_DIR) / "forms" / (one.id + ".sample.jsonc"));
    good.erase(0, good.find('\n') + 1);
    for (int round = 0; round < 60; ++round) {
      std::string bad = good;
      static constexpr std::string_view kMarks = "[]{}\",:0-nt\x01\xff";
      for (int i = 0; i < 3; ++i) bad[next(bad.size())] = kMarks[next(kMarks.size())];
      check(one, bad, kToday);
      established(one, bad, {});
      static_cast<void>(merge(one, good, bad, good));
    }
  }
}

TEST(ShippedForms, EachProcedureHasWhatItNeeds) {
  const auto needs = [](std::string_view procedure, std::string_view id) {
    for (const InProcedure& one : form(id).procedures) {
      if (one.procedure == procedure) return one.need;
    }
    return Need::optional;
  };
  for (const char* id : {"filing_approval", "investigation_report", "penalty_notice",
                         "penalty_approval", "penalty_decision", "service_receipt",
                         "closing_approval", "case_index", "case_cover", "case_end_note"}) {
    EXPECT_EQ(needs("ordinary", id), Need::required) << id;
    EXPECT_EQ(needs("hearing", id), Need::required) << id;
  }
  for (const char* id : {"hearing_notice", "hearing_record", "hearing_report"}) {
    EXPECT_EQ(needs("hearing", id), Need::required) << id;
  }
  for (const char* id : {"on_spot_decision", "case_cover", "case_index", "case_end_note"}) {
    EXPECT_EQ(needs("simple", id), Need::required) << id;
  }
  EXPECT_EQ(needs("ordinary", "legal_review_opinion"), Need::conditional);
  for (const char* stage : {"filing", "investigation", "review", "service", "closed"}) {
    EXPECT_TRUE(std::any_of(shipped().forms().begin(), shipped().forms().end(),
                            [&](const Form& one) { return one.stage == stage; }))
        << stage;
  }
}

}  // namespace
}  // namespace liuhen::forms
