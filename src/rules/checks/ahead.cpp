// ahead: notice so many days before an event. "The party is told of the hearing 7 working days
// before": notice hearing_notice_served_on, event hearing_on, reading full_days (7 whole working
// days between the two, the strict one) or on_the_day (the event may be the 7th). While the notice
// is open, it is due by the end of the latest day.
#include "base/period.h"
#include "rules/checks/all.h"
#include "rules/parameters.h"

namespace liuhen::rules {
namespace {

class Ahead final : public Check {
 public:
  explicit Ahead(Parameters& parameters)
      : notice_(parameters.fact("notice", kMoments)),
        event_(parameters.fact("event", kMoments)),
        period_(parameters.period()),
        reading_(parameters.choice("reading", {"full_days", "on_the_day"}) == "full_days"
                     ? base::AheadReading::full_days
                     : base::AheadReading::on_the_day) {
    const bool fits = (period_.unit == base::PeriodUnit::days && !period_.rolls) ||
                      period_.unit == base::PeriodUnit::working_days;
    if (!fits) parameters.problem("unit", "natural_days or working_days is wanted here");
  }

  std::optional<Verdict> judge(const Judging& judging) const override {
    const auto event = judging.facts.find_day(event_);
    if (!event) return std::nullopt;
    const auto latest = base::latest_day_ahead(*event, period_, reading_, judging.calendar);
    if (!latest) return impossible(facts()[event_].name);
    const auto notice = judging.facts.find_day(notice_);
    if (notice && base::is_ahead_enough(*notice, *event, period_, reading_, judging.calendar)) {
      return std::nullopt;
    }
    Verdict verdict;
    verdict.due_at = base::end_of(latest->day);
    verdict.provisional = latest->provisional;
    verdict.mended_at = judging.facts.find_moment(notice_);
    const bool is_over = notice.has_value() || judging.now >= *verdict.due_at;
    verdict.state = is_over ? State::breached : State::due;
    if (is_over) verdict.breached_at = verdict.due_at;
    return verdict;
  }

 private:
  FactId notice_, event_;
  base::Period period_;
  base::AheadReading reading_;
};

}  // namespace

std::unique_ptr<const Check> make_ahead(Parameters& parameters) {
  return std::make_unique<Ahead>(parameters);
}

}  // namespace liuhen::rules
