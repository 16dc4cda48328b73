// What stands on a page besides its text: page numbers, who signs each page, seam, watermark, QR
// code. One thread.
#pragma once

#include "print/page_flow.h"

namespace liuhen::print {

void draw_furniture(cairo_t* cairo, const Paper& paper, std::size_t page, std::size_t pages);

}  // namespace liuhen::print
