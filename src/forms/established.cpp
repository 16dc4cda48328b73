#include <algorithm>
#include <boost/json.hpp>

#include "base/json.h"
#include "forms/read_values.h"
#include "forms/values.h"

namespace liuhen::forms {
namespace {

namespace json = boost::json;

const json::value* find_filled(const json::object& values, std::string_view name) {
  const json::value* value = values.if_contains(name);
  return value != nullptr && is_filled(*value) ? value : nullptr;
}

bool applies(const Establishes& rule, const json::object& values) {
  if (rule.if_field.empty()) return true;
  const json::value* value = find_filled(values, rule.if_field);
  if (value == nullptr) return false;
  std::string word;
  if (value->is_bool()) word = value->get_bool() ? "yes" : "no";
  if (value->is_string()) word = std::string(value->get_string());
  return std::find(rule.if_values.begin(), rule.if_values.end(), word) != rule.if_values.end();
}

template <class T>
std::optional<FactValue> fact_of(const std::optional<T>& value) {
  return value ? std::optional<FactValue>(*value) : std::nullopt;
}

std::optional<FactValue> fact_of_people(const json::value& value) {
  std::vector<std::string> names;
  if (!value.is_array()) return std::nullopt;
  for (const json::value& one : value.get_array()) {
    if (const auto person = find_person(one)) names.push_back(person->name);
  }
  return names;
}

std::optional<FactValue> fact_of_field(const Field& field, const json::value& value) {
  switch (field.kind) {
    case FieldKind::day:
      return fact_of(find_day(value));
    case FieldKind::time:
      return fact_of(find_time(value));
    case FieldKind::count:
    case FieldKind::money_yuan:
      return value.is_int64() ? std::optional<FactValue>(value.get_int64()) : std::nullopt;
    case FieldKind::yes_no:
      return value.is_bool() ? std::optional<FactValue>(value.get_bool()) : std::nullopt;
    case FieldKind::people:
      return fact_of_people(value);
    case FieldKind::person: {
      const auto person = find_person(value);
      return person ? std::optional<FactValue>(person->name) : std::nullopt;
    }
    case FieldKind::text:
    case FieldKind::long_text:
    case FieldKind::choice:
      return value.is_string() ? std::optional<FactValue>(std::string(value.get_string()))
                               : std::nullopt;
    case FieldKind::span:
    case FieldKind::table:
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<FactValue> fact_of_part(const json::value& value, std::string_view part) {
  if (part == "count") {
    if (!value.is_array()) return std::nullopt;
    return static_cast<std::int64_t>(value.get_array().size());
  }
  const auto span = find_span(value);
  if (part == "day" && !span) {
    const auto time = find_time(value);
    return time ? std::optional<FactValue>(base::china_day_of(*time)) : std::nullopt;
  }
  if (!span || span->end < span->start) return std::nullopt;
  if (part == "day") return base::china_day_of(span->start);
  return part == "start" ? span->start : span->end;
}

std::optional<FactValue> value_of(const Form& form, const Establishes& rule,
                                  const json::object& values, const Moments& moments) {
  if (rule.from.empty()) {
    if (rule.value == "true" || rule.value == "false") return rule.value == "true";
    return rule.value;
  }
  if (rule.from == "signed_on") return fact_of(moments.signed_on);
  if (rule.from == "finalised_at") return fact_of(moments.finalised_at);
  const std::size_t dot = rule.from.find('.');
  const std::string name = rule.from.substr(0, dot);
  const Field* field = form.find_field(name);
  const json::value* value = find_filled(values, name);
  if (field == nullptr || value == nullptr) return std::nullopt;
  if (dot == std::string::npos) return fact_of_field(*field, *value);
  return fact_of_part(*value, std::string_view(rule.from).substr(dot + 1));
}

}  // namespace

std::vector<Established> established(const Form& form, std::string_view values_json,
                                     const Moments& moments) {
  std::vector<Established> facts;
  const auto parsed = base::parse_json(values_json, {kValuesBytesMax, 8, false});
  if (!parsed || !parsed->is_object()) return facts;
  for (const Establishes& rule : form.establishes) {
    if (!applies(rule, parsed->get_object())) continue;
    if (auto value = value_of(form, rule, parsed->get_object(), moments)) {
      facts.push_back({rule.subject, rule.fact, std::move(*value)});
    }
  }
  return facts;
}

}  // namespace liuhen::forms
