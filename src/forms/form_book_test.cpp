#include "forms/form_book.h"

#include <gtest/gtest.h>

#include "base/disk.h"
#include "forms/form_shelf.h"

namespace liuhen::forms {
namespace {

constexpr std::string_view kForm = R"({
  "id": "a",
  "title": { "zh": "测试", "en": "test" },
  "source": "test",
  "stage": "filing",
  "procedures": [{ "procedure": "ordinary", "need": "required" }],
  "volume": "main",
  "order": { "procedure": 1, "result": 1 },
  "number": "{bureau}罚〔{year}〕{serial}号",
  "layout": "letter",
  "body": ["{party}于{when:day}", "{rows}", "{kept}{agreed}"],
  "fields": [
    { "name": "party", "kind": "text", "label": { "zh": "甲", "en": "a" }, "from": "case.party" },
    { "name": "when", "kind": "time", "label": { "zh": "乙", "en": "b" } },
    { "name": "kept", "kind": "span", "label": { "zh": "丙", "en": "c" }, "not_before": "when" },
    { "name": "agreed", "kind": "yes_no", "label": { "zh": "丁", "en": "d" } },
    { "name": "rows", "kind": "table", "label": { "zh": "戊", "en": "e" },
      "columns": [{ "name": "x", "kind": "choice", "label": { "zh": "己", "en": "f" },
        "choices": [{ "value": "one", "zh": "一", "en": "one" }] }] }
  ],
  "signatures": [{ "who": "bureau", "label": { "zh": "印章", "en": "seal" }, "seal": true }],
  "establishes": [
    { "subject": "case", "fact": "filed_at", "from": "when",
      "if": { "field": "agreed", "in": ["yes"] } }
  ]
})";

class FormBooks : public testing::Test {
 protected:
  void write(const std::string& name, std::string_view text) {
    base::write_file_durably(scratch_ / name, text);
  }

  static std::string with(std::string_view from, std::string_view to) {
    std::string text(kForm);
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
  }

  // The first problem, empty when the book loads.
  std::string refusal(std::string_view text) {
    write("a.jsonc", text);
    const auto loaded = FormBook::load(scratch_.path());
    return loaded.ok() ? std::string() : base::text_of(loaded.error().front());
  }

  void expect_refused(std::string_view from, std::string_view to, std::string_view sentence) {
    const std::string found = refusal(with(from, to));
    EXPECT_EQ(found.substr(0, sentence.size()), sentence) << to;
  }

  base::ScratchFolder scratch_{"form-book"};
};

TEST_F(FormBooks, RefusalsNameFileAndLine) {
  EXPECT_EQ(refusal(kForm), "");
  expect_refused("\"source\": \"test\",", "\"source\": \"test\", \"hue\": 1,",
                 "a.jsonc:4: unknown member \"hue\"");
  expect_refused("\"kind\": \"span\"", "\"kind\": \"range\"",
                 "a.jsonc:15: there is no kind of field \"range\"");
  expect_refused("\"name\": \"when\"", "\"name\": \"party\"", "a.jsonc:14: two fields have");
  expect_refused("\"from\": \"when\"", "\"from\": \"whom\"",
                 "a.jsonc:23: \"whom\" is no field of this form that gives a fact");
  expect_refused("\"from\": \"when\"", "\"from\": \"rows\"", "a.jsonc:23: \"rows\" is no field");
  expect_refused("case.party", "case.partie", "a.jsonc:13: nothing is known by the name");
  expect_refused("case.party", "case.filed_on", "a.jsonc:13: \"case.filed_on\" does not fit");
  expect_refused("\"filing\"", "\"trial\"", "a.jsonc:5: write clue, filing");
  expect_refused("\"ordinary\"", "\"summary\"", "a.jsonc:6: write ordinary, simple or hearing");
  expect_refused("\"required\"", "\"needed\"", "a.jsonc:6: write required, conditional");
  expect_refused("\"main\"", "\"正卷\"", "a.jsonc:7: write main");
  expect_refused("\"result\": 1", "\"result\": 0", "a.jsonc:8: \"result\" must be a whole number");
  expect_refused("{serial}号", "号", "a.jsonc:9: write {bureau}, {year} and {serial}");
  expect_refused("\"letter\"", "\"poem\"", "a.jsonc:10: write table, record");
  expect_refused("{party}于", "{partie}于", "a.jsonc:11: the form has no field \"partie\"");
  expect_refused("{party}于", "{party于", "a.jsonc:11: ");
  expect_refused("{kept}{agreed}", "{agreed}", "a.jsonc:15: the body of the letter does not print");
  expect_refused("\"bureau\"", "\"king\"", "a.jsonc:21: nobody signs as \"king\"");
  expect_refused("[\"yes\"]", "[\"perhaps\"]", "a.jsonc:24: \"agreed\" has no value \"perhaps\"");
  expect_refused("\"not_before\": \"when\"", "\"not_before\": \"agreed\"",
                 "a.jsonc:15: the name of another day");
  expect_refused("\"volume\"", "\"stage\": \"clue\", \"volume\"",
                 "a.jsonc:7: this member is named twice");
  expect_refused("\"id\": \"a\"", "\"id\": \"b\"", "a.jsonc:2: the file of this form must be");
  expect_refused("\"id\": \"a\",", "\"id\": \"a\"", "a.jsonc:3: not well-formed JSON here");
  expect_refused("\"kind\": \"choice\"", "\"kind\": \"table\"", "a.jsonc:18: this kind of field");
}

TEST_F(FormBooks, TellAllProblemsAtOnce) {
  write("a.jsonc", with("\"filing\"", "\"trial\""));
  write("b.jsonc", with("\"main\"", "\"x\""));
  const auto loaded = FormBook::load(scratch_.path());
  ASSERT_FALSE(loaded.ok());
  ASSERT_EQ(loaded.error().size(), 3U);  // b.jsonc has the wrong id, too
  EXPECT_EQ(loaded.error().back().file, "b.jsonc");
}

TEST_F(FormBooks, TwoFormsDoNotClaimOnePlace) {
  write("b.jsonc", with("\"id\": \"a\"", "\"id\": \"b\""));
  EXPECT_EQ(refusal(kForm), "b.jsonc:1: its place in the order is that of a");
}

TEST_F(FormBooks, ABadFolderLeavesTheLastGoodBook) {
  write("a.jsonc", kForm);
  FormShelf shelf(scratch_.path());
  EXPECT_EQ(shelf.book(), nullptr);
  EXPECT_TRUE(shelf.reload().empty());
  const auto good = shelf.book();
  write("a.jsonc", with("\"filing\"", "\"trial\""));
  EXPECT_EQ(shelf.reload().size(), 1U);
  EXPECT_EQ(shelf.book(), good);
  ASSERT_NE(good->find_form("a"), nullptr);
}

TEST_F(FormBooks, AnEmptyFolderIsNoBook) { EXPECT_FALSE(FormBook::load(scratch_.path()).ok()); }

TEST_F(FormBooks, NumbersFollowThePattern) {
  write("a.jsonc", kForm);
  const auto book = FormBook::load(scratch_.path());
  ASSERT_TRUE(book.ok());
  EXPECT_EQ(document_number(*book->find_form("a"), "荆公资监", 2026, 12), "荆公资监罚〔2026〕12号");
}

}  // namespace
}  // namespace liuhen::forms
