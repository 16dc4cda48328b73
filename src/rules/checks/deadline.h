// What every check with a due time shares: readings of the period, and due, late or over.
// Pure; any thread.
#pragma once

#include <optional>
#include <vector>

#include "base/period.h"
#include "rules/check.h"

namespace liuhen::rules {

struct Deadline {
  base::Due due;                  // by the reading that is set
  std::vector<Reading> readings;  // the strict one first; includes the one that is set
};

// nullopt when a date leaves the calendar. `others` are further readings of the same period.
std::optional<Deadline> deadline_of(base::UtcTime from, const base::Period& period,
                                    const std::vector<base::Period>& others,
                                    const base::WorkCalendar& calendar);

// Nothing to say when it was done in time; due, breached, or breached and mended otherwise.
std::optional<Verdict> judge_deadline(const Deadline& deadline,
                                      std::optional<base::UtcTime> done_at, base::UtcTime now);

}  // namespace liuhen::rules
