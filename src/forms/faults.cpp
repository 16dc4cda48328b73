#include "forms/faults.h"

#include "base/text.h"

namespace liuhen::forms {
namespace {

std::string with_label(std::string_view sentence, const std::string& label) {
  std::string text(sentence);
  if (const std::size_t at = text.find('%'); at != std::string::npos) text.replace(at, 1, label);
  return text;
}

}  // namespace

void Faults::enter_row(const Field& table, std::size_t row) {
  table_ = &table;
  row_ = row;
}

void Faults::add(const Field& field, const std::string& place, std::string_view code,
                 std::string_view zh, std::string_view en) {
  if (is_full()) return;
  FieldFault fault{field.name, place, std::string(code), {}};
  std::string label_zh = field.label.zh, label_en = field.label.en;
  if (table_ != nullptr) {
    const std::string row = std::to_string(row_ + 1);
    fault.field = table_->name;
    fault.place = std::to_string(row_) + "/" + field.name;
    label_zh = table_->label.zh + "第" + row + "行“" + field.label.zh;
    label_en = table_->label.en + ", row " + row + ", " + field.label.en;
  } else {
    label_zh = "“" + label_zh;
  }
  fault.sentence = {with_label(zh, label_zh + "”"), with_label(en, label_en)};
  all_.push_back(std::move(fault));
}

void Faults::add_unknown(const std::string& field, const std::string& place) {
  if (is_full()) return;
  const std::string shown = base::display_text(place.empty() ? field : place, 80);
  all_.push_back({base::display_text(field, 80),
                  base::display_text(place, 80),
                  "unknown",
                  {"本文书没有“" + shown + "”这一栏。", "The form has no field " + shown + "."}});
}

void Faults::add_values(std::string_view zh, std::string_view en) {
  all_.push_back({"", "", "values", {std::string(zh), std::string(en)}});
}

}  // namespace liuhen::forms
