#include "print/page_flow.h"

#include <cairo.h>

#include "base/fault.h"

namespace liuhen::print {
namespace {

constexpr std::size_t kPagesMax = 2000;

}  // namespace

void PageFlow::new_page() {
  if (pages_.size() >= kPagesMax) {
    throw base::Fault("the document has more than 2000 pages: split it before printing");
  }
  pages_.emplace_back();
  y_ = kTopPt;
}

void PageFlow::keep(double height_pt) {
  if (height_pt > left_over() && !is_at_top()) new_page();
}

void PageFlow::flow(const TextBlock& block, double x) {
  for (std::size_t first = 0; first < block.line_count();) {
    keep(block.line_pt());
    const auto room = static_cast<std::size_t>((left_over() + 0.01) / block.line_pt());
    const std::size_t count = std::min(std::max<std::size_t>(room, 1), block.line_count() - first);
    mark([block, x, y = y_, first, count](cairo_t* cairo) {
      block.draw(cairo, kLeftPt + x, y, first, count);
    });
    y_ += block.line_pt() * static_cast<double>(count);
    first += count;
  }
}

void PageFlow::line(double x1, double y1, double x2, double y2, double width_pt) {
  mark([=](cairo_t* cairo) { stroke(cairo, kLeftPt + x1, y1, kLeftPt + x2, y2, width_pt); });
}

void stroke(cairo_t* cairo, double x1, double y1, double x2, double y2, double width_pt) {
  cairo_set_source_rgb(cairo, 0, 0, 0);
  cairo_set_line_width(cairo, width_pt);
  cairo_move_to(cairo, x1, y1);
  cairo_line_to(cairo, x2, y2);
  cairo_stroke(cairo);
}

}  // namespace liuhen::print
