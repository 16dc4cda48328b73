#include "rules/checks/retention.h"

#include "rules/checks/all.h"
#include "rules/parameters.h"

// retention: kept for a period from a fact, or for ever when one of `permanent_when` is given.
// `destroyed` names the day of destruction; one that is too early, or of what is permanent, or
// whose period cannot be told, is a breach.
namespace liuhen::rules {
namespace {

class KeptLongEnough final : public RetentionCheck {
 public:
  explicit KeptLongEnough(Parameters& parameters)
      : from_(parameters.fact("from", kMoments)),
        destroyed_(parameters.fact("destroyed", kMoments)),
        period_(parameters.period()),
        permanent_when_(parameters.facts("permanent_when", kAnyType)) {}

  Retention retention_of(const Facts& known, const base::WorkCalendar& calendar) const override {
    Retention retention;
    for (const FactId fact : permanent_when_) {
      if (known.is_given(fact)) retention.because.emplace_back(facts()[fact].name);
    }
    retention.is_permanent = !retention.because.empty();
    const auto from = known.find_moment(from_);
    if (retention.is_permanent || !from) return retention;
    if (const auto due = base::due_of(*from, period_, calendar)) retention.kept_until = due->at;
    return retention;
  }

  std::optional<Verdict> judge(const Judging& judging) const override {
    const auto destroyed = judging.facts.find_moment(destroyed_);
    if (!destroyed) return std::nullopt;
    const Retention retention = retention_of(judging.facts, judging.calendar);
    Verdict verdict;
    verdict.breached_at = destroyed;
    if (retention.is_permanent) {
      std::string because;
      for (const std::string& fact : retention.because) {
        because += (because.empty() ? "" : ",") + fact;
      }
      verdict.words.emplace_back("permanent", because);
    } else if (!retention.kept_until) {
      verdict.words.emplace_back("missing", facts()[from_].name);
    } else if (*destroyed < *retention.kept_until) {
      verdict.due_at = retention.kept_until;
      verdict.words.emplace_back("kept_until", base::rfc3339_of(*retention.kept_until));
    } else {
      return std::nullopt;
    }
    return verdict;
  }

 private:
  FactId from_, destroyed_;
  base::Period period_;
  std::vector<FactId> permanent_when_;
};

}  // namespace

std::unique_ptr<const Check> make_retention(Parameters& parameters) {
  return std::make_unique<KeptLongEnough>(parameters);
}

}  // namespace liuhen::rules
