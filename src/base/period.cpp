#include "base/period.h"

#include <algorithm>
#include <array>

#include "base/check.h"

namespace liuhen::base {
namespace {

struct UnitName {
  std::string_view name;
  PeriodUnit unit;
  bool rolls;
};

constexpr std::array<UnitName, 9> kUnitNames = {{
    {"minutes", PeriodUnit::minutes, false},
    {"hours", PeriodUnit::hours, false},
    {"natural_days", PeriodUnit::days, false},
    {"natural_rolled", PeriodUnit::days, true},
    {"working_days", PeriodUnit::working_days, false},
    {"months", PeriodUnit::months, false},
    {"months_rolled", PeriodUnit::months, true},
    {"years", PeriodUnit::years, false},
    {"years_rolled", PeriodUnit::years, true},
}};

constexpr std::int64_t kMinuteMs = 60'000;

bool is_in_bounds(const Period& period) {
  return period.length >= 0 && period.length <= length_max(period.unit);
}

// Same day of a later month, or that month's last day.
std::optional<CivilDay> plus_months(CivilDay start, std::int64_t months) {
  const YearMonthDay parts = parts_of(start);
  const std::int64_t month_index = parts.year * 12LL + (parts.month - 1) + months;
  const std::int64_t year = month_index / 12;
  if (year > 9999) return std::nullopt;
  const int month = static_cast<int>(month_index % 12) + 1;
  const int last = parts_of(last_day_of_month(static_cast<int>(year), month)).day;
  return civil_day(static_cast<int>(year), month, std::min(parts.day, last));
}

// The n-th working day after (step 1) or before (step -1) a day; n = 0 is the day itself.
std::optional<LatestDay> walk_working(CivilDay day, std::int64_t count, int step,
                                      const WorkCalendar& calendar) {
  bool provisional = false;
  while (count > 0) {
    day = day.plus_days(step);
    if (!is_countable(day)) return std::nullopt;
    provisional = provisional || !calendar.knows(year_of(day));
    if (calendar.is_working(day)) --count;
  }
  return LatestDay{day, provisional};
}

std::int64_t whole_days_wanted(const Period& period, AheadReading reading) {
  if (reading == AheadReading::full_days) return period.length;
  return std::max<std::int64_t>(period.length - 1, 0);
}

std::optional<PeriodEnd> rolled(CivilDay last_day, const WorkCalendar& calendar) {
  PeriodEnd end{last_day, last_day, !calendar.knows(year_of(last_day))};
  while (!calendar.is_working(end.last_day)) {
    end.last_day = end.last_day.plus_days(1);
    if (!is_countable(end.last_day)) return std::nullopt;
    end.provisional = end.provisional || !calendar.knows(year_of(end.last_day));
  }
  return end;
}

std::optional<CivilDay> unrolled_end(CivilDay start, const Period& period) {
  switch (period.unit) {
    case PeriodUnit::months:
      return plus_months(start, period.length);
    case PeriodUnit::years:
      return plus_months(start, period.length * 12);
    default: {
      const CivilDay end = start.plus_days(period.length);
      if (!is_countable(end)) return std::nullopt;
      return end;
    }
  }
}

}  // namespace

std::optional<Period> period_of_unit(std::string_view unit_name) {
  for (const UnitName& known : kUnitNames) {
    if (known.name == unit_name) return Period{0, known.unit, known.rolls};
  }
  return std::nullopt;
}

std::string_view unit_name_of(const Period& period) {
  for (const UnitName& known : kUnitNames) {
    if (known.unit == period.unit && known.rolls == period.rolls) return known.name;
  }
  return "working_days";  // which cannot roll: they end on a working day
}

std::int64_t length_max(PeriodUnit unit) {
  switch (unit) {
    case PeriodUnit::minutes:
      return 60LL * 24 * 366;
    case PeriodUnit::hours:
      return 24LL * 366;
    case PeriodUnit::days:
      return 36'525;
    case PeriodUnit::working_days:
      return 1'000;
    case PeriodUnit::months:
      return 1'200;
    case PeriodUnit::years:
      return 100;
  }
  return 0;
}

std::optional<PeriodEnd> end_of_period(CivilDay start, const Period& period,
                                       const WorkCalendar& calendar) {
  CHECK(period.unit != PeriodUnit::minutes && period.unit != PeriodUnit::hours);
  if (!is_in_bounds(period) || !is_countable(start)) return std::nullopt;
  if (period.unit == PeriodUnit::working_days) {
    const auto end = walk_working(start, period.length, 1, calendar);
    if (!end) return std::nullopt;
    return PeriodEnd{end->day, end->day, end->provisional};
  }
  const auto end = unrolled_end(start, period);
  if (!end) return std::nullopt;
  if (period.rolls) return rolled(*end, calendar);
  return PeriodEnd{*end, *end, false};
}

std::optional<Due> due_of(UtcTime start, const Period& period, const WorkCalendar& calendar) {
  if (!is_in_bounds(period) || !is_countable(china_day_of(start))) return std::nullopt;
  if (period.unit == PeriodUnit::minutes || period.unit == PeriodUnit::hours) {
    const std::int64_t unit_ms = period.unit == PeriodUnit::hours ? 60 * kMinuteMs : kMinuteMs;
    const UtcTime at = start.plus_ms(period.length * unit_ms + 1);  // the last instant still counts
    return Due{at, at, false};
  }
  const auto end = end_of_period(china_day_of(start), period, calendar);
  if (!end) return std::nullopt;
  return Due{end_of(end->last_day), end_of(end->unrolled_last_day), end->provisional};
}

std::optional<LatestDay> latest_day_ahead(CivilDay event, const Period& period,
                                          AheadReading reading, const WorkCalendar& calendar) {
  CHECK(period.unit == PeriodUnit::days || period.unit == PeriodUnit::working_days);
  if (!is_in_bounds(period) || !is_countable(event)) return std::nullopt;
  const std::int64_t back = whole_days_wanted(period, reading) + 1;
  if (period.unit == PeriodUnit::working_days) return walk_working(event, back, -1, calendar);
  const CivilDay day = event.plus_days(-back);
  if (!is_countable(day)) return std::nullopt;
  return LatestDay{day, false};
}

bool is_ahead_enough(CivilDay notice, CivilDay event, const Period& period, AheadReading reading,
                     const WorkCalendar& calendar) {
  CHECK(period.unit == PeriodUnit::days || period.unit == PeriodUnit::working_days);
  const std::int64_t wanted = whole_days_wanted(period, reading);
  const bool counts_all = period.unit == PeriodUnit::days;
  std::int64_t found = 0;
  for (CivilDay day = notice.plus_days(1); day < event && found < wanted; day = day.plus_days(1)) {
    if (counts_all || calendar.is_working(day)) ++found;
  }
  return notice < event && found >= wanted;
}

}  // namespace liuhen::base
