#include "forms/merge.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "forms/merge_pieces.h"

namespace liuhen::forms {
namespace {

namespace json = boost::json;

Form form() {
  Form made;
  const auto add = [&](const char* name, FieldKind kind) {
    Field field;
    field.name = name;
    field.kind = kind;
    made.fields.push_back(field);
  };
  add("a", FieldKind::text);
  add("b", FieldKind::text);
  add("facts", FieldKind::long_text);
  add("rows", FieldKind::table);
  return made;
}

std::string text(const json::object& values) { return json::serialize(values); }

Merged merged(const json::object& base, const json::object& mine, const json::object& theirs) {
  auto result = merge(form(), text(base), text(mine), text(theirs));
  EXPECT_TRUE(result.ok());
  return std::move(*result);
}

json::object values_of(const Merged& merged) {
  return json::parse(merged.values_json).get_object();
}

TEST(Merge, ChangesOfOneSideAreTaken) {
  const Merged both =
      merged({{"a", "1"}, {"b", "1"}}, {{"a", "2"}, {"b", "1"}}, {{"a", "1"}, {"b", "3"}});
  EXPECT_TRUE(both.conflicts.empty());
  EXPECT_EQ(values_of(both), (json::object{{"a", "2"}, {"b", "3"}}));
}

TEST(Merge, TheSameChangeIsNoConflict) {
  EXPECT_TRUE(merged({{"a", "1"}}, {{"a", "2"}}, {{"a", "2"}}).conflicts.empty());
  EXPECT_TRUE(merged({{"a", "1"}}, {{"a", ""}}, json::object{}).conflicts.empty());
}

TEST(Merge, AShortFieldKeepsTheirsAndShowsMine) {
  const Merged both = merged({{"a", "1"}}, {{"a", "mine"}}, {{"a", "theirs"}});
  ASSERT_EQ(both.conflicts.size(), 1U);
  EXPECT_EQ(both.conflicts[0].mine_json, "\"mine\"");
  EXPECT_FALSE(both.conflicts[0].holds_both);
  EXPECT_EQ(values_of(both).at("a"), "theirs");
  // Whoever emptied the field does not take the other's writing away.
  EXPECT_EQ(values_of(merged({{"a", "1"}}, {{"a", "mine"}}, {{"a", ""}})).at("a"), "mine");
}

TEST(Merge, LongTextIsMergedBySentences) {
  const Merged both = merged({{"facts", "一。二。三。"}}, {{"facts", "一。二。三。四。"}},
                             {{"facts", "零。一。二。三。"}});
  EXPECT_TRUE(both.conflicts.empty());
  EXPECT_EQ(values_of(both).at("facts"), "零。一。二。三。四。");
}

TEST(Merge, NobodyLosesTextInOnePlace) {
  const Merged both = merged({{"facts", "一。二。三。"}}, {{"facts", "一。我的。三。"}},
                             {{"facts", "一。你的。三。"}});
  ASSERT_EQ(both.conflicts.size(), 1U);
  EXPECT_TRUE(both.conflicts[0].holds_both);
  EXPECT_EQ(values_of(both).at("facts"), "一。你的。\n我的。三。");
  const Merged fresh = merged(json::object{}, {{"facts", "我的"}}, {{"facts", "你的"}});
  EXPECT_EQ(values_of(fresh).at("facts"), "你的\n我的");
}

TEST(Merge, RowsOfBothStand) {
  const auto row = [](int x) { return json::object{{"x", x}}; };
  const Merged both =
      merged({{"rows", json::array{row(1)}}}, {{"rows", json::array{row(1), row(2)}}},
             {{"rows", json::array{row(0), row(1)}}});
  EXPECT_TRUE(both.conflicts.empty());
  EXPECT_EQ(values_of(both).at("rows"), (json::array{row(0), row(1), row(2)}));
  const Merged two = merged({{"rows", json::array{row(1)}}}, {{"rows", json::array{row(2)}}},
                            {{"rows", json::array{row(3)}}});
  EXPECT_EQ(two.conflicts.size(), 1U);
  EXPECT_EQ(values_of(two).at("rows"), (json::array{row(3), row(2)}));
}

TEST(Merge, SaysWhoseValuesAreBad) {
  EXPECT_FALSE(merge(form(), "{}", "[]", "{}").ok());
  EXPECT_FALSE(merge(form(), "{", "{}", "{}").ok());
}

TEST(MergePieces, NothingThatWasAddedIsMissing) {
  // Every piece that either side added stands in the result, whatever the order.
  std::uint32_t state = 7;
  const auto next = [&](std::uint32_t below) {
    state = state * 1664525U + 1013904223U;
    return (state >> 16U) % below;
  };
  for (int round = 0; round < 300; ++round) {
    std::vector<std::string> base, mine, theirs;
    for (std::uint32_t i = 0; i < 8; ++i) base.push_back("b" + std::to_string(i) + "。");
    const auto edit = [&](const char* who, std::vector<std::string>& out) {
      for (const std::string& piece : base) {
        if (next(4) == 0) out.push_back(who + std::to_string(out.size()) + "。");
        if (next(5) != 0) out.push_back(piece);
      }
    };
    edit("m", mine);
    edit("t", theirs);
    const auto result = merge_pieces(base, mine, theirs, "");
    for (const auto* side : {&mine, &theirs}) {
      for (const std::string& piece : *side) {
        if (piece[0] == 'b') continue;
        EXPECT_EQ(std::count(result.pieces.begin(), result.pieces.end(), piece), 1) << piece;
      }
    }
  }
}

}  // namespace
}  // namespace liuhen::forms
