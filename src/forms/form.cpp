#include "forms/form.h"

#include <array>

#include "base/check.h"

namespace liuhen::forms {
namespace {

constexpr std::array<std::string_view, 12> kKinds = {"text",   "long_text", "day",        "time",
                                                     "span",   "count",     "money_yuan", "choice",
                                                     "person", "people",    "table",      "yes_no"};

std::optional<FactShape> shape_of_field(FieldKind kind) {
  switch (kind) {
    case FieldKind::text:
    case FieldKind::long_text:
    case FieldKind::choice:
    case FieldKind::person:
      return FactShape::text;
    case FieldKind::day:
      return FactShape::day;
    case FieldKind::time:
      return FactShape::time;
    case FieldKind::count:
    case FieldKind::money_yuan:
      return FactShape::count;
    case FieldKind::people:
      return FactShape::list;
    case FieldKind::yes_no:
      return FactShape::flag;
    case FieldKind::span:
    case FieldKind::table:
      return std::nullopt;
  }
  return std::nullopt;
}

void replace(std::string& text, std::string_view what, std::string_view by) {
  const std::size_t at = text.find(what);
  if (at != std::string::npos) text.replace(at, what.size(), by);
}

}  // namespace

std::string_view name_of(FieldKind kind) { return kKinds.at(static_cast<std::size_t>(kind)); }

std::optional<FieldKind> field_kind_of(std::string_view name) {
  for (std::size_t i = 0; i < kKinds.size(); ++i) {
    if (kKinds[i] == name) return static_cast<FieldKind>(i);
  }
  return std::nullopt;
}

std::string_view name_of(Need need) {
  static constexpr std::string_view kNames[] = {"required", "conditional", "optional"};
  return kNames[static_cast<std::size_t>(need)];
}

std::string_view name_of(FactShape shape) {
  static constexpr std::string_view kNames[] = {"time", "day", "flag", "count", "text", "list"};
  return kNames[static_cast<std::size_t>(shape)];
}

const Field* Form::find_field(std::string_view name) const {
  for (const Field& field : fields) {
    if (field.name == name) return &field;
  }
  return nullptr;
}

std::optional<FactShape> shape_of(const Form& form, const Establishes& rule) {
  if (rule.from.empty()) {
    if (rule.value.empty()) return std::nullopt;
    return rule.value == "true" || rule.value == "false" ? FactShape::flag : FactShape::text;
  }
  if (rule.from == "signed_on") return FactShape::day;
  if (rule.from == "finalised_at") return FactShape::time;
  const std::size_t dot = rule.from.find('.');
  const Field* field = form.find_field(rule.from.substr(0, dot));
  if (field == nullptr) return std::nullopt;
  if (dot == std::string::npos) return shape_of_field(field->kind);
  const std::string_view part = std::string_view(rule.from).substr(dot + 1);
  if ((part == "start" || part == "end") && field->kind == FieldKind::span) return FactShape::time;
  if (part == "day" && (field->kind == FieldKind::span || field->kind == FieldKind::time)) {
    return FactShape::day;
  }
  const bool has_rows = field->kind == FieldKind::table || field->kind == FieldKind::people;
  if (part == "count" && has_rows) return FactShape::count;
  return std::nullopt;
}

std::string document_number(const Form& form, std::string_view bureau_word, int year,
                            std::int64_t serial) {
  CHECK(!form.number_pattern.empty());
  std::string number = form.number_pattern;
  replace(number, "{year}", std::to_string(year));
  replace(number, "{serial}", std::to_string(serial));
  replace(number, "{bureau}", bureau_word);
  return number;
}

std::optional<std::vector<BodyPiece>> body_pieces(std::string_view paragraph) {
  std::vector<BodyPiece> pieces;
  while (!paragraph.empty()) {
    const std::size_t open = paragraph.find('{');
    if (open != 0) {
      pieces.push_back({std::string(paragraph.substr(0, open)), "", false});
      if (open == std::string_view::npos) break;
      paragraph.remove_prefix(open);
    }
    const std::size_t close = paragraph.find('}');
    if (close == std::string_view::npos) return std::nullopt;
    std::string_view name = paragraph.substr(1, close - 1);
    const bool as_day = name.ends_with(":day");
    if (as_day) name.remove_suffix(4);
    if (name.empty()) return std::nullopt;
    pieces.push_back({"", std::string(name), as_day});
    paragraph.remove_prefix(close + 1);
  }
  return pieces;
}

}  // namespace liuhen::forms
