#include "forms/merge_pieces.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace liuhen::forms {
namespace {

using Pieces = std::vector<std::string>;
constexpr std::size_t kPiecesMax = 3000;

// For each piece of `base` its partner in `other`, along a longest common subsequence.
std::vector<std::optional<std::size_t>> partners(const Pieces& base, const Pieces& other) {
  const std::size_t rows = base.size() + 1, columns = other.size() + 1;
  std::vector<std::uint16_t> length(rows * columns, 0);
  const auto at = [&](std::size_t i, std::size_t j) -> std::uint16_t& {
    return length[i * columns + j];
  };
  for (std::size_t i = base.size(); i-- > 0;) {
    for (std::size_t j = other.size(); j-- > 0;) {
      at(i, j) = base[i] == other[j] ? static_cast<std::uint16_t>(at(i + 1, j + 1) + 1)
                                     : std::max(at(i + 1, j), at(i, j + 1));
    }
  }
  std::vector<std::optional<std::size_t>> found(base.size());
  for (std::size_t i = 0, j = 0; i < base.size() && j < other.size();) {
    if (base[i] == other[j]) {
      found[i++] = j++;
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      ++i;
    } else {
      ++j;
    }
  }
  return found;
}

struct Part {
  const Pieces& all;
  std::size_t begin, end;

  bool equals(const Part& other) const {
    return std::equal(all.begin() + static_cast<std::ptrdiff_t>(begin),
                      all.begin() + static_cast<std::ptrdiff_t>(end),
                      other.all.begin() + static_cast<std::ptrdiff_t>(other.begin),
                      other.all.begin() + static_cast<std::ptrdiff_t>(other.end));
  }
  void append_to(Pieces& pieces) const {
    for (std::size_t i = begin; i < end; ++i) pieces.push_back(all[i]);
  }
};

// What lies between two places that all three share.
void merge_between(const Part& base, const Part& mine, const Part& theirs, std::string_view apart,
                   MergedPieces& merged) {
  if (mine.equals(theirs) || mine.equals(base)) return theirs.append_to(merged.pieces);
  if (theirs.equals(base)) return mine.append_to(merged.pieces);
  merged.has_conflict = true;
  const std::size_t before = merged.pieces.size();
  theirs.append_to(merged.pieces);
  const bool are_both = merged.pieces.size() > before && mine.begin < mine.end;
  if (are_both && !merged.pieces.back().ends_with(apart)) merged.pieces.back() += apart;
  mine.append_to(merged.pieces);
}

}  // namespace

MergedPieces merge_pieces(const Pieces& base, const Pieces& mine, const Pieces& theirs,
                          std::string_view apart) {
  MergedPieces merged;
  const bool is_small = std::max({base.size(), mine.size(), theirs.size()}) <= kPiecesMax;
  const auto to_mine =
      is_small ? partners(base, mine) : std::vector<std::optional<std::size_t>>(base.size());
  const auto to_theirs =
      is_small ? partners(base, theirs) : std::vector<std::optional<std::size_t>>(base.size());
  std::size_t base_done = 0, mine_done = 0, theirs_done = 0;
  for (std::size_t i = 0; i < base.size(); ++i) {
    if (!to_mine[i] || !to_theirs[i]) continue;
    merge_between({base, base_done, i}, {mine, mine_done, *to_mine[i]},
                  {theirs, theirs_done, *to_theirs[i]}, apart, merged);
    merged.pieces.push_back(base[i]);
    base_done = i + 1;
    mine_done = *to_mine[i] + 1;
    theirs_done = *to_theirs[i] + 1;
  }
  merge_between({base, base_done, base.size()}, {mine, mine_done, mine.size()},
                {theirs, theirs_done, theirs.size()}, apart, merged);
  return merged;
}

std::vector<std::string> text_pieces(std::string_view text) {
  static constexpr std::string_view kEnds[] = {"\n", "。", "！", "？", "；"};
  std::vector<std::string> pieces;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = 0;
    for (const std::string_view end : kEnds) {
      if (text.substr(at).starts_with(end)) length = end.size();
    }
    at += length == 0 ? 1 : length;
    if (length == 0) continue;
    pieces.emplace_back(text.substr(begin, at - begin));
    begin = at;
  }
  if (begin < text.size()) pieces.emplace_back(text.substr(begin));
  return pieces;
}

}  // namespace liuhen::forms
