#include "probe/facts.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "probe/contract.h"

namespace liuhen::probe {
namespace {

namespace json = boost::json;

json::object smallest() {
  return {{"probe_version", kProbeVersion},
          {"sandbox", json::object{{"mode", "enforced"}, {"landlock_abi", 3}, {"seccomp", true}}},
          {"kind", "video"},
          {"container", "mp4"},
          {"mime", "video/mp4"},
          {"size_bytes", 10},
          {"readable", true},
          {"playable_in_browser", true},
          {"reason", "ok"}};
}

std::string why(const json::object& answer) {
  const auto facts = canonical_facts(json::serialize(answer));
  return facts ? "accepted" : facts.error().why;
}

TEST(Facts, CanonicalFormHasSortedKeys) {
  const auto facts = canonical_facts(json::serialize(smallest()));
  ASSERT_TRUE(facts.ok());
  EXPECT_EQ(facts->substr(0, 24), "{\"container\":\"mp4\",\"kind");
  EXPECT_EQ(facts->find(' '), std::string::npos);
}

TEST(Facts, EachRequiredMemberIsMissed) {
  const json::object whole = smallest();
  for (const auto& member : whole) {
    json::object lacking = whole;
    lacking.erase(member.key());
    EXPECT_NE(why(lacking), "accepted") << member.key();
  }
}

TEST(Facts, RefusesWhatIsNotTheShape) {
  const auto with = [](std::string_view name, json::value value) {
    json::object out = smallest();
    out[name] = std::move(value);
    return why(out);
  };
  EXPECT_EQ(with("duration_ms", 5), "accepted");
  EXPECT_NE(with("duration_ms", 5.5), "accepted");
  EXPECT_NE(with("duration_ms", -1), "accepted");
  EXPECT_NE(with("duration_ms", std::int64_t{1} << 53), "accepted");
  EXPECT_NE(with("duration_ms", "5"), "accepted");
  EXPECT_NE(with("surprise", 1), "accepted");
  EXPECT_NE(with("kind", "poem"), "accepted");
  EXPECT_NE(with("brand", json::string(17, 'x')), "accepted");
  EXPECT_NE(with("brand", "a\nb"), "accepted");
  EXPECT_NE(with("probe_version", "liuhen-probe/0"), "accepted");
  EXPECT_NE(with("streams", json::array{1}), "accepted");
  EXPECT_NE(with("streams", json::array{json::object{{"index", 0}, {"kind", "smell"}}}),
            "accepted");
  const json::object stream{{"index", 0}, {"kind", "video"}};
  EXPECT_EQ(with("streams", json::array{stream}), "accepted");
  EXPECT_NE(with("streams", json::array(17, stream)), "accepted");
  EXPECT_NE(
      with("times", json::array{json::object{{"value", "x"}, {"source", "y"}, {"zone", "moon"}}}),
      "accepted");
  EXPECT_NE(
      with("gps", json::array{json::object{
                      {"latitude_udeg", 90'000'001}, {"longitude_udeg", 0}, {"source", "x"}}}),
      "accepted");
  EXPECT_NE(with("notes", json::array{json::array{}}), "accepted");
}

TEST(Facts, RefusesWhatIsNotJsonOrTooLarge) {
  EXPECT_FALSE(canonical_facts("").ok());
  EXPECT_FALSE(canonical_facts("[]").ok());
  EXPECT_FALSE(canonical_facts(std::string(5000, '[')).ok());
  EXPECT_FALSE(canonical_facts(json::serialize(smallest()) + "x").ok());
  json::object large = smallest();
  json::object stream{{"index", 0}, {"kind", "video"}};
  stream["gaps"] = json::array(256, json::object{{"start_ms", 1'000'000}, {"length_ms", 1'000}});
  large["streams"] = json::array(16, stream);
  EXPECT_EQ(why(large), "the answer is too large for an entry");
}

}  // namespace
}  // namespace liuhen::probe
