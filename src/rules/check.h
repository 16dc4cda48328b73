// A check: one question that articles ask of the facts of a subject, with its parameters. A kind of
// check is one file in checks/ and one line in checks/all.cpp; articles choose kinds by name.
// Checks are immutable and pure: any thread, no clock but the one they are handed.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/work_calendar.h"
#include "rules/facts.h"
#include "rules/finding.h"

namespace liuhen::rules {

class Parameters;

struct Judging {
  const Facts& facts;
  const base::WorkCalendar& calendar;
  base::UtcTime now;
};

// What a check found; the engine makes a Finding of it. `state` is due, breached or question.
struct Verdict {
  State state = State::breached;
  std::optional<base::UtcTime> due_at = {};
  std::optional<base::UtcTime> breached_at = {};
  std::optional<base::UtcTime> mended_at = {};
  std::vector<Reading> readings = {};
  bool provisional = false;
  std::vector<std::pair<std::string, std::string>> words = {};
};

class Check {
 public:
  virtual ~Check() = default;
  // nullopt: nothing to say; the article is kept, or its facts are not there yet.
  virtual std::optional<Verdict> judge(const Judging& judging) const = 0;
};

// Reads its parameters; problems go to the reader, and then the answer may be null.
using MakeCheck = std::unique_ptr<const Check> (*)(Parameters& parameters);

struct CheckKind {
  std::string_view name;
  MakeCheck make;
};

// Facts that contradict each other: nobody can judge until a person has looked.
Verdict impossible(std::string_view fact_name);

}  // namespace liuhen::rules
