#include "print/blocks.h"

#include <algorithm>

#include "print/boxes.h"

namespace liuhen::print {
namespace {

// 28 characters of 15.75 pt fill 156 mm; 22 lines fill 225 mm (GB/T 9704-2012, 5.2.3).
struct Measure {
  double size_pt, line_pt;
};
Measure measure_of(Style style) {
  switch (style) {
    case Style::letter:
      return {15.75, kTextHeightPt / 22};
    case Style::record:
      return {14, 24.5};
    case Style::table:
      return {12, 19};
  }
  return {12, 19};
}

TextStyle body_of(Style style, Align align = Align::left) {
  TextStyle text;
  text.size_pt = measure_of(style).size_pt;
  text.line_pt = measure_of(style).line_pt;
  text.align = align;
  return text;
}

void put(PageFlow& flow, const Paragraph& paragraph, Style style) {
  TextStyle text = body_of(style, paragraph.align);
  text.is_bold = paragraph.is_bold;
  if (paragraph.is_indented) text.indent_pt = 2 * text.size_pt;
  if (paragraph.keeps_next) flow.keep(2 * text.line_pt);
  flow.flow(TextBlock(paragraph.text, text, kTextWidthPt));
}

// The value's lines are ruled from where the label ends.
void put(PageFlow& flow, const LabelledLine& line, Style style) {
  constexpr double kBetweenPt = 10;
  struct Set {
    TextBlock label, value;
    double x, label_width, width;
  };
  const TextStyle text = body_of(style);
  double sum = 0, x = 0;
  for (const auto& part : line.parts) sum += part.share;
  std::vector<Set> sets;
  std::size_t lines = 1;
  for (const auto& part : line.parts) {
    const bool is_last = &part == &line.parts.back();
    const double width = kTextWidthPt * part.share / sum - (is_last ? 0 : kBetweenPt);
    const TextBlock label(part.label, text, width * 0.7);
    const double room = width - label.widest_pt();
    sets.push_back({label, TextBlock(part.value, text, room), x, label.widest_pt(), width});
    lines = std::max({lines, label.line_count(), sets.back().value.line_count()});
    x += width + kBetweenPt;
  }
  for (std::size_t i = 0; i < lines; ++i) {
    flow.keep(text.line_pt);
    const double y = flow.y();
    for (const Set& set : sets) {
      flow.mark([set, y, i](cairo_t* cairo) {
        set.label.draw(cairo, kLeftPt + set.x, y, i, 1);
        set.value.draw(cairo, kLeftPt + set.x + set.label_width, y, i, 1);
      });
      const double rule_y = y + text.line_pt * 0.5 + text.size_pt * 0.62;
      if (i < std::max<std::size_t>(set.value.line_count(), 1)) {
        flow.line(set.x + set.label_width, rule_y, set.x + set.width, rule_y, 0.4);
      }
    }
    flow.advance(text.line_pt);
  }
}

void put(PageFlow& flow, const QuestionAnswer& both, Style style) {
  TextStyle text = body_of(style, Align::justified);
  const double hang = 2 * text.size_pt;
  const auto put_one = [&](const std::string& mark, const std::string& words) {
    const TextBlock block(words, text, kTextWidthPt - hang);
    const TextBlock head(mark, body_of(style), hang);
    flow.keep(block.line_pt());
    const double y = flow.y();
    flow.mark([head, y](cairo_t* cairo) { head.draw(cairo, kLeftPt, y); });
    flow.flow(block, hang);
  };
  put_one("问：", both.question);
  put_one("答：", both.answer);
}

void put(PageFlow& flow, const SignatureLines& signatures, Style style) {
  const TextStyle text = body_of(style == Style::letter ? Style::record : Style::table);
  const double line_pt = text.size_pt * 2.3;
  flow.keep(line_pt * static_cast<double>(signatures.lines.size()));
  for (const auto& line : signatures.lines) {
    flow.keep(line_pt);
    const TextBlock label(line.label + "：", text, kTextWidthPt);
    const TextBlock date(line.is_dated ? "　　年　　月　　日" : "", text, kTextWidthPt);
    const TextBlock blank(line.blank.empty() ? "" : line.blank + "：", text, kTextWidthPt);
    const double date_x = kTextWidthPt - date.widest_pt();
    const double room = date_x - label.widest_pt() - blank.widest_pt() - 8;
    const double first = line.blank.empty() ? room : room * 0.55;
    const double y = flow.y() + (line_pt - text.line_pt) / 2;
    const double rule_y = y + text.line_pt * 0.5 + text.size_pt * 0.55;
    const double blank_x = label.widest_pt() + first + 6;
    flow.mark([=](cairo_t* cairo) {
      label.draw(cairo, kLeftPt, y);
      blank.draw(cairo, kLeftPt + blank_x, y);
      date.draw(cairo, kLeftPt + date_x, y);
    });
    flow.line(label.widest_pt(), rule_y, label.widest_pt() + first, rule_y, 0.4);
    if (!line.blank.empty()) {
      flow.line(blank_x + blank.widest_pt(), rule_y, date_x - 2, rule_y, 0.4);
    }
    flow.advance(line_pt);
  }
}

// Name of the organ and date below each other, right of the middle; two lines above them stay free
// for the seal (GB/T 9704-2012, 7.3.5.1).
void put(PageFlow& flow, const SealPlace& seal, Style style) {
  TextStyle text = body_of(style, Align::center);
  const double width = kTextWidthPt * 0.62;
  const double x = kTextWidthPt - width;
  flow.keep(text.line_pt * 5);
  flow.advance(text.line_pt * (flow.is_at_top() ? 0 : 1.5));
  const TextBlock words(seal.organ + "\n" + seal.date, text, width);
  flow.flow(words, x);
  TextStyle hint = text;
  hint.size_pt = 9;
  hint.line_pt = 14;
  hint.grey = 0.45;
  flow.flow(TextBlock("（印章）", hint, width), x);
}

void put(PageFlow& flow, const Note& note, Style) {
  TextStyle text;
  text.size_pt = 10.5;
  text.line_pt = 16;
  text.align = Align::justified;
  flow.flow(TextBlock(note.text, text, kTextWidthPt));
}

void put(PageFlow& flow, const Gap& gap, Style) {
  if (!flow.is_at_top()) flow.advance(std::min(gap.height_pt, flow.left_over()));
}

void put(PageFlow& flow, const Headline& headline, Style) {
  TextStyle text;
  text.face = Face::title;
  text.is_bold = true;
  text.size_pt = headline.size_pt;
  text.line_pt = headline.size_pt * 1.5;
  text.align = Align::center;
  flow.flow(TextBlock(headline.text, text, kTextWidthPt));
}

void put(PageFlow& flow, const FieldTable& table, Style style) {
  put_field_table(flow, table, style == Style::table ? 12 : measure_of(style).size_pt);
}

void put(PageFlow& flow, const Table& table, Style style) {
  put_table(flow, table, style == Style::letter ? 12 : 10.5);
}

}  // namespace

void put_head(PageFlow& flow, const Paper& paper) {
  TextStyle title;
  title.face = Face::title;
  title.is_bold = true;
  title.align = Align::center;
  title.size_pt = 22;
  title.line_pt = 33;
  if (!paper.organ.empty()) flow.flow(TextBlock(paper.organ, title, kTextWidthPt));
  if (!paper.title.empty()) flow.flow(TextBlock(paper.title, title, kTextWidthPt));
  if (!paper.number.empty()) {
    TextStyle number = body_of(paper.style, Align::center);
    if (paper.style == Style::table) number.align = Align::right;
    flow.advance(4);
    flow.flow(TextBlock(paper.number, number, kTextWidthPt));
  }
  flow.advance(paper.number.empty() && paper.title.empty() ? 0 : 10);
}

void put_block(PageFlow& flow, const Block& block, Style style) {
  std::visit([&](const auto& one) { put(flow, one, style); }, block);
}

}  // namespace liuhen::print
