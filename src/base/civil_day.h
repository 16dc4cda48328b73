// A day of the civil calendar in China time (UTC+8, no summer time), the unit in which the law
// counts. Pure values, any thread. Days from outside lie in the years 1900 to 9999; arithmetic may
// leave them, and whoever adds a period asks `is_countable` (base/period does).
// Source: Civil Code art. 200–203 (days of the Gregorian calendar), GB/T 7408 for the text form.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace liuhen::base {

struct CivilDay {
  std::int32_t since_1970_days = 0;

  auto operator<=>(const CivilDay&) const = default;
  CivilDay plus_days(std::int64_t more_days) const {
    return {static_cast<std::int32_t>(since_1970_days + more_days)};
  }
};

struct YearMonthDay {
  int year = 0;
  int month = 0;  // 1 to 12
  int day = 0;    // 1 to 31
};

// nullopt for a day that does not exist (30 February) or lies outside 1900 to 9999.
std::optional<CivilDay> civil_day(int year, int month, int day);
std::optional<CivilDay> civil_day_of(std::string_view text);  // "2026-02-13" and nothing else
bool is_countable(CivilDay day);                              // in 1900 to 9999

YearMonthDay parts_of(CivilDay day);
int year_of(CivilDay day);
bool is_weekend(CivilDay day);
std::string text_of(CivilDay day);                  // "2026-02-13"
CivilDay last_day_of_month(int year, int month);    // month 1 to 12
std::int64_t days_between(CivilDay a, CivilDay b);  // negative when b is earlier

CivilDay china_day_of(UtcTime time);
UtcTime start_of(CivilDay day);                                             // 00:00 China time
inline UtcTime end_of(CivilDay day) { return start_of(day.plus_days(1)); }  // 24:00, exclusive

}  // namespace liuhen::base
