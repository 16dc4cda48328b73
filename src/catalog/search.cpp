#include "catalog/search.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>

namespace liuhen::catalog {
namespace {

constexpr std::size_t kSearchTextCharactersMax = 800;
constexpr std::size_t kTypedCharactersMax = 100;
constexpr std::size_t kTypedWordsMax = 8;

using Characters = std::u32string;

std::size_t width_of(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

// Entries are valid UTF-8; whatever else comes is read without leaving the text.
Characters characters_of(std::string_view text) {
  Characters out;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t width = std::min(width_of(lead), text.size() - i);
    char32_t character = width == 1 ? lead : lead & (0x7fU >> width);
    for (std::size_t k = 1; k < width; ++k) {
      character = (character << 6) | (static_cast<unsigned char>(text[i + k]) & 0x3fU);
    }
    out.push_back(character);
    i += width;
  }
  return out;
}

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
    return;
  }
  if (c < 0x800) {
    out += static_cast<char>(0xc0 | (c >> 6));
  } else {
    if (c < 0x10000) {
      out += static_cast<char>(0xe0 | (c >> 12));
    } else {
      out += static_cast<char>(0xf0 | (c >> 18));
      out += static_cast<char>(0x80 | ((c >> 12) & 0x3f));
    }
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3f));
  }
  out += static_cast<char>(0x80 | (c & 0x3f));
}

char32_t folded(char32_t c) {
  if (c >= 0xff01 && c <= 0xff5e) c -= 0xfee0;  // full-width ASCII
  if (c == 0x3000 || c == 0xa0 || c < 0x20) return U' ';
  if (c >= U'A' && c <= U'Z') return c + 0x20;
  return c;
}

Characters folded_characters(std::string_view text) {
  Characters out;
  for (const char32_t c : characters_of(text)) {
    const char32_t f = folded(c);
    if (f == U' ' && (out.empty() || out.back() == U' ')) continue;
    out.push_back(f);
  }
  while (!out.empty() && out.back() == U' ') out.pop_back();
  return out;
}

std::string utf8_of(const Characters& characters) {
  std::string out;
  for (const char32_t c : characters) append_utf8(out, c);
  return out;
}

bool divides(char32_t c) { return c == U' ' || c == U'\n'; }

std::string pair_token(const Characters& c, std::size_t i) {
  char text[24];
  std::snprintf(text, sizeof text, "%04x%04x", static_cast<unsigned>(c[i]),
                static_cast<unsigned>(c[i + 1]));
  return text;
}

std::string triple_token(const Characters& c, std::size_t i) {
  char text[24];
  std::snprintf(text, sizeof text, "t%02x%02x%02x", static_cast<unsigned>(c[i]),
                static_cast<unsigned>(c[i + 1]), static_cast<unsigned>(c[i + 2]));
  return text;
}

// Words never hold a space, so nothing reaches across one.
bool is_pair(const Characters& c, std::size_t i) {
  return i + 1 < c.size() && !divides(c[i]) && !divides(c[i + 1]);
}

bool is_triple(const Characters& c, std::size_t i) {
  return i + 2 < c.size() && is_pair(c, i) && is_pair(c, i + 1) && c[i] < 0x80 && c[i + 1] < 0x80 &&
         c[i + 2] < 0x80;
}

void collect_text_grams(const Characters& text, std::vector<std::string>& grams) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_pair(text, i)) grams.push_back(pair_token(text, i));
    if (is_triple(text, i)) grams.push_back(triple_token(text, i));
  }
}

// As few as cover the word: a pair inside a triple says nothing more.
void collect_word_grams(const Characters& word, std::vector<std::string>& grams) {
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool covered = is_triple(word, i) || (i > 0 && is_triple(word, i - 1));
    if (is_triple(word, i)) grams.push_back(triple_token(word, i));
    if (is_pair(word, i) && !covered) grams.push_back(pair_token(word, i));
  }
}

std::string joined(std::vector<std::string>& grams, std::string_view between) {
  std::sort(grams.begin(), grams.end());
  grams.erase(std::unique(grams.begin(), grams.end()), grams.end());
  std::string out;
  for (const auto& gram : grams) {
    if (!out.empty()) out += between;
    out += gram;
  }
  return out;
}

std::string like_pattern_of(const Characters& word) {
  std::string out = "%";
  for (const char32_t c : word) {
    if (c == U'%' || c == U'_' || c == U'!') out += '!';
    append_utf8(out, c);
  }
  return out + "%";
}

std::vector<Characters> words_in(const Characters& characters) {
  std::vector<Characters> words;
  for (auto at = characters.begin(); at != characters.end();) {
    const auto end = std::find(at, characters.end(), U' ');
    words.emplace_back(at, end);
    at = end == characters.end() ? end : end + 1;
  }
  return words;
}

}  // namespace

std::string search_text_of(std::initializer_list<std::string_view> parts) {
  Characters all;
  for (const auto part : parts) {
    if (!all.empty()) all.push_back(U'\n');
    all += folded_characters(part);
  }
  if (all.size() > kSearchTextCharactersMax) all.resize(kSearchTextCharactersMax);
  return utf8_of(all);
}

std::string grams_of(std::string_view search_text) {
  std::vector<std::string> grams;
  collect_text_grams(characters_of(search_text), grams);
  return joined(grams, " ");
}

model::Answer<std::optional<SearchWords>> search_words_of(std::string_view typed) {
  const Characters characters = folded_characters(typed.substr(0, 8 * kTypedCharactersMax));
  const std::vector<Characters> words = words_in(characters);
  if (characters.size() > kTypedCharactersMax || words.size() > kTypedWordsMax) {
    return model::bad_input("q", "检索词过长：最多100个字、8个词。",
                            "The search text is too long: at most 100 characters and 8 words.");
  }
  if (words.empty()) return std::optional<SearchWords>();
  SearchWords found;
  std::vector<std::string> grams;
  for (const Characters& word : words) {
    found.like_patterns.push_back(like_pattern_of(word));
    collect_word_grams(word, grams);
  }
  found.match = joined(grams, " AND ");
  return std::optional<SearchWords>(std::move(found));
}

}  // namespace liuhen::catalog
