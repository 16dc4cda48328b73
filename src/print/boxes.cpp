#include "print/boxes.h"

#include <algorithm>
#include <cmath>

namespace liuhen::print {
namespace {

constexpr double kPadXPt = 4;
constexpr double kPadYPt = 4;
constexpr double kLeading = 1.5;        // line height in parts of the size
constexpr std::size_t kSplitLines = 8;  // rows of fewer lines move to the next page whole
constexpr std::size_t kLinesBeforeBreak = 4;

// A box of a row, set into lines. Its text and its foot stand on one grid of lines.
struct Box {
  double x = 0, width = 0;
  TextBlock text;
  TextBlock foot;
  std::size_t foot_lines = 0, lines = 0;
  bool is_in_middle = false;

  std::size_t foot_begins(std::size_t row_lines) const { return row_lines - foot_lines; }
};

struct Row {
  std::vector<Box> boxes;
  std::size_t lines = 1;
  double line_pt = 18;

  double height_of(std::size_t count) const {
    return static_cast<double>(count) * line_pt + 2 * kPadYPt;
  }
};

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
  return text;
}

TextStyle style_of(double size_pt, Align align, bool is_bold = false) {
  TextStyle style;
  style.size_pt = size_pt;
  style.line_pt = size_pt * kLeading;
  style.align = align;
  style.is_bold = is_bold;
  return style;
}

Row row_of(const std::vector<FieldTable::Cell>& cells, const std::vector<double>& shares,
           double size_pt) {
  Row row;
  row.line_pt = size_pt * kLeading;
  double x = 0;
  std::size_t column = 0;
  for (const FieldTable::Cell& cell : cells) {
    double share = 0;
    for (int i = 0; i < cell.columns && column < shares.size(); ++i) share += shares[column++];
    const double width = share * kTextWidthPt;
    const Align align = cell.is_label   ? Align::center
                        : cell.is_prose ? Align::justified
                                        : Align::left;
    TextStyle style = style_of(size_pt, align);
    if (cell.is_prose) style.indent_pt = 2 * size_pt;
    Box box{x,
            width,
            TextBlock(cell.text, style, width - 2 * kPadXPt),
            TextBlock(joined(cell.foot), style_of(size_pt, Align::right), width - 4 * kPadXPt),
            0,
            0,
            false};
    box.foot_lines = cell.foot.empty() ? 0 : box.foot.line_count();
    box.is_in_middle = cell.is_label || (cell.lines_at_least <= 1 && box.foot_lines == 0);
    box.lines = std::max<std::size_t>(box.text.line_count(),
                                      static_cast<std::size_t>(cell.lines_at_least)) +
                box.foot_lines;
    row.lines = std::max(row.lines, box.lines);
    x += width;
    row.boxes.push_back(std::move(box));
  }
  return row;
}

// Lines [first, first + count) of the row, as one slice on this page.
void put_slice(PageFlow& flow, const Row& row, std::size_t first, std::size_t count) {
  const double top = flow.y();
  const double height = row.height_of(count);
  const bool is_whole = count == row.lines;
  for (const Box& box : row.boxes) {
    const double text_top = top + kPadYPt;
    const double slack = box.is_in_middle
                             ? static_cast<double>(count) -
                                   static_cast<double>(std::min(count, box.text.line_count()))
                             : 0;
    const bool is_label_again =
        box.is_in_middle && !is_whole && first > 0 && box.text.line_count() <= count;
    const std::size_t from = is_label_again ? 0 : first;
    flow.mark([=](cairo_t* cairo) {
      box.text.draw(cairo, kLeftPt + box.x + kPadXPt, text_top + slack / 2 * row.line_pt, from,
                    count);
      for (std::size_t i = 0; i < box.foot_lines; ++i) {
        const std::size_t line = box.foot_begins(row.lines) + i;
        if (line < first || line >= first + count) continue;
        box.foot.draw(cairo, kLeftPt + box.x + 2 * kPadXPt,
                      text_top + static_cast<double>(line - first) * row.line_pt, i, 1);
      }
    });
    flow.line(box.x, top, box.x, top + height);
  }
  flow.line(kTextWidthPt, top, kTextWidthPt, top + height);
  flow.line(0, top, kTextWidthPt, top);
  flow.line(0, top + height, kTextWidthPt, top + height);
  flow.advance(height);
}

std::size_t lines_that_fit(const PageFlow& flow, const Row& row) {
  return static_cast<std::size_t>(
      std::max(0.0, std::floor((flow.left_over() - 2 * kPadYPt + 0.01) / row.line_pt)));
}

template <class NewPage>
void put_row(PageFlow& flow, const Row& row, NewPage&& new_page) {
  if (row.height_of(row.lines) <= flow.left_over()) return put_slice(flow, row, 0, row.lines);
  const bool is_tall = row.height_of(row.lines) > kTextHeightPt / 2;
  if (row.lines < kSplitLines || (!is_tall && lines_that_fit(flow, row) < kLinesBeforeBreak)) {
    new_page();
  }
  for (std::size_t first = 0; first < row.lines;) {
    std::size_t count = std::min(lines_that_fit(flow, row), row.lines - first);
    const bool is_rest = first + count == row.lines;
    if (count < kLinesBeforeBreak && !is_rest && !flow.is_at_top()) {
      new_page();
      count = std::min(lines_that_fit(flow, row), row.lines - first);
    }
    count = std::max<std::size_t>(count, 1);
    put_slice(flow, row, first, count);
    first += count;
    if (first < row.lines) new_page();
  }
}

}  // namespace

void put_field_table(PageFlow& flow, const FieldTable& table, double size_pt) {
  for (const auto& cells : table.rows) {
    put_row(flow, row_of(cells, table.shares, size_pt), [&] { flow.new_page(); });
  }
}

void put_table(PageFlow& flow, const Table& table, double size_pt) {
  double sum = 0;
  for (const Table::Column& column : table.columns) sum += column.share;
  std::vector<double> shares;
  std::vector<FieldTable::Cell> titles;
  for (const Table::Column& column : table.columns) {
    shares.push_back(column.share / sum);
    titles.push_back({column.title, 1, true, false, 1, {}});
  }
  const Row head = row_of(titles, shares, size_pt);
  if (!table.caption.empty()) {
    TextStyle style = style_of(size_pt, Align::center, true);
    const TextBlock caption(table.caption, style, kTextWidthPt);
    flow.keep(caption.height_pt() + 2 * head.height_of(head.lines));
    flow.flow(caption);
  }
  flow.keep(2 * head.height_of(head.lines));
  put_slice(flow, head, 0, head.lines);
  for (const auto& texts : table.rows) {
    std::vector<FieldTable::Cell> cells;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const bool is_centered = table.columns[i].align == Align::center;
      cells.push_back({i < texts.size() ? texts[i] : "", 1, is_centered, false, 1, {}});
    }
    put_row(flow, row_of(cells, shares, size_pt), [&] {
      flow.new_page();
      put_slice(flow, head, 0, head.lines);
    });
  }
}

}  // namespace liuhen::print
