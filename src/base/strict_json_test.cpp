#include "base/strict_json.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace liuhen::base {
namespace {

std::vector<std::string> problems_of(std::string_view text,
                                     const std::function<void(StrictObject&)>& use) {
  const auto parsed = parse_jsonc(text);
  EXPECT_TRUE(parsed.ok());
  PathProblems problems;
  StrictObject object(parsed->get_object(), "", problems);
  use(object);
  object.finish();
  std::vector<std::string> all;
  for (const auto& one : problems.all()) all.push_back(one.path + " " + one.sentence);
  return all;
}

TEST(StrictJson, TellsEveryProblemWithItsPath) {
  const auto all = problems_of(
      R"({ "id": "A", "n": 9, "list": [{ "x": 1 }, 2], "words": ["a", "a"], "more": 1 })",
      [](StrictObject& object) {
        object.word("id");
        object.integer("n", 0, 5);
        object.words("words", 4);
        object.bilingual("title");
        object.objects("list", 4, [](StrictObject& inner) { inner.flag("y", false); });
      });
  ASSERT_EQ(all.size(), 8U);
  EXPECT_EQ(all[0].substr(0, 9), "/id write");
  EXPECT_EQ(all[1], "/n \"n\" must be a whole number from 0 to 5");
  EXPECT_EQ(all[2], "/words/0 this word stands twice in the list");
  EXPECT_EQ(all[4], "/title \"title\" must be { \"zh\": …, \"en\": … }");
  EXPECT_EQ(all[5], "/list/0/x unknown member \"x\"");
  EXPECT_EQ(all[6], "/list/1 an object is wanted here");
  EXPECT_EQ(all[7], "/more unknown member \"more\"");
}

TEST(StrictJson, NamesTheLineThatIsNoJson) {
  const auto parsed = parse_jsonc("{ // a comment\n \"a\": 1,\n \"b\" 2 }");
  ASSERT_FALSE(parsed.ok());
  EXPECT_EQ(parsed.error().line, 3);
  EXPECT_TRUE(parse_jsonc("{ /* all */ \"a\": [1, 2,], }").ok());
}

}  // namespace
}  // namespace liuhen::base
