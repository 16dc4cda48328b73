#include "forms/read_values.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/json.h"

namespace liuhen::forms {
namespace {

namespace json = boost::json;

constexpr std::int64_t kMinuteMs = 60'000;

std::string two_digits(std::int64_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string clock_of(base::UtcTime time) {
  const base::CivilDay day = base::china_day_of(time);
  const std::int64_t minutes = (time.ms - base::start_of(day).ms) / kMinuteMs;
  return two_digits(minutes / 60) + ":" + two_digits(minutes % 60);
}

std::string shown_span(const Span& span) {
  const bool is_one_day = base::china_day_of(span.start) == base::china_day_of(span.end);
  return shown(span.start) + " 至 " + (is_one_day ? clock_of(span.end) : shown(span.end));
}

std::string grouped(std::int64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string shown_person(const Person& person) {
  std::string text = person.name;
  if (!person.unit.empty()) text += "，" + person.unit;
  if (!person.number.empty()) text += "（证号：" + person.number + "）";
  return text;
}

std::string shown_people(const json::array& list) {
  std::string text;
  for (const json::value& one : list) {
    const auto person = find_person(one);
    if (!person) continue;
    if (!text.empty()) text += "、";
    text += shown_person(*person);
  }
  return text;
}

std::string shown_text(const Field& field, const json::value& value) {
  const std::string text(value.get_string());
  for (const Choice& choice : field.choices) {
    if (choice.value == text) return choice.label.zh;
  }
  if (field.kind == FieldKind::day) {
    if (const auto day = find_day(value)) return shown(*day);
  }
  if (field.kind == FieldKind::time) {
    if (const auto time = find_time(value)) return shown(*time);
  }
  return text;
}

}  // namespace

bool is_filled(const json::value& value) {
  if (value.is_null()) return false;
  if (value.is_string()) return !value.get_string().empty();
  if (value.is_array()) return !value.get_array().empty();
  if (value.is_object()) return !value.get_object().empty();
  return true;
}

std::size_t characters_of(std::string_view utf8) {
  return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

std::optional<base::UtcTime> find_time(const json::value& value) {
  if (!value.is_string()) return std::nullopt;
  const auto time = base::time_of_rfc3339(std::string_view(value.get_string()));
  if (!time || !base::is_countable(base::china_day_of(*time))) return std::nullopt;
  return time;
}

std::optional<base::CivilDay> find_day(const json::value& value) {
  if (!value.is_string()) return std::nullopt;
  return base::civil_day_of(std::string_view(value.get_string()));
}

std::optional<Span> find_span(const json::value& value) {
  const json::object* object = value.if_object();
  if (object == nullptr) return std::nullopt;
  const json::value* start = object->if_contains("start");
  const json::value* end = object->if_contains("end");
  const auto from = start == nullptr ? std::nullopt : find_time(*start);
  const auto to = end == nullptr ? std::nullopt : find_time(*end);
  if (!from || !to) return std::nullopt;
  return Span{*from, *to};
}

std::optional<Person> find_person(const json::value& value) {
  const json::object* object = value.if_object();
  if (object == nullptr) return std::nullopt;
  const auto part = [&](std::string_view name) {
    return std::string(base::find_text(*object, name).value_or(""));
  };
  Person person{part("name"), part("number"), part("unit")};
  if (person.name.empty()) return std::nullopt;
  return person;
}

std::string shown(base::CivilDay day) {
  const base::YearMonthDay parts = base::parts_of(day);
  return std::to_string(parts.year) + "年" + std::to_string(parts.month) + "月" +
         std::to_string(parts.day) + "日";
}

std::string shown(base::UtcTime time) {
  return shown(base::china_day_of(time)) + " " + clock_of(time);
}

std::string shown(const Field& field, const json::value& value) {
  if (!is_filled(value)) return {};
  if (value.is_bool()) return value.get_bool() ? "是" : "否";
  if (value.is_string()) return shown_text(field, value);
  if (value.is_int64()) {
    const std::int64_t number = value.get_int64();
    return field.kind == FieldKind::money_yuan ? grouped(number) + "元" : std::to_string(number);
  }
  if (value.is_array()) return shown_people(value.get_array());
  if (const auto span = find_span(value)) return shown_span(*span);
  if (const auto person = find_person(value)) return shown_person(*person);
  return {};
}

}  // namespace liuhen::forms
