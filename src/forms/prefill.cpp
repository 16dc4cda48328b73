#include <boost/json.hpp>

#include "forms/read_values.h"
#include "forms/values.h"

namespace liuhen::forms {
namespace {

namespace json = boost::json;

// In China time, as people read it: "2026-03-05T09:10:00+08:00".
std::string china_text(base::UtcTime time) {
  constexpr std::int64_t kChinaAheadMs = 8 * 3600 * 1000;
  return base::rfc3339_of(time.plus_ms(kChinaAheadMs)).substr(0, 19) + "+08:00";
}

json::value json_of(const Field& field, const KnownValue& known) {
  if (const auto* text = std::get_if<std::string>(&known)) return json::value(*text);
  if (const auto* day = std::get_if<base::CivilDay>(&known)) {
    return json::value(base::text_of(*day));
  }
  if (const auto* time = std::get_if<base::UtcTime>(&known)) {
    return field.kind == FieldKind::day ? json::value(base::text_of(base::china_day_of(*time)))
                                        : json::value(china_text(*time));
  }
  if (const auto* span = std::get_if<Span>(&known)) {
    return json::object{{"start", china_text(span->start)}, {"end", china_text(span->end)}};
  }
  json::array people;
  for (const Person& person : std::get<std::vector<Person>>(known)) {
    json::object one{{"name", person.name}};
    if (!person.number.empty()) one["number"] = person.number;
    if (!person.unit.empty()) one["unit"] = person.unit;
    people.push_back(std::move(one));
  }
  return people;
}

}  // namespace

std::string prefill(const Form& form, const Known& known) {
  json::object values;
  for (const Field& field : form.fields) {
    const auto found = field.from.empty() ? known.end() : known.find(field.from);
    const KnownName* name = find_known(field.from);
    if (found != known.end() && name != nullptr &&
        found->second.index() == static_cast<std::size_t>(name->shape)) {
      values[field.name] = json_of(field, found->second);
    } else if (!field.otherwise.empty()) {
      values[field.name] = field.otherwise;
    }
  }
  return json::serialize(values);
}

}  // namespace liuhen::forms
