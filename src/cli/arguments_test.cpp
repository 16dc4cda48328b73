#include "cli/arguments.h"

#include <gtest/gtest.h>

#include "cli/progress_line.h"

namespace liuhen::cli {
namespace {

TEST(Arguments, OptionsAndWords) {
  const Arguments arguments({"a.mp4", "--case", "1", "--act=2", "--json", "b.mp4"}, {"case", "act"},
                            {"json"});
  EXPECT_EQ(arguments.words(), (std::vector<std::string>{"a.mp4", "b.mp4"}));
  EXPECT_EQ(arguments.get("case"), "1");
  EXPECT_EQ(arguments.get("act"), "2");
  EXPECT_TRUE(arguments.has("json"));
  EXPECT_EQ(arguments.get_or("none", "x"), "x");
}

TEST(Arguments, WhatIsWrongIsSaid) {
  EXPECT_THROW(Arguments({"--nonsense"}, {"case"}, {}), UsageError);
  EXPECT_THROW(Arguments({"--case"}, {"case"}, {}), UsageError);
  EXPECT_THROW(Arguments({"--json=1"}, {}, {"json"}), UsageError);
  const Arguments arguments({"--port", "70000"}, {"port"}, {});
  EXPECT_THROW(arguments.integer_or("port", 1, 1, 65535), UsageError);
  EXPECT_THROW(arguments.get("data"), UsageError);
}

TEST(ProgressLine, AmountsForPeople) {
  EXPECT_EQ(size_text(999), "999 B");
  EXPECT_EQ(size_text(1'250'000'000), "1.25 GB");
  EXPECT_EQ(duration_text(125), "2:05");
  EXPECT_EQ(duration_text(3725), "1:02:05");
}

}  // namespace
}  // namespace liuhen::cli
