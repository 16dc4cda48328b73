#include "print/furniture.h"

#include <cairo.h>

#include <cmath>

#include "print/qr.h"

namespace liuhen::print {
namespace {

constexpr double kFootPt = kTopPt + kTextHeightPt;
constexpr double kQrSidePt = 18 * kMmPt;
constexpr double kQrTopPt = 11 * kMmPt;

TextStyle small(double size_pt, Align align, double grey = 0) {
  TextStyle style;
  style.size_pt = size_pt;
  style.line_pt = size_pt * 1.4;
  style.align = align;
  style.grey = grey;
  return style;
}

void draw_page_number(cairo_t* cairo, std::size_t page, std::size_t pages) {
  const std::string text = "第" + std::to_string(page) + "页　共" + std::to_string(pages) + "页";
  TextBlock(text, small(10.5, Align::center), kTextWidthPt)
      .draw(cairo, kLeftPt, kFootPt + 14 * kMmPt);
}

void draw_each_page(cairo_t* cairo, const std::vector<std::string>& labels) {
  if (labels.empty()) return;
  const double width = kTextWidthPt / static_cast<double>(labels.size());
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const double x = kLeftPt + width * static_cast<double>(i);
    const double y = kFootPt + 5 * kMmPt;
    const TextBlock label(labels[i], small(10.5, Align::left), kTextWidthPt);
    label.draw(cairo, x, y);
    stroke(cairo, x + label.widest_pt() + 2, y + 14, x + width - 10, y + 14, 0.5);
  }
}

void draw_seam(cairo_t* cairo) {
  const double x = kPageWidthPt - 7 * kMmPt;
  const double dashes[] = {4, 4};
  cairo_save(cairo);
  cairo_set_dash(cairo, dashes, 2, 0);
  stroke(cairo, x, kTopPt, x, kFootPt, 0.4);
  cairo_restore(cairo);
  const TextBlock words("骑\n缝", small(8, Align::center, 0.45), 10);
  words.draw(cairo, x + 3, kTopPt + kTextHeightPt / 2 - words.height_pt() / 2);
}

void draw_watermark(cairo_t* cairo, const std::string& text) {
  TextStyle style = small(110, Align::center, 0.92);
  const TextBlock block(text, style, kPageHeightPt);
  cairo_save(cairo);
  cairo_translate(cairo, kPageWidthPt / 2, kPageHeightPt / 2);
  cairo_rotate(cairo, -std::atan(1.0));
  block.draw(cairo, -kPageHeightPt / 2, -block.height_pt() / 2);
  cairo_restore(cairo);
}

void draw_qr(cairo_t* cairo, const Paper& paper) {
  const auto code = qr_code(paper.qr_text);
  if (!code) return;
  const double left = kLeftPt + kTextWidthPt - kQrSidePt;
  const double side = kQrSidePt / static_cast<double>(code->width);
  cairo_save(cairo);
  cairo_set_antialias(cairo, CAIRO_ANTIALIAS_NONE);
  cairo_set_source_rgb(cairo, 0, 0, 0);
  for (std::size_t i = 0; i < code->dark.size(); ++i) {
    if (!code->dark[i]) continue;
    const auto row = static_cast<double>(i / code->width);
    const auto column = static_cast<double>(i % code->width);
    cairo_rectangle(cairo, left + column * side, kQrTopPt + row * side, side, side);
  }
  cairo_fill(cairo);
  cairo_restore(cairo);
  if (paper.qr_caption.empty()) return;
  const double room = kTextWidthPt - kQrSidePt - 6;
  const TextBlock caption(paper.qr_caption, small(7.5, Align::right, 0.35), room);
  caption.draw(cairo, kLeftPt, kQrTopPt + kQrSidePt - caption.height_pt());
}

}  // namespace

void draw_furniture(cairo_t* cairo, const Paper& paper, std::size_t page, std::size_t pages) {
  if (!paper.watermark.empty()) draw_watermark(cairo, paper.watermark);
  if (paper.has_page_numbers) draw_page_number(cairo, page, pages);
  draw_each_page(cairo, paper.each_page);
  if (paper.has_seam) draw_seam(cairo);
  if (page == 1 && !paper.qr_text.empty()) draw_qr(cairo, paper);
}

}  // namespace liuhen::print
