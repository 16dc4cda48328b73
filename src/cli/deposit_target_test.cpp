#include "cli/deposit_target.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace liuhen::cli {
namespace {

namespace json = boost::json;

constexpr const char* kOne = "01900000-0000-7000-8000-000000000001";
constexpr const char* kTwo = "01900000-0000-7000-8000-000000000002";
constexpr const char* kThree = "01900000-0000-7000-8000-000000000003";

bool holds(const std::string& text, const std::string& piece) {
  return text.find(piece) != std::string::npos;
}

TEST(DepositTarget, ByNumberHoweverItsBracketsAreTyped) {
  const json::array cases{{{"id", kOne}, {"number", "云公资监立〔2026〕9号"}},
                          {{"id", kTwo}, {"number", "云公资监立〔2026〕90号"}}};
  for (const char* typed : {"云公资监立〔2026〕90号", "云公资监立[2026]90号",
                            "云公资监立（2026）90 号", "云公资监立【2026】90号", kTwo}) {
    const auto id = pick_by_number(cases, typed);
    ASSERT_TRUE(id.ok()) << typed;
    EXPECT_EQ(id->text, kTwo);
  }
  EXPECT_FALSE(pick_by_number(cases, "云公资监立〔2026〕").ok());
  EXPECT_FALSE(pick_by_number(cases, "").ok());
  EXPECT_EQ(pick_by_number({{{"id", kOne}, {"number", "DSJ-0003"}}}, "dsj-0003")->text, kOne);
  // An id becomes a part of an address.
  EXPECT_FALSE(pick_by_number({{{"id", "../x"}, {"number", "1"}}}, "1").ok());
}

TEST(DepositTarget, AnActByTitleOrId) {
  const json::array acts{{{"id", kOne}, {"title", "现场检查"}, {"kind", "on_site_inspection"}},
                         {{"id", kTwo}, {"title", "询问"}, {"kind", "inquiry"}}};
  EXPECT_EQ(pick_act(acts, "询问")->text, kTwo);
  EXPECT_EQ(pick_act(acts, kOne)->text, kOne);
  const auto none = pick_act(acts, "送达");
  ASSERT_FALSE(none.ok());
  EXPECT_TRUE(holds(none.error(), "现场检查")) << none.error();
  EXPECT_TRUE(holds(none.error(), kTwo)) << none.error();
  EXPECT_TRUE(holds(pick_act({}, "送达").error(), "no act yet"));
}

TEST(DepositTarget, TwoActsOfOneTitleAreListed) {
  const json::array acts{{{"id", kOne}, {"title", "询问"}, {"place", "甲地"}},
                         {{"id", kTwo}, {"title", "询问"}, {"place", "乙\x1b[31m地"}},
                         {{"id", kThree}, {"title", "送达"}}};
  const auto which = pick_act(acts, "询问");
  ASSERT_FALSE(which.ok());
  EXPECT_TRUE(holds(which.error(), "several")) << which.error();
  EXPECT_TRUE(holds(which.error(), kOne) && holds(which.error(), kTwo)) << which.error();
  EXPECT_FALSE(holds(which.error(), kThree)) << which.error();
  EXPECT_FALSE(holds(which.error(), "\x1b")) << which.error();
}

}  // namespace
}  // namespace liuhen::cli
