#include "flows/documents/written.h"
#include "forms/read_values.h"

namespace liuhen::flows {
namespace {

using forms::Field;
using forms::FieldKind;

constexpr std::size_t kHalfCharacters = 15;  // a longer value takes the whole line

std::string one_a_line(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : "\n") + part;
  return text;
}

bool is_dialogue(const Field& field) {
  return field.kind == FieldKind::table && field.columns.size() == 2 &&
         field.columns[0].name == "question" && field.columns[1].name == "answer";
}

class Lines {
 public:
  Lines(const Written& written, print::Paper& paper) : written_(written), paper_(paper) {}

  void add(const Field& field) {
    if (is_dialogue(field)) return add_dialogue(field);
    if (field.kind == FieldKind::table) return add_table(field);
    if (field.kind == FieldKind::long_text) return add_text(field);
    add_line(field);
  }

  void finish() {
    if (!line_.parts.empty()) paper_.blocks.push_back(line_);
    line_.parts.clear();
  }

 private:
  void add_line(const Field& field) {
    const std::string value = field.kind == FieldKind::people && written_.is_filled(field)
                                  ? one_a_line(written_.people(field))
                                  : written_.boxed(field);
    const std::size_t length = forms::characters_of(field.label.zh) + forms::characters_of(value);
    const bool is_whole = field.is_wide || field.kind == FieldKind::people ||
                          field.kind == FieldKind::span || length > kHalfCharacters;
    if (is_whole) finish();
    line_.parts.push_back({field.label.zh + "：", value, 1});
    if (is_whole || line_.parts.size() == 2) finish();
  }

  void add_text(const Field& field) {
    finish();
    if (!written_.is_filled(field) && !field.required && !written_.frame().is_draft) return;
    paper_.blocks.push_back(
        print::Paragraph{field.label.zh + "：", false, print::Align::left, true, true});
    paper_.blocks.push_back(print::Paragraph{written_.boxed(field)});
  }

  void add_dialogue(const Field& field) {
    finish();
    paper_.blocks.push_back(print::Gap{6});
    for (std::size_t row = 0; row < written_.row_count(field); ++row) {
      paper_.blocks.push_back(
          print::QuestionAnswer{written_.cell(field, row, 0), written_.cell(field, row, 1)});
    }
    paper_.blocks.push_back(print::Gap{6});
  }

  void add_table(const Field& field) {
    finish();
    paper_.blocks.push_back(print::Gap{4});
    print::Table table = written_.table(field);
    table.caption = field.label.zh;
    paper_.blocks.push_back(std::move(table));
    paper_.blocks.push_back(print::Gap{6});
  }

  const Written& written_;
  print::Paper& paper_;
  print::LabelledLine line_;
};

}  // namespace

void put_record_form(const Written& written, print::Paper& paper) {
  paper.style = print::Style::record;
  Lines lines(written, paper);
  for (const Field& field : written.form().fields) lines.add(field);
  lines.finish();
  put_signatures(written.form(), paper);
}

}  // namespace liuhen::flows
