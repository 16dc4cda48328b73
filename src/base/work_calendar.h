// Which days are working days: weekdays, except the State Council's holidays, and the weekends that
// its yearly notice names as working. A year that was not loaded is answered by weekday alone, and
// `knows` says so, so that callers can mark what they derive as provisional.
// Immutable once built; then any thread. Source: yearly notices of the State Council's General
// Office (law/calendar), reference §4.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/civil_day.h"
#include "base/result.h"

namespace liuhen::base {

struct CalendarYear {
  int year = 0;
  std::string source;             // who says so
  std::vector<CivilDay> off;      // rest days by notice (may include weekends)
  std::vector<CivilDay> working;  // weekend days that are worked
};

class WorkCalendar {
 public:
  // Refuses, with a sentence: a day outside the year, a day both off and worked, a worked day that
  // is no weekend, a day named twice. A year given again replaces the earlier one.
  Result<Done, std::string> add(CalendarYear year);

  bool knows(int year) const { return years_.contains(year); }
  bool is_working(CivilDay day) const;
  int working_days_in(int year) const;
  const std::map<int, CalendarYear>& years() const { return years_; }

 private:
  std::map<int, CalendarYear> years_;
  std::set<CivilDay> off_;
  std::set<CivilDay> working_;
};

}  // namespace liuhen::base
