// done_within: from one fact to another within a period. "Within 2 days of its end the recording is
// stored": from recorded_to, to stored_at, length 2, unit natural_rolled, also [working_days].
// extend_by names a count of days that the law leaves out (90 days: excluded time). A doing before
// its cause is a contradiction, unless early is "fine". Minutes and hours need times, not days.
#include "rules/checks/all.h"
#include "rules/checks/deadline.h"
#include "rules/parameters.h"

namespace liuhen::rules {
namespace {

class DoneWithin final : public Check {
 public:
  explicit DoneWithin(Parameters& parameters)
      : from_(parameters.fact("from", kMoments)),
        to_(parameters.fact("to", kMoments)),
        period_(parameters.period()),
        others_(parameters.other_periods(period_)),
        extend_by_(parameters.find_fact("extend_by", {FactType::count})),
        early_is_fine_(parameters.choice("early", {"fine", "question"}, "question") == "fine") {
    const bool is_short =
        period_.unit == base::PeriodUnit::minutes || period_.unit == base::PeriodUnit::hours;
    const bool has_day = facts()[from_].type == FactType::day || facts()[to_].type == FactType::day;
    if (is_short && has_day) parameters.problem("unit", "minutes and hours need times, not days");
  }

  std::optional<Verdict> judge(const Judging& judging) const override {
    const auto from = judging.facts.find_moment(from_);
    if (!from) return std::nullopt;
    const auto done = judging.facts.find_moment(to_);
    if (done && *done < *from && !early_is_fine_ && is_before(judging)) {
      return impossible(facts()[to_].name);
    }
    std::vector<base::Period> others = others_;
    base::Period period = period_;
    if (extend_by_) {
      const std::int64_t more = judging.facts.find_count(*extend_by_).value_or(0);
      if (more < 0 || more > 36'525) return impossible(facts()[*extend_by_].name);
      period.length += more;
      for (base::Period& other : others) other.length += more;
    }
    const auto deadline = deadline_of(*from, period, others, judging.calendar);
    if (!deadline) return impossible(facts()[from_].name);
    return judge_deadline(*deadline, done, judging.now);
  }

 private:
  // Days are compared as days: something of the same day is not before it.
  bool is_before(const Judging& judging) const {
    const bool both_times =
        facts()[from_].type == FactType::time && facts()[to_].type == FactType::time;
    return both_times || judging.facts.find_day(to_) < judging.facts.find_day(from_);
  }

  FactId from_, to_;
  base::Period period_;
  std::vector<base::Period> others_;
  std::optional<FactId> extend_by_;
  bool early_is_fine_;
};

}  // namespace

std::unique_ptr<const Check> make_done_within(Parameters& parameters) {
  return std::make_unique<DoneWithin>(parameters);
}

}  // namespace liuhen::rules
