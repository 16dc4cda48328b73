#include "print/stamps.h"

#include <cairo-pdf.h>

#include <memory>

#include "base/fault.h"
#include "print/page_flow.h"

namespace liuhen::print {
namespace {

cairo_status_t append(void* bytes, const unsigned char* data, unsigned int length) {
  auto& out = *static_cast<base::Bytes*>(bytes);
  out.insert(out.end(), data, data + length);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

base::Bytes stamps(const std::vector<Stamp>& all) {
  constexpr double kFromEdgePt = 10 * kMmPt;
  base::Bytes bytes;
  const std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)> surface(
      cairo_pdf_surface_create_for_stream(append, &bytes, kPageWidthPt, kPageHeightPt),
      cairo_surface_destroy);
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE,
                                 "1970-01-01T00:00:00Z");
  const std::unique_ptr<cairo_t, void (*)(cairo_t*)> cairo(cairo_create(surface.get()),
                                                           cairo_destroy);
  TextStyle style;
  style.size_pt = 10.5;
  style.line_pt = 14;
  style.align = Align::right;
  for (const Stamp& stamp : all) {
    cairo_pdf_surface_set_size(surface.get(), stamp.width_pt, stamp.height_pt);
    TextBlock(std::to_string(stamp.number), style, stamp.width_pt - kFromEdgePt)
        .draw(cairo.get(), 0, 6 * kMmPt);
    cairo_show_page(cairo.get());
  }
  cairo_surface_finish(surface.get());
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) {
    throw base::Fault("page numbers could not be made");
  }
  return bytes;
}

}  // namespace liuhen::print
