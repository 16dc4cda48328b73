// evaluate: law book × facts of one subject × now → findings. Pure and quick: no clock, no disk, no
// state; the same input gives the same findings. Any thread.
// Which version of an article applies is decided by the China day on which the subject came about.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/checks/retention.h"
#include "rules/finding.h"
#include "rules/law_book.h"

namespace liuhen::rules {

// What people have answered to a finding of this subject: out of entries.
enum class ReplyKind { explained, accepted, rejected };
struct Reply {
  std::string article_id, check_name;
  ReplyKind kind = ReplyKind::explained;  // the last one counts
  std::string basis;  // of what was answered: another finding is not answered by it
};

// The fact whose statement explains this finding, where its check names one.
std::optional<FactId> find_reason_fact(const LawBook& book, const Finding& finding);

// What an answer is about: another due time or other words make it another finding.
std::string basis_of(const Finding& finding);

std::vector<Finding> evaluate(const LawBook& book, const Facts& facts, base::UtcTime now,
                              const std::vector<Reply>& replies = {});

// When these findings may change by time alone; nullopt when only entries can change them. Duties
// that are not shown yet (yearly ones, recurring ones, a hearing) are not foreseen here: whoever
// keeps findings evaluates once a day as well.
std::optional<base::UtcTime> next_change(const std::vector<Finding>& findings, base::UtcTime now);

// Until when the subject must be kept, by every retention check that applies: permanent if one says
// so, else the latest. nullopt when no article speaks of keeping it.
std::optional<Retention> find_retention(const LawBook& book, const Facts& facts);

}  // namespace liuhen::rules
