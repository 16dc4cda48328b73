#include <algorithm>

#include "flows/documents/written.h"
#include "forms/read_values.h"

namespace liuhen::flows {
namespace {

using forms::BodyPiece;
using forms::Field;
using forms::FieldKind;

bool has_seal(const forms::Form& form) {
  return std::any_of(form.signatures.begin(), form.signatures.end(),
                     [](const forms::Signature& one) { return one.seal; });
}

// "…属一般情节。" before "。" or "的规定" would read badly, and so would "…串通投标案" before
// "一案".
std::string fitted(std::string value, std::string_view following) {
  static constexpr std::string_view kStop = "。";
  static constexpr std::string_view kCase = "案";
  if (following.starts_with("一案") && value.ends_with(kCase)) value.resize(value.size() - 3);
  const bool goes_on = following.starts_with("。") || following.starts_with("，") ||
                       following.starts_with("；") || following.starts_with("的");
  if (goes_on && value.ends_with(kStop)) value.resize(value.size() - kStop.size());
  return value;
}

struct Sentence {
  std::string text;
  bool has_fields = false, has_values = false;
};

Sentence sentence_of(const Written& written, const std::vector<BodyPiece>& pieces) {
  Sentence sentence;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (pieces[i].field.empty()) {
      sentence.text += pieces[i].text;
      continue;
    }
    const Field* field = written.form().find_field(pieces[i].field);
    const std::string value = pieces[i].as_day ? written.shown_day(*field) : written.shown(*field);
    const std::string_view following =
        i + 1 < pieces.size() ? std::string_view(pieces[i + 1].text) : std::string_view();
    sentence.has_fields = true;
    sentence.has_values = sentence.has_values || !value.empty();
    sentence.text += value.empty() ? "　　　　" : fitted(value, following);
  }
  return sentence;
}

// "一、违法事实"
bool is_heading(const std::string& text) {
  static constexpr std::string_view kMarks[] = {"一、", "二、", "三、", "四、", "五、", "六、"};
  return forms::characters_of(text) < 20 &&
         std::any_of(std::begin(kMarks), std::end(kMarks),
                     [&](std::string_view mark) { return text.starts_with(mark); });
}

bool is_day_alone(const forms::Form& form, const std::vector<BodyPiece>& pieces) {
  if (pieces.size() != 1 || pieces[0].field.empty()) return false;
  return pieces[0].as_day || form.find_field(pieces[0].field)->kind == FieldKind::day;
}

void put_paragraph(const Written& written, const std::vector<BodyPiece>& pieces, bool is_first,
                   print::Paper& paper) {
  if (pieces.size() == 1 && !pieces[0].field.empty()) {
    const Field* field = written.form().find_field(pieces[0].field);
    if (field->kind == FieldKind::table) {
      paper.blocks.push_back(print::Gap{6});
      paper.blocks.push_back(written.table(*field));
      paper.blocks.push_back(print::Gap{6});
      return;
    }
  }
  const Sentence sentence = sentence_of(written, pieces);
  const bool is_left_out = sentence.has_fields && !sentence.has_values && !written.frame().is_draft;
  if (is_left_out) return;
  const bool is_address = is_first && sentence.text.ends_with("：");
  const bool is_bold = !sentence.has_fields && is_heading(sentence.text);
  paper.blocks.push_back(
      print::Paragraph{sentence.text, !is_address, print::Align::justified, is_bold, is_bold});
}

}  // namespace

void put_letter_form(const Written& written, print::Paper& paper) {
  paper.style = print::Style::letter;
  const forms::Form& form = written.form();
  std::string date;
  for (std::size_t i = 0; i < form.body.size(); ++i) {
    const auto pieces = forms::body_pieces(form.body[i]);
    if (!pieces) continue;
    const bool is_last = i + 1 == form.body.size();
    if (is_last && is_day_alone(form, *pieces)) {
      date = sentence_of(written, *pieces).text;
    } else {
      put_paragraph(written, *pieces, i == 0, paper);
    }
  }
  if (has_seal(form)) {
    paper.blocks.push_back(print::SealPlace{paper.organ, date});
  } else if (!date.empty()) {
    paper.organ.clear();  // what the party declares is no letter of the bureau
    paper.blocks.push_back(print::Paragraph{date, false, print::Align::right, false, false});
  }
  put_signatures(form, paper);
}

}  // namespace liuhen::flows
