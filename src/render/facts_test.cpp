#include "render/facts.h"

#include <gtest/gtest.h>

namespace liuhen::render {
namespace {

TEST(Facts, ReadsWhatIsThere) {
  const auto facts = media_facts_of(
      R"({"kind":"video","duration_ms":1500,"playable_in_browser":false,
          "streams":[{"kind":"video","width":4},{"kind":"audio"}]})");
  EXPECT_EQ(facts.kind, MediaKind::video);
  EXPECT_EQ(facts.duration_ms, 1500);
  EXPECT_EQ(facts.playable_in_browser, false);
  EXPECT_EQ(facts.has_audio, true);
}

TEST(Facts, StrangeValuesCountAsMissing) {
  for (const char* text :
       {"", "[]", "{", "{}", R"({"kind":7,"duration_ms":"1","streams":{}})",
        R"({"kind":"csv","duration_ms":-5})", R"({"duration_ms":9007199254740991})",
        R"({"duration_ms":1e300,"playable_in_browser":"no"})"}) {
    const auto facts = media_facts_of(text);
    EXPECT_EQ(facts.kind, MediaKind::other) << text;
    EXPECT_FALSE(facts.duration_ms) << text;
    EXPECT_FALSE(facts.playable_in_browser) << text;
    EXPECT_FALSE(facts.has_audio) << text;
  }
  EXPECT_EQ(media_facts_of(R"({"streams":[null,3,{"kind":"video"}]})").has_audio, false);
}

}  // namespace
}  // namespace liuhen::render
