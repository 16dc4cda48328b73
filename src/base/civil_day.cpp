#include "base/civil_day.h"

#include <chrono>
#include <cstdio>

#include "base/check.h"

namespace liuhen::base {
namespace {

namespace chrono = std::chrono;

constexpr std::int64_t kChinaAheadMs = 8LL * 3600 * 1000;
constexpr std::int64_t kDayMs = 24LL * 3600 * 1000;
constexpr int kYearMin = 1900;
constexpr int kYearMax = 9999;

chrono::year_month_day date_of(CivilDay day) {
  return chrono::year_month_day{chrono::sys_days{chrono::days{day.since_1970_days}}};
}

CivilDay day_of(chrono::sys_days days) {
  return {static_cast<std::int32_t>(days.time_since_epoch().count())};
}

std::optional<int> number_of(std::string_view digits) {
  int value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::optional<CivilDay> civil_day(int year, int month, int day) {
  if (year < kYearMin || year > kYearMax || month < 1 || month > 12 || day < 1 || day > 31) {
    return std::nullopt;
  }
  const chrono::year_month_day date{chrono::year{year}, chrono::month{static_cast<unsigned>(month)},
                                    chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  return day_of(chrono::sys_days{date});
}

std::optional<CivilDay> civil_day_of(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = number_of(text.substr(0, 4));
  const auto month = number_of(text.substr(5, 2));
  const auto day = number_of(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  return civil_day(*year, *month, *day);
}

bool is_countable(CivilDay day) {
  const int year = year_of(day);
  return year >= kYearMin && year <= kYearMax;
}

YearMonthDay parts_of(CivilDay day) {
  const auto date = date_of(day);
  return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day()))};
}

int year_of(CivilDay day) { return static_cast<int>(date_of(day).year()); }

bool is_weekend(CivilDay day) {
  const chrono::weekday weekday{chrono::sys_days{chrono::days{day.since_1970_days}}};
  return weekday == chrono::Saturday || weekday == chrono::Sunday;
}

std::string text_of(CivilDay day) {
  const YearMonthDay parts = parts_of(day);
  char out[48];
  std::snprintf(out, sizeof out, "%04d-%02d-%02d", parts.year, parts.month, parts.day);
  return out;
}

CivilDay last_day_of_month(int year, int month) {
  CHECK(month >= 1 && month <= 12);
  const chrono::year_month_day_last last{
      chrono::year{year}, chrono::month_day_last{chrono::month{static_cast<unsigned>(month)}}};
  return day_of(chrono::sys_days{last});
}

std::int64_t days_between(CivilDay a, CivilDay b) {
  return std::int64_t{b.since_1970_days} - a.since_1970_days;
}

CivilDay china_day_of(UtcTime time) {
  const std::int64_t local_ms = time.ms + kChinaAheadMs;
  std::int64_t days = local_ms / kDayMs;
  if (local_ms % kDayMs < 0) --days;
  return {static_cast<std::int32_t>(days)};
}

UtcTime start_of(CivilDay day) {
  return {std::int64_t{day.since_1970_days} * kDayMs - kChinaAheadMs};
}

}  // namespace liuhen::base
