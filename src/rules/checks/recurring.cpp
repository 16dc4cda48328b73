// recurring: something is done again and again, each time within a period of the last time, the
// first time within it of `since`. "Backup every …": last last_backup_at, since founded_at.
#include "rules/checks/all.h"
#include "rules/checks/deadline.h"
#include "rules/parameters.h"

namespace liuhen::rules {
namespace {

class Recurring final : public Check {
 public:
  explicit Recurring(Parameters& parameters)
      : last_(parameters.fact("last", kMoments)),
        since_(parameters.fact("since", kMoments)),
        period_(parameters.period()) {
    if (parameters.has("length") && period_.length == 0) {
      parameters.problem("length", "a period of nothing never ends: 1 or more");
    }
  }

  std::optional<Verdict> judge(const Judging& judging) const override {
    const auto last = judging.facts.find_moment(last_);
    const auto from = last ? last : judging.facts.find_moment(since_);
    if (!from) return std::nullopt;
    const auto deadline = deadline_of(*from, period_, {}, judging.calendar);
    if (!deadline) return impossible(facts()[last ? last_ : since_].name);
    // Nothing is due yet in the usual case: a duty that is always ahead is no finding until late.
    if (judging.now < deadline->due.at) return std::nullopt;
    return judge_deadline(*deadline, std::nullopt, judging.now);
  }

 private:
  FactId last_, since_;
  base::Period period_;
};

}  // namespace

std::unique_ptr<const Check> make_recurring(Parameters& parameters) {
  return std::make_unique<Recurring>(parameters);
}

}  // namespace liuhen::rules
