// year_day: done by the end of a month, `years_later` years after a year that is a fact. "Handed
// over before March of the next year": year year, years_later 1, month 2, to handed_over_on. The
// last day of the month counts. `shown_days_before`: how early it is told as due.
#include "base/period.h"
#include "rules/checks/all.h"
#include "rules/checks/deadline.h"
#include "rules/parameters.h"

namespace liuhen::rules {
namespace {

class YearDay final : public Check {
 public:
  explicit YearDay(Parameters& parameters)
      : year_(parameters.fact("year", {FactType::count})),
        to_(parameters.fact("to", kMoments)),
        years_later_(parameters.integer("years_later", 0, 100)),
        month_(parameters.integer("month", 1, 12)),
        shown_days_before_(parameters.integer("shown_days_before", 0, 3660)) {}

  std::optional<Verdict> judge(const Judging& judging) const override {
    const auto year = judging.facts.find_count(year_);
    if (!year) return std::nullopt;
    if (*year < 1900 || *year > 9000) return impossible(facts()[year_].name);
    const base::CivilDay last =
        base::last_day_of_month(static_cast<int>(*year + years_later_), static_cast<int>(month_));
    const Deadline deadline{{base::end_of(last), base::end_of(last), false}, {}};
    auto verdict = judge_deadline(deadline, judging.facts.find_moment(to_), judging.now);
    const base::UtcTime shown_from = base::start_of(last.plus_days(-shown_days_before_));
    if (verdict && verdict->state == State::due && judging.now < shown_from) return std::nullopt;
    return verdict;
  }

 private:
  FactId year_, to_;
  std::int64_t years_later_, month_, shown_days_before_;
};

}  // namespace

std::unique_ptr<const Check> make_year_day(Parameters& parameters) {
  return std::make_unique<YearDay>(parameters);
}

}  // namespace liuhen::rules
