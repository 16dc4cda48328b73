#include "forms/check_field.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "forms/read_values.h"

namespace liuhen::forms {
namespace {

namespace json = boost::json;

constexpr std::size_t kPersonPartMax = 100;  // characters

void add_type(const Field& field, Faults& faults) {
  faults.add(field, "", "type", "%的内容格式不对。",
             "% is not of the kind that the form asks for.");
}

// Line breaks and tabs are writing; other control characters and turned directions are none.
bool is_writing(std::string_view text) {
  std::string plain;
  for (const char c : text) {
    if (c != '\n' && c != '\t' && c != '\r') plain.push_back(c);
  }
  return base::display_text(plain, plain.size()) == plain;
}

void check_text(const Field& field, const json::value& value, Faults& faults) {
  if (!value.is_string()) return add_type(field, faults);
  const std::string_view text(value.get_string());
  const auto length = static_cast<std::int64_t>(characters_of(text));
  if (!is_writing(text)) {
    faults.add(field, "", "type", "%含有不可见的控制字符，请删去。",
               "% holds invisible control characters: take them out.");
  }
  if (field.kind == FieldKind::text && text.find('\n') != std::string_view::npos) {
    faults.add(field, "", "type", "%只能写一行。", "% is a single line.");
  }
  if (length > field.max) {
    faults.add(field, "", "too_long", "%过长，最多" + std::to_string(field.max) + "字。",
               "% is too long: at most " + std::to_string(field.max) + " characters.");
  }
  if (length < field.min) {
    faults.add(field, "", "too_short", "%过短，至少" + std::to_string(field.min) + "字。",
               "% is too short: at least " + std::to_string(field.min) + " characters.");
  }
}

void add_impossible(const Field& field, const std::string& place, Faults& faults) {
  faults.add(field, place, "impossible_date", "%不是存在的日期或时间。",
             "% is no date or time that exists.");
}

void check_future(const Field& field, base::CivilDay day, base::CivilDay today, Faults& faults) {
  if (!field.not_future || day <= today) return;
  faults.add(field, "", "future", "%不得晚于今天。", "% may not lie after today.");
}

void check_span(const Field& field, const json::value& value, base::CivilDay today,
                Faults& faults) {
  const json::object* object = value.if_object();
  if (object == nullptr) return add_type(field, faults);
  std::optional<base::UtcTime> ends[2];
  const std::string_view names[2] = {"start", "end"};
  for (int i = 0; i < 2; ++i) {
    const json::value* one = object->if_contains(names[i]);
    if (one == nullptr || !is_filled(*one)) {
      faults.add(field, std::string(names[i]), "missing",
                 i == 0 ? "%缺少开始时间。" : "%缺少结束时间。",
                 i == 0 ? "% lacks its start." : "% lacks its end.");
      continue;
    }
    ends[i] = find_time(*one);
    if (!ends[i]) add_impossible(field, std::string(names[i]), faults);
  }
  if (object->size() > 2) faults.add_unknown(field.name, field.name);
  if (ends[0] && ends[1] && *ends[1] < *ends[0]) {
    faults.add(field, "end", "order", "%的结束时间早于开始时间。", "% ends before it begins.");
  }
  if (ends[1]) check_future(field, base::china_day_of(*ends[1]), today, faults);
}

void check_number(const Field& field, const json::value& value, Faults& faults) {
  if (!value.is_int64()) {
    faults.add(field, "", "type", "%应当填写整数。", "% must be a whole number.");
    return;
  }
  if (value.get_int64() < field.min) {
    faults.add(field, "", "too_small", "%不得小于" + std::to_string(field.min) + "。",
               "% may not be below " + std::to_string(field.min) + ".");
  } else if (value.get_int64() > field.max) {
    faults.add(field, "", "too_large", "%不得大于" + std::to_string(field.max) + "。",
               "% may not be above " + std::to_string(field.max) + ".");
  }
}

void check_choice(const Field& field, const json::value& value, Faults& faults) {
  const bool is_good =
      value.is_string() &&
      std::any_of(field.choices.begin(), field.choices.end(), [&](const Choice& choice) {
        return choice.value == std::string_view(value.get_string());
      });
  if (!is_good) {
    faults.add(field, "", "choice", "%不在可选范围内。", "% is none of the choices.");
  }
}

void check_person(const Field& field, const json::value& value, const std::string& place,
                  Faults& faults) {
  const json::object* object = value.if_object();
  if (object == nullptr) return add_type(field, faults);
  for (const auto& one : *object) {
    const std::string_view name(one.key().data(), one.key().size());
    if (name != "name" && name != "number" && name != "unit") {
      faults.add_unknown(field.name, std::string(name));
    } else if (!one.value().is_string() ||
               characters_of(std::string_view(one.value().get_string())) > kPersonPartMax ||
               !is_writing(std::string_view(one.value().get_string()))) {
      faults.add(field, place + std::string(name), "type", "%的姓名、证号或单位不对或过长。",
                 "% has a name, number or unit that is no text or too long.");
    }
  }
  if (!find_person(value)) {
    faults.add(field, place + "name", "missing", "%缺少姓名。", "% lacks a name.");
  }
}

void check_rows(const Field& field, std::size_t rows, Faults& faults) {
  if (static_cast<std::int64_t>(rows) < field.min) {
    faults.add(field, "", "rows", "%至少" + std::to_string(field.min) + "项。",
               "% has fewer than " + std::to_string(field.min) + " rows.");
  } else if (static_cast<std::int64_t>(rows) > field.max) {
    faults.add(field, "", "rows", "%最多" + std::to_string(field.max) + "项。",
               "% has more than " + std::to_string(field.max) + " rows.");
  }
}

void check_people(const Field& field, const json::value& value, Faults& faults) {
  const json::array* list = value.if_array();
  if (list == nullptr) return add_type(field, faults);
  check_rows(field, list->size(), faults);
  for (std::size_t i = 0; i < list->size() && !faults.is_full(); ++i) {
    check_person(field, (*list)[i], std::to_string(i) + "/", faults);
  }
}

void check_table(const Field& field, const json::value& value, base::CivilDay today,
                 Faults& faults) {
  const json::array* list = value.if_array();
  if (list == nullptr) return add_type(field, faults);
  check_rows(field, list->size(), faults);
  for (std::size_t i = 0; i < list->size() && !faults.is_full(); ++i) {
    const json::object* row = (*list)[i].if_object();
    if (row == nullptr) {
      faults.add(field, std::to_string(i), "type", "%有一行格式不对。",
                 "% has a row that is no row.");
      continue;
    }
    faults.enter_row(field, i);
    for (const Field& column : field.columns) {
      check_field(column, row->if_contains(column.name), today, faults);
    }
    faults.leave_row();
    for (const auto& one : *row) {
      const std::string name(one.key().data(), one.key().size());
      const bool is_known = std::any_of(field.columns.begin(), field.columns.end(),
                                        [&](const Field& column) { return column.name == name; });
      if (!is_known) faults.add_unknown(field.name, std::to_string(i) + "/" + name);
    }
  }
}

void check_filled(const Field& field, const json::value& value, base::CivilDay today,
                  Faults& faults) {
  switch (field.kind) {
    case FieldKind::text:
    case FieldKind::long_text:
      return check_text(field, value, faults);
    case FieldKind::day: {
      const auto day = find_day(value);
      return day ? check_future(field, *day, today, faults) : add_impossible(field, "", faults);
    }
    case FieldKind::time: {
      const auto time = find_time(value);
      return time ? check_future(field, base::china_day_of(*time), today, faults)
                  : add_impossible(field, "", faults);
    }
    case FieldKind::span:
      return check_span(field, value, today, faults);
    case FieldKind::count:
    case FieldKind::money_yuan:
      return check_number(field, value, faults);
    case FieldKind::choice:
      return check_choice(field, value, faults);
    case FieldKind::person:
      return check_person(field, value, "", faults);
    case FieldKind::people:
      return check_people(field, value, faults);
    case FieldKind::table:
      return check_table(field, value, today, faults);
    case FieldKind::yes_no:
      return value.is_bool() ? void() : add_type(field, faults);
  }
}

}  // namespace

void check_field(const Field& field, const json::value* value, base::CivilDay today,
                 Faults& faults) {
  if (value != nullptr && is_filled(*value)) return check_filled(field, *value, today, faults);
  if (!field.required) return;
  faults.add(field, "", "missing", "%未填写。", "% is not filled in.");
}

}  // namespace liuhen::forms
