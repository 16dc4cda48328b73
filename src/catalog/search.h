// Search for words anywhere in a text, in Chinese as in Latin letters, without a word list: a text
// is cut into pairs of neighbouring characters ("grams"), and a word is sought as all its pairs.
// What the pairs find is then compared with the text itself, so nothing is found wrongly. Two
// characters suffice, which trigrams would not find and most Chinese words are. Of digits and Latin
// letters there are few pairs and each stands in nearly every record, so ASCII triples are grams
// too. The index is an FTS5 table here and can be a tsvector of the same grams elsewhere.
//
// Pure; any thread.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/refusal.h"

namespace liuhen::catalog {

// The texts as they are compared: ASCII letters lower, full-width forms half-width, white space one
// space, parts divided by a line feed; cut at 800 characters.
std::string search_text_of(std::initializer_list<std::string_view> parts);

// The pairs and ASCII triples of a search text, as tokens divided by spaces.
std::string grams_of(std::string_view search_text);

// What a person typed. All words must be in the text.
struct SearchWords {
  std::vector<std::string> like_patterns;  // one a word, for LIKE … ESCAPE '!'
  std::string match;  // all grams, for MATCH; empty when every word has but one character
};

// nullopt for no words at all; refuses more than 100 characters or 8 words.
model::Answer<std::optional<SearchWords>> search_words_of(std::string_view typed);

}  // namespace liuhen::catalog
