#include "print/print.h"

#include <cairo-pdf.h>

#include <memory>

#include "base/fault.h"
#include "print/blocks.h"
#include "print/furniture.h"

namespace liuhen::print {
namespace {

cairo_status_t append(void* bytes, const unsigned char* data, unsigned int length) {
  auto& out = *static_cast<base::Bytes*>(bytes);
  out.insert(out.end(), data, data + length);
  return CAIRO_STATUS_SUCCESS;
}

void check_status(cairo_status_t status) {
  if (status == CAIRO_STATUS_SUCCESS) return;
  throw base::Fault(std::string("the PDF could not be made: ") + cairo_status_to_string(status));
}

std::string one_line(const Paper& paper) {
  const std::string text = paper.number.empty() ? paper.title : paper.title + " " + paper.number;
  return base::display_text(text, 400);
}

bool is_closing(const Block& block) {
  return std::holds_alternative<SealPlace>(block) || std::holds_alternative<SignatureLines>(block);
}

bool is_text(const Block& block) {
  return std::holds_alternative<Paragraph>(block) ||
         std::holds_alternative<QuestionAnswer>(block) ||
         std::holds_alternative<LabelledLine>(block);
}

// The last words before the seal or the signatures, with their heading: nobody signs or seals a
// page without text. blocks.size() when there are none.
std::size_t last_words(const std::vector<Block>& blocks) {
  std::size_t i = 0;
  while (i < blocks.size() && !is_closing(blocks[i])) ++i;
  if (i == blocks.size()) return i;
  while (i > 0 && std::holds_alternative<Gap>(blocks[i - 1])) --i;
  if (i == 0 || !is_text(blocks[i - 1])) return blocks.size();
  --i;
  const auto* heading = i > 0 ? std::get_if<Paragraph>(&blocks[i - 1]) : nullptr;
  return heading != nullptr && heading->keeps_next ? i - 1 : i;
}

// Tries on a copy whether words and closing part company.
bool would_part(const PageFlow& flow, const Paper& paper, std::size_t from) {
  PageFlow trial = flow;
  std::size_t i = from;
  while (!is_closing(paper.blocks[i])) put_block(trial, paper.blocks[i++], paper.style);
  const std::size_t pages = trial.pages().size();
  while (i < paper.blocks.size()) put_block(trial, paper.blocks[i++], paper.style);
  const bool is_short = pages == flow.pages().size();
  return is_short && trial.pages().size() > pages;
}

}  // namespace

base::Bytes print(const Paper& paper) {
  PageFlow flow;
  if (paper.has_head) put_head(flow, paper);
  const std::size_t closing_words = last_words(paper.blocks);
  for (std::size_t i = 0; i < paper.blocks.size(); ++i) {
    if (i == closing_words && would_part(flow, paper, i)) flow.keep(kTextHeightPt);
    put_block(flow, paper.blocks[i], paper.style);
  }

  base::Bytes bytes;
  const std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)> surface(
      cairo_pdf_surface_create_for_stream(append, &bytes, kPageWidthPt, kPageHeightPt),
      cairo_surface_destroy);
  const std::string created = base::rfc3339_of(paper.created_at).substr(0, 19) + "Z";
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, one_line(paper).c_str());
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATOR, "Liuhen");
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, created.c_str());
  const std::unique_ptr<cairo_t, void (*)(cairo_t*)> cairo(cairo_create(surface.get()),
                                                           cairo_destroy);
  const auto& pages = flow.pages();
  for (std::size_t i = 0; i < pages.size(); ++i) {
    draw_furniture(cairo.get(), paper, i + 1, pages.size());
    for (const auto& mark : pages[i]) mark(cairo.get());
    cairo_show_page(cairo.get());
  }
  check_status(cairo_status(cairo.get()));
  cairo_surface_finish(surface.get());
  check_status(cairo_surface_status(surface.get()));
  return bytes;
}

}  // namespace liuhen::print
