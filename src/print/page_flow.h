// Pages that fill from top to bottom. What is drawn is kept as a list of marks, because the foot of
// a page names the number of pages, which is known at the end only. One thread.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "print/text_block.h"

namespace liuhen::print {

inline constexpr double kMmPt = 72.0 / 25.4;
inline constexpr double kPageWidthPt = 210 * kMmPt;
inline constexpr double kPageHeightPt = 297 * kMmPt;
inline constexpr double kLeftPt = 28 * kMmPt;
inline constexpr double kTopPt = 37 * kMmPt;
inline constexpr double kTextWidthPt = 156 * kMmPt;
inline constexpr double kTextHeightPt = 225 * kMmPt;

class PageFlow {
 public:
  using Mark = std::function<void(cairo_t*)>;

  PageFlow() { new_page(); }

  double y() const { return y_; }
  double left_over() const { return kTopPt + kTextHeightPt - y_; }
  bool is_at_top() const { return y_ <= kTopPt; }
  void new_page();              // Fault beyond 2000 pages
  void keep(double height_pt);  // a new page where less is left
  void advance(double height_pt) { y_ += height_pt; }
  void mark(Mark mark) { pages_.back().push_back(std::move(mark)); }

  // Lines over as many pages as they need. `x` counts from the left of the text.
  void flow(const TextBlock& block, double x = 0);

  void line(double x1, double y1, double x2, double y2, double width_pt = 0.6);

  const std::vector<std::vector<Mark>>& pages() const { return pages_; }

 private:
  std::vector<std::vector<Mark>> pages_;
  double y_ = kTopPt;
};

void stroke(cairo_t* cairo, double x1, double y1, double x2, double y2, double width_pt);

}  // namespace liuhen::print
