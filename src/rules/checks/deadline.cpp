#include "rules/checks/deadline.h"

#include <algorithm>

namespace liuhen::rules {
namespace {

void add_reading(std::vector<Reading>& readings, std::string_view unit, base::UtcTime due_at,
                 bool provisional) {
  const bool is_known = std::any_of(readings.begin(), readings.end(),
                                    [&](const Reading& known) { return known.unit == unit; });
  if (!is_known) readings.push_back({std::string(unit), due_at, provisional});
}

void add_readings(std::vector<Reading>& readings, const base::Period& period,
                  const base::Due& due) {
  add_reading(readings, base::unit_name_of(period), due.at, due.provisional);
  if (!period.rolls) return;
  base::Period unrolled = period;
  unrolled.rolls = false;
  add_reading(readings, base::unit_name_of(unrolled), due.unrolled_at, false);
}

}  // namespace

std::optional<Deadline> deadline_of(base::UtcTime from, const base::Period& period,
                                    const std::vector<base::Period>& others,
                                    const base::WorkCalendar& calendar) {
  const auto due = base::due_of(from, period, calendar);
  if (!due) return std::nullopt;
  Deadline deadline{*due, {}};
  add_readings(deadline.readings, period, *due);
  for (const base::Period& other : others) {
    const auto other_due = base::due_of(from, other, calendar);
    if (!other_due) return std::nullopt;
    add_readings(deadline.readings, other, *other_due);
  }
  std::stable_sort(deadline.readings.begin(), deadline.readings.end(),
                   [](const Reading& a, const Reading& b) { return a.due_at < b.due_at; });
  return deadline;
}

std::optional<Verdict> judge_deadline(const Deadline& deadline,
                                      std::optional<base::UtcTime> done_at, base::UtcTime now) {
  const base::UtcTime due_at = deadline.due.at;
  if (done_at && *done_at < due_at) return std::nullopt;
  Verdict verdict;
  verdict.due_at = due_at;
  verdict.readings = deadline.readings;
  verdict.provisional = deadline.due.provisional;
  if (done_at || now >= due_at) {
    verdict.state = State::breached;
    verdict.breached_at = due_at;
    verdict.mended_at = done_at;
  } else {
    verdict.state = State::due;
  }
  return verdict;
}

}  // namespace liuhen::rules
