// Three-way merge of two sequences that grew out of one. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace liuhen::forms {

struct MergedPieces {
  std::vector<std::string> pieces;
  bool has_conflict = false;  // somewhere both stand: theirs, then mine
};

// Nothing that either side added is missing from the result; what either took away and the other
// left alone is gone. Beyond 3000 pieces a side the sequences count as one piece each.
// `apart` ends theirs before mine begins (a line break, so that two texts do not run together).
MergedPieces merge_pieces(const std::vector<std::string>& base,
                          const std::vector<std::string>& mine,
                          const std::vector<std::string>& theirs, std::string_view apart);

// Lines, and sentences in them: Chinese writing often has one line for a page. Joined they are the
// text again.
std::vector<std::string> text_pieces(std::string_view text);

}  // namespace liuhen::forms
