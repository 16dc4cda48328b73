#include "base/json_lines.h"

#include <gtest/gtest.h>

namespace liuhen::base {
namespace {

TEST(JsonLines, FindMembersAndElements) {
  const JsonLines lines(
      "// a comment with \"quotes\": {\n"
      "{ \"id\": \"a // no comment\",\n"
      "  /* two\n lines */ \"versions\": [\n"
      "    { \"x\": 1 },\n"
      "    { \"y\": { \"z\": \"\\\"}\" } },\n"
      "  ] }");
  EXPECT_EQ(lines.line_of("/id"), 2);
  EXPECT_EQ(lines.line_of("/versions"), 4);
  EXPECT_EQ(lines.line_of("/versions/0/x"), 5);
  EXPECT_EQ(lines.line_of("/versions/1/y/z"), 6);
  EXPECT_EQ(lines.line_of("/versions/1/absent"), 6);
  EXPECT_EQ(lines.line_of("/absent"), 1);
  EXPECT_FALSE(lines.twice().has_value());
}

TEST(JsonLines, NameWhatStandsTwice) {
  const JsonLines lines(
      "{ \"a\": { \"b\": 1 },\n \"c\": [{ \"b\": 1 }, { \"b\": 2,\n \"b\": 3 }] }");
  ASSERT_TRUE(lines.twice().has_value());
  EXPECT_EQ(*lines.twice(), "/c/1/b");
  EXPECT_EQ(lines.twice_line(), 3);
}

TEST(JsonLines, ABrokenTextDoesNoHarm) {
  for (const char* text : {"", "\"", "\"\\", "}}]]", "/*", "/", "{\"a", "[[[[{{{{", ",,,"}) {
    EXPECT_EQ(JsonLines(text).line_of("/a/b"), 1) << text;
  }
  EXPECT_EQ(line_of_byte("a\nb\nc", 4), 3);
  EXPECT_EQ(line_of_byte("a\n", 99), 2);
}

}  // namespace
}  // namespace liuhen::base
