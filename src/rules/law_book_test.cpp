#include "rules/law_book.h"

#include <gtest/gtest.h>

#include "base/disk.h"
#include "rules/law_shelf.h"

namespace liuhen::rules {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kArticle = R"({
  "id": "9-1",
  "title": { "zh": "测试", "en": "test" },
  "text": { "zh": "测试", "en": "test" },
  "versions": [
    {
      "in_force_from": "2026-01-01",
      "source": "test",
      "checks": [
        {
          "name": "stored",
          "subject": "recording",
          "asks": { "zh": "？", "en": "?" },
          "when": [{ "fact": "act_kind", "given": true }],
          "check": "done_within",
          "parameters": { "from": "recorded_to", "to": "stored_at",
            "length": 2,
            "unit": "natural_rolled" },
          "settings": [
            { "parameter": "length", "default": 2, "at_least": 1, "at_most": 5, "source": "test",
              "why": { "zh": "无", "en": "none" } }
          ],
          "severity": "breach",
          "remedy": { "zh": "存", "en": "store" }
        }
      ]
    }
  ]
})";

class LawBooks : public testing::Test {
 protected:
  void SetUp() override {
    fs::create_directories(scratch_ / "calendar");
    for (const auto& entry :
         fs::directory_iterator(fs::path(LIUHEN_SOURCE_DIR) / "law" / "calendar")) {
      fs::copy_file(entry.path(), scratch_ / "calendar" / entry.path().filename());
    }
  }

  void write(const std::string& name, std::string_view text) {
    base::write_file_durably(scratch_ / name, text);
  }

  static std::string with(std::string_view from, std::string_view to) {
    std::string text(kArticle);
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
  }

  // The first problem, empty when the book loads.
  std::string refusal(std::string_view text) {
    write("a.jsonc", text);
    const auto loaded = LawBook::load(scratch_.path());
    return loaded.ok() ? std::string() : text_of(loaded.error().front());
  }

  void expect_refused(std::string_view from, std::string_view to, std::string_view sentence) {
    const std::string found = refusal(with(from, to));
    EXPECT_EQ(found.substr(0, sentence.size()), sentence) << to;
  }

  base::ScratchFolder scratch_{"law-book"};
};

TEST_F(LawBooks, RefusalsNameFileAndLine) {
  EXPECT_EQ(refusal(kArticle), "");
  expect_refused("\"length\": 2,", "\"length\": -2,", "a.jsonc:17: \"length\" must be a whole");
  expect_refused("\"length\": 2,", "\"length\": 2, \"lenght\": 3,",
                 "a.jsonc:17: this check has no parameter \"lenght\"");
  expect_refused("natural_rolled", "lunar_days", "a.jsonc:18: \"unit\" must be one of");
  expect_refused("\"recorded_to\"", "\"recorded_too\"",
                 "a.jsonc:16: a recording has no fact \"recorded_too\"");
  expect_refused("\"recorded_to\"", "\"disputed\"", "a.jsonc:16: \"disputed\" is a flag");
  expect_refused("\"done_within\"", "\"done_within_\"",
                 "a.jsonc:15: there is no kind of check \"done_within_\"");
  expect_refused("\"recording\"", "\"recordings\"", "a.jsonc:12: there is no kind of subject");
  expect_refused("\"breach\"", "\"red\"", "a.jsonc:23: write breach, warning");
  expect_refused("2026-01-01", "2026-02-29", "a.jsonc:7: write a day that exists");
  expect_refused("\"given\": true", "\"given\": 1", "a.jsonc:14: this condition does not fit");
  expect_refused("\"source\": \"test\",\n      \"checks\"", "\"checks\"", "a.jsonc:6: \"source\"");
  expect_refused("\"severity\"", "\"name\": \"x\", \"severity\"",
                 "a.jsonc:23: this member is named twice");
  expect_refused("\"severity\"", "\"hue\": \"x\", \"severity\"",
                 "a.jsonc:23: unknown member \"hue\"");
  expect_refused("\"en\": \"test\" },\n  \"text\"", "\"en\": \"\" },\n  \"text\"",
                 "a.jsonc:3: \"en\"");
  expect_refused("\"id\": \"9-1\",", "\"id\": \"9-1\"", "a.jsonc:3: not well-formed JSON here");
  expect_refused("\"9-1\"", "\"../x\"", "a.jsonc:2: write at most 64");
  expect_refused("\"at_least\": 1", "\"at_least\": 3",
                 "a.jsonc:20: the value of \"length\" is none");
  expect_refused("\"default\": 2", "\"default\": 9", "a.jsonc:20: a default that the setting");
}

TEST_F(LawBooks, TellAllProblemsAtOnce) {
  write("a.jsonc", with("\"length\": 2,", "\"length\": 999999,"));
  write("b.jsonc", with("\"9-1\"", "\"9-2\", \"x\": 1"));
  const auto loaded = LawBook::load(scratch_.path());
  ASSERT_FALSE(loaded.ok());
  ASSERT_EQ(loaded.error().size(), 3U);  // the length is no value of the setting, either
  EXPECT_EQ(loaded.error().back().file, "b.jsonc");
}

TEST_F(LawBooks, AnIdStandsOnceAndRestatedArticlesExist) {
  write("b.jsonc", kArticle);
  EXPECT_EQ(refusal(kArticle), "b.jsonc:1: article 9-1 stands in a.jsonc too");
  write("b.jsonc",
        R"({"id": "9-2", "title": {"zh": "一", "en": "a"}, "text": {"zh": "一", "en": "a"},
            "restates": ["9-3"]})");
  EXPECT_EQ(refusal(kArticle),
            "b.jsonc:1: it restates 9-3, which is no article with checks of its own");
}

TEST_F(LawBooks, VersionsFollowEachOther) {
  const std::string whole(kArticle);
  const std::size_t begin = whole.find("    {\n      \"in_force_from\"");
  const std::size_t end = whole.find("\n  ]\n}");
  const std::string version = whole.substr(begin, end - begin);
  const auto two = [&](const std::string& first_ends) {
    std::string first = version, second = version;
    first.replace(first.find("2026-01-01\","), 12, "2026-01-01\"," + first_ends);
    second.replace(second.find("2026-01-01"), 10, "2026-06-01");
    return whole.substr(0, begin) + first + ",\n" + second + whole.substr(end);
  };
  const std::string overlap =
      "a.jsonc:29: the version before must end (in_force_to) before this one begins";
  EXPECT_EQ(refusal(two("")), overlap);
  EXPECT_EQ(refusal(two("\"in_force_to\": \"2026-06-01\",")), overlap);
  EXPECT_EQ(refusal(two("\"in_force_to\": \"2026-05-31\",")), "");
  expect_refused("\"source\": \"test\",\n      \"checks\"",
                 "\"in_force_to\": \"2025-12-31\", \"source\": \"test\", \"checks\"",
                 "a.jsonc:8: this day lies before in_force_from");
}

TEST_F(LawBooks, ChangeWithinTheBoundsOfTheirSettings) {
  ASSERT_EQ(refusal(kArticle), "");
  const auto book = LawBook::load(scratch_.path());
  ASSERT_TRUE(book.ok());
  const auto problem = [&](const ParameterChange& change) {
    const auto changed = book->changed({change});
    return changed.ok() ? std::string() : text_of(changed.error().front());
  };
  EXPECT_EQ(problem({"9-1", "stored", "length", "5"}), "");
  EXPECT_EQ(problem({"9-1", "stored", "length", "6"}),
            "a.jsonc:20: the value of \"length\" is none that this setting allows");
  EXPECT_EQ(problem({"9-1", "stored", "length", "\"two\""}).substr(0, 11), "a.jsonc:17:");
  EXPECT_NE(problem({"9-1", "stored", "width", "5"}), "");
  EXPECT_NE(problem({"9-9", "stored", "length", "5"}), "");
  EXPECT_NE(problem({"9-1", "stored", "length", "5,"}), "");
}

TEST_F(LawBooks, TheLastGoodBookStays) {
  LawShelf shelf(scratch_.path());
  EXPECT_FALSE(shelf.reload().problems.empty());  // no law file at all
  EXPECT_EQ(shelf.book(), nullptr);
  write("a.jsonc", kArticle);
  EXPECT_TRUE(shelf.reload().problems.empty());
  const auto first = shelf.book();
  ASSERT_NE(first, nullptr);
  write("a.jsonc", with("natural_rolled", "lunar_days"));
  ASSERT_EQ(shelf.reload().problems.size(), 1U);
  EXPECT_EQ(shelf.book(), first);
  write("a.jsonc", with("test", "better"));
  EXPECT_TRUE(shelf.reload({{"9-1", "stored", "length", "3"}}).problems.empty());
  // A setting that does not fit is set aside; the others and the start of the server go on.
  const auto reloaded =
      shelf.reload({{"9-9", "gone", "length", "3"}, {"9-1", "stored", "length", "3"}});
  EXPECT_TRUE(reloaded.problems.empty());
  ASSERT_EQ(reloaded.set_aside.size(), 1U);
  EXPECT_EQ(reloaded.set_aside[0].article_id, "9-9");
  EXPECT_NE(shelf.book(), first);
  EXPECT_NE(shelf.book()->find_article("9-1"), nullptr);
  EXPECT_NE(first->find_article("9-1"), nullptr);  // whoever held it still does
  EXPECT_EQ(first->find_article("9-"), nullptr);
}

TEST_F(LawBooks, ABadCalendarIsNamed) {
  write("calendar/2027.jsonc", "{ \"year\": 2027 }");
  EXPECT_EQ(refusal(kArticle).substr(0, 19), "calendar/2027.jsonc");
}

// Whatever is done to a law file: it loads or is refused, and nothing else happens.
TEST_F(LawBooks, AnyFlippedCharacterIsHarmless) {
  std::size_t refused = 0;
  for (std::size_t at = 0; at < kArticle.size(); at += 3) {
    for (const char c : {'"', '{', '9', ']'}) {
      std::string text(kArticle);
      text[at] = c;
      if (!refusal(text).empty()) ++refused;
    }
  }
  EXPECT_GT(refused, 100U);
}

}  // namespace
}  // namespace liuhen::rules
