#include <algorithm>

#include "flows/documents/written.h"
#include "forms/read_values.h"

namespace liuhen::flows {
namespace {

using Cell = print::FieldTable::Cell;
using forms::Field;
using forms::FieldKind;

const std::vector<double> kShares = {0.17, 0.33, 0.17, 0.33};
const std::vector<double> kCoverShares = {0.2, 0.3, 0.2, 0.3};

bool is_half(const Field& field) {
  return !field.is_wide && field.kind != FieldKind::long_text && field.kind != FieldKind::people &&
         field.kind != FieldKind::table && field.kind != FieldKind::span;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
  return text;
}

bool may_begin_line(std::string_view character) {
  return character != "、" && character != "，" && character != "）" && character != "（";
}

// In lines of about equal length, none longer than five characters where that can be.
std::string in_lines(const std::string& text) {
  constexpr std::size_t kCharactersMax = 5;
  const std::size_t length = forms::characters_of(text);
  const std::size_t lines = (length + kCharactersMax - 1) / kCharactersMax;
  const std::size_t each = lines == 0 ? 1 : (length + lines - 1) / lines;
  std::string broken;
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
    const std::string character = text.substr(at, end - at);
    if (count >= each && may_begin_line(character)) {
      broken += "\n";
      count = 0;
    }
    broken += character;
    ++count;
    at = end;
  }
  return broken;
}

Cell label_of(const Field& field) {
  constexpr std::size_t kCharactersMax = 5;
  const std::string& text = field.label.zh;
  if (forms::characters_of(text) <= kCharactersMax) return {text, 1, true, false, 1, {}};
  const std::size_t bracket = text.find("（");
  if (bracket == std::string::npos || bracket == 0) return {in_lines(text), 1, true, false, 1, {}};
  return {in_lines(text.substr(0, bracket)) + "\n" + in_lines(text.substr(bracket)),
          1,
          true,
          false,
          1,
          {}};
}

// Boxes of one form, row by row; half boxes wait for their neighbour.
class Boxes {
 public:
  Boxes(const Written& written, print::Paper& paper, const std::vector<double>& shares)
      : written_(written), paper_(paper), shares_(shares) {}

  void add(const Field& field) {
    if (field.kind == FieldKind::table) return add_table(field);
    if (!is_half(field)) return add_wide(field);
    half_.push_back(label_of(field));
    half_.push_back({written_.boxed(field), 1, false, false, 1, {}});
    if (half_.size() == shares_.size()) flush_half();
  }

  void finish() {
    flush_half();
    if (!table_.rows.empty()) paper_.blocks.push_back(table_);
    table_.rows.clear();
  }

 private:
  void flush_half() {
    if (half_.empty()) return;
    if (half_.size() == 2) half_.back().columns = 3;
    table_.shares = shares_;
    table_.rows.push_back(half_);
    half_.clear();
  }

  void add_wide(const Field& field) {
    flush_half();
    Cell box{"", 3, false, false, 1, {}};
    for (const forms::Signature& signature : written_.form().signatures) {
      if (signature.opinion != field.name) continue;
      for (int i = 0; i < std::max(signature.at_least, 1); ++i) {
        box.foot.push_back(signature_foot(signature));
      }
    }
    // A box that is signed stays open for handwriting.
    box.text = box.foot.empty() ? written_.boxed(field) : written_.shown(field);
    if (field.kind == FieldKind::people && written_.is_filled(field)) {
      box.text = joined(written_.people(field));
    }
    if (field.kind == FieldKind::long_text && box.text != "／") {
      box.lines_at_least = box.foot.empty() ? 2 : 3;
      box.is_prose = true;
    }
    table_.shares = shares_;
    table_.rows.push_back({label_of(field), std::move(box)});
  }

  // The table stands between the boxes, under a box with its name.
  void add_table(const Field& field) {
    flush_half();
    table_.shares = shares_;
    table_.rows.push_back({{field.label.zh, 4, true, false, 1, {}}});
    finish();
    paper_.blocks.push_back(written_.table(field));
  }

  const Written& written_;
  print::Paper& paper_;
  const std::vector<double>& shares_;
  print::FieldTable table_;
  std::vector<Cell> half_;
};

}  // namespace

void put_table_form(const Written& written, print::Paper& paper) {
  paper.style = print::Style::table;
  Boxes boxes(written, paper, kShares);
  for (const Field& field : written.form().fields) boxes.add(field);
  boxes.finish();
  put_signatures(written.form(), paper);
}

void put_cover_form(const Written& written, print::Paper& paper) {
  paper.style = print::Style::record;
  paper.has_page_numbers = false;
  paper.has_head = false;
  paper.blocks.push_back(print::Gap{50});
  paper.blocks.push_back(print::Headline{paper.organ, 24});
  paper.blocks.push_back(print::Gap{24});
  paper.blocks.push_back(print::Headline{paper.title, 40});
  paper.blocks.push_back(print::Gap{110});
  Boxes boxes(written, paper, kCoverShares);
  for (const Field& field : written.form().fields) boxes.add(field);
  boxes.finish();
}

}  // namespace liuhen::flows
