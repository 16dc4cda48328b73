#include "base/text.h"
#include "forms/form_file.h"
#include "forms/known.h"

namespace liuhen::forms {
namespace {

constexpr std::size_t kChoicesMax = 40;
constexpr std::size_t kColumnsMax = 12;

struct Bounds {
  std::int64_t otherwise_max, max;
};

// What stands in a form file may be smaller than these, never larger.
Bounds bounds_of(FieldKind kind) {
  switch (kind) {
    case FieldKind::text:
      return {200, 1000};
    case FieldKind::long_text:
      return {20000, 50000};
    case FieldKind::count:
      return {1000000000, 1000000000000000};
    case FieldKind::money_yuan:
      return {100000000000, 1000000000000};
    case FieldKind::people:
      return {50, 200};
    case FieldKind::table:
      return {200, 1000};
    default:
      return {0, 0};
  }
}

bool is_text(FieldKind kind) { return kind == FieldKind::text || kind == FieldKind::long_text; }
bool is_moment(FieldKind kind) {
  return kind == FieldKind::day || kind == FieldKind::time || kind == FieldKind::span;
}
bool fits_cell(FieldKind kind) {
  return kind != FieldKind::table && kind != FieldKind::people && kind != FieldKind::person &&
         kind != FieldKind::span;
}

void read_bounds(base::StrictObject& object, Field& field) {
  const Bounds bounds = bounds_of(field.kind);
  if (bounds.max == 0) {
    if (object.has("min")) object.problem("min", "a field of this kind has no min and max");
    if (object.has("max")) object.problem("max", "a field of this kind has no min and max");
  }
  field.max = object.find_integer("max", 1, bounds.max).value_or(bounds.otherwise_max);
  field.min = object.find_integer("min", 0, bounds.max).value_or(0);
  if (field.min > field.max) object.problem("min", "min is above max");
}

void read_choices(base::StrictObject& object, Field& field) {
  if (field.kind != FieldKind::choice) {
    if (object.has("choices")) object.problem("choices", "only a choice has choices");
    return;
  }
  object.objects("choices", kChoicesMax, [&](base::StrictObject& one) {
    Choice choice;
    choice.value = one.word("value");
    choice.label = Wording{one.text("zh"), one.text("en")};
    for (const Choice& earlier : field.choices) {
      if (earlier.value == choice.value) one.problem("value", "two choices have this value");
    }
    field.choices.push_back(std::move(choice));
  });
}

void read_columns(base::StrictObject& object, Field& field) {
  if (field.kind != FieldKind::table) {
    if (object.has("columns")) object.problem("columns", "only a table has columns");
    return;
  }
  object.objects("columns", kColumnsMax, [&](base::StrictObject& one) {
    Field column = read_field(one, true);
    for (const Field& earlier : field.columns) {
      if (earlier.name == column.name) one.problem("name", "two columns have this name");
    }
    field.columns.push_back(std::move(column));
  });
}

void read_from(base::StrictObject& object, Field& field) {
  field.from = object.find_text("from");
  if (field.from.empty()) return;
  const KnownName* known = find_known(field.from);
  if (known == nullptr) {
    object.problem("from", "nothing is known by the name \"" + base::display_text(field.from, 60) +
                               "\" (forms/known.cpp)");
  } else if (!can_fill(known->shape, field.kind)) {
    object.problem(
        "from", "\"" + field.from + "\" does not fit into a " + std::string(name_of(field.kind)));
  }
}

Wording wording_of(base::Bilingual both) { return {std::move(both.zh), std::move(both.en)}; }

}  // namespace

Field read_field(base::StrictObject& object, bool is_column) {
  Field field;
  field.name = object.word("name");
  const std::string kind_name = object.text("kind");
  const auto kind = field_kind_of(kind_name);
  if (!kind && !kind_name.empty()) {
    object.problem("kind", "there is no kind of field \"" + base::display_text(kind_name, 60) +
                               "\" (docs/formats/form-file.md)");
  }
  field.kind = kind.value_or(FieldKind::text);
  if (is_column && !fits_cell(field.kind)) {
    object.problem("kind", "this kind of field does not fit into a column");
  }
  field.label = wording_of(object.bilingual("label"));
  field.help = wording_of(object.find_bilingual("help"));
  field.required = object.flag("required", false);
  field.not_future = object.flag("not_future", false);
  if (field.not_future && !is_moment(field.kind)) {
    object.problem("not_future", "only a day, a time or a span has this");
  }
  read_bounds(object, field);
  read_choices(object, field);
  if (is_column) return field;
  field.is_wide = object.flag("wide", false);
  read_columns(object, field);
  read_from(object, field);
  field.otherwise = object.find_text("otherwise");
  if (!field.otherwise.empty() && !is_text(field.kind)) {
    object.problem("otherwise", "only a text can be written beforehand");
  }
  field.not_before = object.find_text("not_before");
  if (!field.not_before.empty() && !is_moment(field.kind)) {
    object.problem("not_before", "only a day, a time or a span has this");
  }
  return field;
}

}  // namespace liuhen::forms
