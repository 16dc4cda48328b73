// Single values out of JSON, shared by check, established and printing. Pure; any thread.
#pragma once

#include <boost/json/fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/civil_day.h"
#include "forms/form.h"
#include "forms/known.h"

namespace liuhen::forms {

bool is_filled(const boost::json::value& value);  // not null, "", [] or {}
std::size_t characters_of(std::string_view utf8);

std::optional<base::UtcTime> find_time(const boost::json::value& value);  // in 1900 to 9999
std::optional<base::CivilDay> find_day(const boost::json::value& value);
std::optional<Span> find_span(const boost::json::value& value);  // end may be before start
std::optional<Person> find_person(const boost::json::value& value);

// For people and for paper: "2026年3月5日", "2026年3月5日 09:10", "2026年3月5日 09:10 至 10:20",
// "是", "12,000元", choices by their Chinese label. Empty when not filled; what does not fit its
// kind is shown as it was written. Rows of tables are not texts: empty.
std::string shown(const Field& field, const boost::json::value& value);
std::string shown(base::CivilDay day);
std::string shown(base::UtcTime time);

}  // namespace liuhen::forms
