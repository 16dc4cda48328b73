// A finding 问题: what an article says about a subject now. Derived, never stored as a fact; what
// people answer to it (explanations, acceptances) are entries. A finding that is no longer derived
// has been cleared. Values.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "rules/vocabulary.h"

namespace liuhen::rules {

enum class State {
  due,        // nothing is broken yet, something is to be done
  breached,   // broken; with mended_at: done, but late
  question,   // a person must judge; also where facts contradict each other
  explained,  // broken, with a reason on record that nobody has accepted yet
  accepted,   // broken, and the reason was accepted
};
std::string_view name_of(State state);
std::optional<State> state_of(std::string_view name);

// breach: red. warning: amber. task: to be done, without a date in the law. question: the article
// needs a person's judgement, so it never comes out as breached.
enum class Severity { breach, warning, task, question };
std::string_view name_of(Severity severity);
std::optional<Severity> severity_of(std::string_view name);

// One way to read a period, where the text of the law leaves two.
struct Reading {
  std::string unit;      // as in base/period
  base::UtcTime due_at;  // exclusive
  bool provisional = false;

  bool operator==(const Reading&) const = default;
};

struct Finding {
  std::string article_id;
  std::vector<std::string> also;  // articles that say the same
  std::string check_name;
  SubjectKind subject_kind = SubjectKind::house;
  std::string subject_id;
  State state = State::due;
  Severity severity = Severity::breach;
  std::optional<base::UtcTime> due_at;       // exclusive: by the reading that is set
  std::optional<base::UtcTime> breached_at;  // since when it is broken, where that is known
  std::optional<base::UtcTime> mended_at;    // done, too late
  std::vector<Reading> readings;             // the strict one first; includes the one that is set
  bool provisional = false;                  // rests on a year without calendar
  // What a sentence about it needs: "missing" → fact names, "found" → a count …
  std::vector<std::pair<std::string, std::string>> words;
};

}  // namespace liuhen::rules
