#include <algorithm>
#include <boost/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "forms/check_field.h"
#include "forms/read_values.h"

namespace liuhen::forms {
namespace {

namespace json = boost::json;

struct Moment {
  base::UtcTime first, last;  // of a day: its first and its last instant
  bool is_day = false;
};

std::optional<Moment> find_moment(const Field& field, const json::value& value) {
  if (field.kind == FieldKind::day) {
    const auto day = find_day(value);
    if (!day) return std::nullopt;
    return Moment{base::start_of(*day), base::end_of(*day).plus_ms(-1), true};
  }
  if (field.kind == FieldKind::time) {
    const auto time = find_time(value);
    if (!time) return std::nullopt;
    return Moment{*time, *time, false};
  }
  const auto span = find_span(value);
  if (!span) return std::nullopt;
  return Moment{span->start, span->end, false};
}

// A day is compared as a day: the same day is in order.
void check_order(const Form& form, const json::object& values, Faults& faults) {
  for (const Field& field : form.fields) {
    if (field.not_before.empty()) continue;
    const Field* other = form.find_field(field.not_before);
    const json::value* mine = values.if_contains(field.name);
    const json::value* earlier = other == nullptr ? nullptr : values.if_contains(other->name);
    if (mine == nullptr || earlier == nullptr) continue;
    const auto later = find_moment(field, *mine);
    const auto first = find_moment(*other, *earlier);
    if (!later || !first) continue;
    const base::UtcTime end_of_first = first->is_day ? first->first : first->last;
    const bool is_in_order = later->last >= end_of_first &&
                             (later->is_day || first->is_day || later->first >= end_of_first);
    if (is_in_order) continue;
    faults.add(field, "", "order", "%不得早于“" + other->label.zh + "”。",
               "% may not lie before " + other->label.en + ".");
  }
}

void check_unknown(const Form& form, const json::object& values, Faults& faults) {
  for (const auto& one : values) {
    const std::string name(one.key().data(), one.key().size());
    if (form.find_field(name) == nullptr) faults.add_unknown(name, "");
  }
}

}  // namespace

std::vector<FieldFault> check(const Form& form, std::string_view values_json,
                              base::CivilDay today) {
  Faults faults;
  const auto parsed = base::parse_json(values_json, {kValuesBytesMax, 8, false});
  if (!parsed || !parsed->is_object()) {
    faults.add_values("提交的内容不是本系统能读的格式，或者过大（上限1 MiB）。",
                      "The values are no JSON object, or larger than 1 MiB.");
    return faults.take();
  }
  const json::object& values = parsed->get_object();
  for (const Field& field : form.fields) {
    const json::value* value = values.if_contains(field.name);
    check_field(field, value, today, faults);
  }
  check_unknown(form, values, faults);
  check_order(form, values, faults);
  return faults.take();
}

}  // namespace liuhen::forms
