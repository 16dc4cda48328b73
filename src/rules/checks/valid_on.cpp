// valid_on: a certificate is valid on a day. `on` the day, `from` and `to` its validity, both days
// included; `to` may be absent where a certificate does not expire. No `from` means no certificate.
#include "rules/checks/all.h"
#include "rules/parameters.h"

namespace liuhen::rules {
namespace {

class ValidOn final : public Check {
 public:
  explicit ValidOn(Parameters& parameters)
      : on_(parameters.fact("on", kMoments)),
        from_(parameters.fact("from", kMoments)),
        to_(parameters.find_fact("to", kMoments)) {}

  std::optional<Verdict> judge(const Judging& judging) const override {
    const auto on = judging.facts.find_day(on_);
    if (!on) return std::nullopt;
    const auto from = judging.facts.find_day(from_);
    const auto to = to_ ? judging.facts.find_day(*to_) : std::nullopt;
    if (from && to && *to < *from) return impossible(facts()[*to_].name);
    Verdict verdict;
    verdict.breached_at = judging.facts.find_moment(on_);
    if (!from) {
      verdict.words.emplace_back("missing", facts()[from_].name);
    } else if (*on < *from) {
      verdict.words.emplace_back("not_before", base::text_of(*from));
    } else if (to && *on > *to) {
      verdict.words.emplace_back("expired", base::text_of(*to));
    } else {
      return std::nullopt;
    }
    return verdict;
  }

 private:
  FactId on_, from_;
  std::optional<FactId> to_;
};

}  // namespace

std::unique_ptr<const Check> make_valid_on(Parameters& parameters) {
  return std::make_unique<ValidOn>(parameters);
}

}  // namespace liuhen::rules
