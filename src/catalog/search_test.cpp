#include "catalog/search.h"

#include <gtest/gtest.h>

namespace liuhen::catalog {
namespace {

TEST(Search, TextsAreFolded) {
  EXPECT_EQ(search_text_of({"ＡＢＣ　１２", " Mixed\t\nCase ", ""}), "abc 12\nmixed case\n");
  EXPECT_EQ(search_text_of({"荆烟立〔2026〕"}), "荆烟立〔2026〕");
  EXPECT_EQ(search_text_of({"𠀀é"}), "𠀀é");
}

TEST(Search, BrokenUtf8AndLongTextsDoNoHarm) {
  EXPECT_NO_FATAL_FAILURE(search_text_of({"\xff\xfe\xe4\xb8", "\xf0\x9f"}));
  std::string longest;
  for (int i = 0; i < 5000; ++i) longest += "卷";
  EXPECT_EQ(search_text_of({longest}).size(), 2400U);
  EXPECT_FALSE(search_words_of(longest).ok());
  EXPECT_FALSE(search_words_of("a b c d e f g h i").ok());
}

TEST(Search, GramsStayInsideWords) {
  EXPECT_EQ(grams_of("ab c\nd"), "00610062");
  EXPECT_EQ(grams_of("卷烟"), "537770df");
  EXPECT_EQ(grams_of("aaaa"), "00610061 t616161");
  EXPECT_EQ(grams_of("ab c\nde卷f"), "00610062 00640065 00655377 53770066");
  EXPECT_EQ(grams_of(""), "");
}

TEST(Search, WordsBecomeHarmlessPatterns) {
  EXPECT_FALSE(search_words_of("")->has_value());
  EXPECT_FALSE(search_words_of(" \t　")->has_value());
  const auto words = search_words_of("100%_! 卷烟\"; DROP");
  ASSERT_TRUE(words.ok() && words->has_value());
  EXPECT_EQ((*words)->like_patterns[0], "%100!%!_!!%");
  EXPECT_EQ((*words)->like_patterns[1], "%卷烟\";%");
  EXPECT_EQ((*words)->match.find_first_not_of("0123456789abcdeft AND"), std::string::npos);
  EXPECT_EQ((*search_words_of("案")).value().match, "");
  EXPECT_EQ((*search_words_of("卷ab")).value().match, "00610062 AND 53770061");
  EXPECT_EQ((*search_words_of("abcd卷")).value().match, "00645377 AND t616263 AND t626364");
}

}  // namespace
}  // namespace liuhen::catalog
