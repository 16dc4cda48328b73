// Paper: what a printed document says and how its parts are laid out, without knowing of forms,
// fonts or PDF. Plain values; any thread. Sizes are points (1/72 inch).
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/clock.h"

namespace liuhen::print {

enum class Align { left, center, right, justified };

// Of a letter: indented by two characters and justified.
struct Paragraph {
  std::string text;
  bool is_indented = true;
  Align align = Align::justified;
  bool is_bold = false;
  bool keeps_next = false;  // a heading: not at the foot of a page without what follows
};

// "询问地点：" and what was written, on ruled lines. Parts share one line.
struct LabelledLine {
  struct Part {
    std::string label, value;
    double share = 1;
  };
  std::vector<Part> parts;
};

// Boxes: labels and values over a common grid. The columns of a row's cells add up to the grid.
struct FieldTable {
  struct Cell {
    std::string text;
    int columns = 1;
    bool is_label = false;
    bool is_prose = false;          // paragraphs: indented and justified
    int lines_at_least = 1;         // room for handwriting
    std::vector<std::string> foot;  // lines at the bottom right: who signs, when
  };
  std::vector<double> shares;  // width of each grid column; they add up to 1
  std::vector<std::vector<Cell>> rows;
};

// Head and rows; the head is repeated on each page.
struct Table {
  struct Column {
    std::string title;
    double share = 1;
    Align align = Align::left;
  };
  std::string caption;
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;
};

struct QuestionAnswer {
  std::string question, answer;
};

// "当事人（签名）：____ 执法证号：____ 年 月 日". Kept together on a page.
struct SignatureLines {
  struct Line {
    std::string label;
    std::string blank;  // a second blank, "执法证号"; may be empty
    bool is_dated = true;
  };
  std::vector<Line> lines;
};

// Who issues it and when, at the right below a letter: the seal goes over the date (骑年盖月).
struct SealPlace {
  std::string organ, date;
};

struct Note {
  std::string text;
};

// Empty space; left out at the top of a page.
struct Gap {
  double height_pt = 12;
};

// Large lines in the middle of the page, spread wide: for covers.
struct Headline {
  std::string text;
  double size_pt = 36;
};

using Block = std::variant<Paragraph, LabelledLine, FieldTable, Table, QuestionAnswer,
                           SignatureLines, SealPlace, Note, Gap, Headline>;

// letter: 28 characters a line, 22 lines a page (GB/T 9704-2012). record: 14 pt. table: 12 pt.
enum class Style { letter, record, table };

struct Paper {
  std::string organ;   // above the title; may be empty
  std::string title;   // also the title in the PDF's properties
  std::string number;  // 文号, below the title; may be empty
  Style style = Style::letter;
  std::vector<Block> blocks;
  std::vector<std::string> each_page;  // who signs at the foot of each page
  std::string qr_text, qr_caption;     // in the margin of the first page; empty: none
  std::string watermark;               // "草稿"; empty: none
  bool has_seam = false;               // 骑缝: a dashed line at the right edge of each page
  bool has_head = true;                // organ, title and number above the blocks
  bool has_page_numbers = true;        // 第1页 共2页
  base::UtcTime created_at;            // in the PDF's properties: equal papers give equal bytes
};

}  // namespace liuhen::print
