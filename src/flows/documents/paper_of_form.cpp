#include "flows/documents/paper_of_form.h"

#include "flows/documents/written.h"

namespace liuhen::flows {

print::Paper paper_of(const forms::Form& form, std::string_view values_json,
                      const DocumentFrame& frame) {
  print::Paper paper;
  paper.organ = frame.bureau_name;
  paper.title = form.title.zh;
  paper.number = frame.number;
  paper.qr_text = frame.qr_text;
  paper.qr_caption = frame.qr_caption;
  paper.watermark = frame.is_draft ? "草　稿" : "";
  paper.has_seam = frame.has_seam;
  paper.created_at = frame.created_at;
  const Written written(form, values_json, frame);
  switch (form.layout) {
    case forms::Layout::table:
      put_table_form(written, paper);
      break;
    case forms::Layout::record:
      put_record_form(written, paper);
      break;
    case forms::Layout::letter:
      put_letter_form(written, paper);
      break;
    case forms::Layout::cover:
      put_cover_form(written, paper);
      break;
  }
  return paper;
}

}  // namespace liuhen::flows
