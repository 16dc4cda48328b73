// Legal periods: where does "within 7 working days of …" end? The start day is not counted; months
// and years end on the matching day or the month's last; a period that rolls moves from a rest day
// to the next working day; a day ends at 24:00 China time. Hours and minutes run from the moment.
// Pure; any thread. Sources: Civil Code art. 200–203, penalty law art. 85, reference §4 (whose
// vectors are tests/vectors/periods).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/work_calendar.h"

namespace liuhen::base {

enum class PeriodUnit { minutes, hours, days, working_days, months, years };

struct Period {
  std::int64_t length = 0;  // never negative; bounded by length_max
  PeriodUnit unit = PeriodUnit::days;
  bool rolls = false;  // a last day that is a rest day moves to the next working day

  bool operator==(const Period&) const = default;
};

// The names that law files use: minutes hours natural_days natural_rolled working_days months
// months_rolled years years_rolled. The answer has length 0.
std::optional<Period> period_of_unit(std::string_view unit_name);
std::string_view unit_name_of(const Period& period);
std::int64_t length_max(PeriodUnit unit);  // about 100 years, 1000 for working days

struct PeriodEnd {
  CivilDay last_day;           // the period may still be kept on it
  CivilDay unrolled_last_day;  // before rolling; the same where nothing rolls
  bool provisional = false;    // a year without calendar was consulted
};

// For units of a day or longer. nullopt when the end would lie after the year 9999 or the length
// is out of bounds. CHECKs that the unit is no hours or minutes.
std::optional<PeriodEnd> end_of_period(CivilDay start, const Period& period,
                                       const WorkCalendar& calendar);

struct Due {
  UtcTime at;           // exclusive: what happens before it is in time
  UtcTime unrolled_at;  // before rolling
  bool provisional = false;
};

// For every unit. nullopt as above.
std::optional<Due> due_of(UtcTime start, const Period& period, const WorkCalendar& calendar);

// "n days before an event": full_days wants n whole days between the two; on_the_day lets the event
// be the n-th day. The strict reading is full_days (reference §4, hearing).
enum class AheadReading { full_days, on_the_day };

struct LatestDay {
  CivilDay day;
  bool provisional = false;
};

// The latest day, for working_days the latest working day, on which notice is early enough. Only
// days and working_days. nullopt when the answer would lie before 1900.
std::optional<LatestDay> latest_day_ahead(CivilDay event, const Period& period,
                                          AheadReading reading, const WorkCalendar& calendar);

// Whether notice on `notice` is early enough. What counts are the days between the two, so notice
// on a rest day may be later than latest_day_ahead and still be early enough.
bool is_ahead_enough(CivilDay notice, CivilDay event, const Period& period, AheadReading reading,
                     const WorkCalendar& calendar);

}  // namespace liuhen::base
