#include "base/work_calendar.h"

namespace liuhen::base {
namespace {

std::optional<std::string> fault_of(const CalendarYear& year) {
  std::set<CivilDay> seen;
  for (const CivilDay day : year.off) {
    if (year_of(day) != year.year) return text_of(day) + " is not in the year";
    if (!seen.insert(day).second) return text_of(day) + " is named twice";
  }
  for (const CivilDay day : year.working) {
    if (year_of(day) != year.year) return text_of(day) + " is not in the year";
    if (!seen.insert(day).second) return text_of(day) + " is named twice, or both off and worked";
    if (!is_weekend(day)) return text_of(day) + " is a weekday and needs no word to be worked";
  }
  return std::nullopt;
}

}  // namespace

Result<Done, std::string> WorkCalendar::add(CalendarYear year) {
  if (!civil_day(year.year, 1, 1)) return std::string("the year lies outside 1900 to 9999");
  if (auto fault = fault_of(year)) return std::move(*fault);
  if (const auto earlier = years_.find(year.year); earlier != years_.end()) {
    for (const CivilDay day : earlier->second.off) off_.erase(day);
    for (const CivilDay day : earlier->second.working) working_.erase(day);
  }
  off_.insert(year.off.begin(), year.off.end());
  working_.insert(year.working.begin(), year.working.end());
  years_[year.year] = std::move(year);
  return Done{};
}

bool WorkCalendar::is_working(CivilDay day) const {
  if (off_.contains(day)) return false;
  return !is_weekend(day) || working_.contains(day);
}

int WorkCalendar::working_days_in(int year) const {
  const auto first = civil_day(year, 1, 1);
  if (!first) return 0;
  int count = 0;
  for (CivilDay day = *first; year_of(day) == year; day = day.plus_days(1)) {
    if (is_working(day)) ++count;
  }
  return count;
}

}  // namespace liuhen::base
