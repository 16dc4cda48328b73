#include "flows/documents/written.h"

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>

#include "base/json.h"
#include "forms/read_values.h"
#include "forms/values.h"

namespace liuhen::flows {
namespace {

namespace json = boost::json;

std::string person_line(const forms::Person& person) {
  std::string text = person.name;
  if (!person.number.empty()) text += "　证号：" + person.number;
  if (!person.unit.empty()) text += "　" + person.unit;
  return text;
}

// In widths of a Chinese character.
double width_of(std::string_view text) {
  double width = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) width += 0.6;
    if (byte >= 0xC0) width += 1;
  }
  return width;
}

bool is_narrow(forms::FieldKind kind) {
  return kind == forms::FieldKind::count || kind == forms::FieldKind::day ||
         kind == forms::FieldKind::time || kind == forms::FieldKind::choice;
}

struct Wanted {
  double width = 0;
  bool is_firm = false;  // numbers and days do not break
};

// The width of a page among columns: who wants little gets it; the others share the rest by the
// square root of what they want, so that one long column does not starve its neighbours.
std::vector<double> divided(const std::vector<Wanted>& wanted, double room) {
  std::vector<double> widths(wanted.size(), 0);
  std::size_t open = wanted.size();
  const auto give = [&](std::size_t i) {
    widths[i] = wanted[i].width;
    room -= widths[i];
    --open;
  };
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i].is_firm) give(i);
  }
  for (bool changed = true; changed && open > 0;) {
    changed = false;
    const double fair = room / static_cast<double>(open);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      if (widths[i] > 0 || wanted[i].width > fair) continue;
      give(i);
      changed = true;
    }
  }
  double roots = 0;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (widths[i] <= 0) roots += std::sqrt(wanted[i].width);
  }
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (widths[i] > 0) continue;
    widths[i] = std::max(3.0, room * std::sqrt(wanted[i].width) / roots);
  }
  return widths;
}

}  // namespace

Written::Written(const forms::Form& form, std::string_view values_json, const DocumentFrame& frame)
    : form_(form), frame_(frame), values_(std::make_unique<json::object>()) {
  auto parsed = base::parse_json(values_json, {forms::kValuesBytesMax, 8, false});
  if (parsed && parsed->is_object()) *values_ = std::move(parsed->get_object());
}

Written::~Written() = default;

const json::value* Written::find(const forms::Field& field) const {
  const json::value* value = values_->if_contains(field.name);
  return value != nullptr && forms::is_filled(*value) ? value : nullptr;
}

bool Written::is_filled(const forms::Field& field) const { return find(field) != nullptr; }

std::string Written::shown(const forms::Field& field) const {
  const json::value* value = find(field);
  return value == nullptr ? std::string() : forms::shown(field, *value);
}

std::string Written::shown_day(const forms::Field& field) const {
  const json::value* value = find(field);
  const auto time = value == nullptr ? std::nullopt : forms::find_time(*value);
  return time ? forms::shown(base::china_day_of(*time)) : std::string();
}

std::string Written::boxed(const forms::Field& field) const {
  const std::string text = shown(field);
  return text.empty() && !frame_.is_draft ? "／" : text;
}

std::vector<std::string> Written::people(const forms::Field& field) const {
  std::vector<std::string> lines;
  const json::value* value = find(field);
  if (value == nullptr || !value->is_array()) return lines;
  for (const json::value& one : value->get_array()) {
    if (const auto person = forms::find_person(one)) lines.push_back(person_line(*person));
  }
  return lines;
}

std::size_t Written::row_count(const forms::Field& table) const {
  const json::value* value = find(table);
  return value == nullptr || !value->is_array() ? 0 : value->get_array().size();
}

std::string Written::cell(const forms::Field& table, std::size_t row, std::size_t column) const {
  const json::array& rows = find(table)->get_array();
  const json::object* object = rows.at(row).if_object();
  const forms::Field& field = table.columns.at(column);
  const json::value* value = object == nullptr ? nullptr : object->if_contains(field.name);
  return value == nullptr ? std::string() : forms::shown(field, *value);
}

print::Table Written::table(const forms::Field& field) const {
  print::Table table;
  constexpr double kDayWidth = 8.6;
  std::vector<Wanted> wanted;
  for (std::size_t column = 0; column < field.columns.size(); ++column) {
    double widest = std::min(5.0, width_of(field.columns[column].label.zh));
    for (std::size_t row = 0; row < row_count(field); ++row) {
      widest = std::max(widest, width_of(cell(field, row, column)));
    }
    const forms::FieldKind kind = field.columns[column].kind;
    const bool is_firm = is_narrow(kind) && kind != forms::FieldKind::choice;
    if (is_firm) widest = std::min(widest, kDayWidth);
    wanted.push_back({widest + 1, is_firm});  // and its margins
  }
  const double room = form_.layout == forms::Layout::letter ? 36 : 42;  // characters of a line
  const std::vector<double> widths = divided(wanted, room);
  for (std::size_t column = 0; column < field.columns.size(); ++column) {
    const forms::Field& one = field.columns[column];
    table.columns.push_back({one.label.zh, widths[column],
                             is_narrow(one.kind) ? print::Align::center : print::Align::left});
  }
  for (std::size_t row = 0; row < row_count(field); ++row) {
    std::vector<std::string> texts;
    for (std::size_t column = 0; column < field.columns.size(); ++column) {
      texts.push_back(cell(field, row, column));
    }
    table.rows.push_back(std::move(texts));
  }
  constexpr std::size_t kEmptyRows = 5;
  while (frame_.is_draft && table.rows.size() < kEmptyRows) table.rows.emplace_back();
  if (table.rows.empty()) {
    table.rows.push_back(std::vector<std::string>(field.columns.size(), "／"));
  }
  return table;
}

std::string signature_foot(const forms::Signature& signature) {
  std::string line = signature.label.zh + "：　　　　　";
  if (signature.certificate_number) line += "证号：　　　　　　";
  if (signature.dated) line += "　　年　　月　　日";
  return line;
}

void put_signatures(const forms::Form& form, print::Paper& paper) {
  print::SignatureLines lines;
  for (const forms::Signature& one : form.signatures) {
    if (!one.opinion.empty() || one.seal) continue;
    const std::string how = one.fingerprint ? "（签名、捺指印）" : "（签名）";
    const int count = std::max(one.at_least, 1);
    for (int i = 0; i < count; ++i) {
      lines.lines.push_back(
          {one.label.zh + how, one.certificate_number ? "执法证号" : "", one.dated});
    }
    if (one.each_page) paper.each_page.push_back(one.label.zh + "：");
  }
  if (lines.lines.empty()) return;
  paper.blocks.push_back(print::Gap{10});
  paper.blocks.push_back(std::move(lines));
}

}  // namespace liuhen::flows
