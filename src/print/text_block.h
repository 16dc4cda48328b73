// A piece of text set into lines of a width. Immutable once made; one thread (Pango's fonts belong
// to the thread that made them).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "print/paper.h"

typedef struct _cairo cairo_t;
typedef struct _PangoLayout PangoLayout;

namespace liuhen::print {

enum class Face { body, title };

struct TextStyle {
  double size_pt = 12;
  double line_pt = 18;
  Face face = Face::body;
  bool is_bold = false;
  Align align = Align::left;
  double indent_pt = 0;  // first line of each paragraph
  double grey = 0;       // 0 black, 1 white
};

class TextBlock {
 public:
  // Line breaks in the text begin a paragraph. Control characters are left out.
  TextBlock(const std::string& text, const TextStyle& style, double width_pt);

  std::size_t line_count() const { return lines_.size(); }
  double line_pt() const { return style_.line_pt; }
  double height_pt() const { return style_.line_pt * static_cast<double>(lines_.size()); }
  double widest_pt() const;

  // Lines [first, first + count) with the top left corner at x, y.
  void draw(cairo_t* cairo, double x, double y, std::size_t first, std::size_t count) const;
  void draw(cairo_t* cairo, double x, double y) const { draw(cairo, x, y, 0, line_count()); }

 private:
  struct Line {
    std::shared_ptr<PangoLayout> layout;  // this line alone
    double left_pt = 0;
    double width_pt = 0;
  };
  void add_line(const std::string& text, double left_pt, double room_pt, bool fills);

  TextStyle style_;
  std::vector<Line> lines_;
};

}  // namespace liuhen::print
