// count: a count, or the length of a list, is at_least and/or at_most so much. "Two officers or
// more": fact officer_count, at_least 2. An unknown count is judged only where unknown is "zero".
#include "rules/checks/all.h"
#include "rules/parameters.h"

namespace liuhen::rules {
namespace {

constexpr std::int64_t kCountMax = 1'000'000'000'000;

class Count final : public Check {
 public:
  explicit Count(Parameters& parameters)
      : fact_(parameters.fact("fact", {FactType::count, FactType::list})),
        at_least_(parameters.find_integer("at_least", 0, kCountMax)),
        at_most_(parameters.find_integer("at_most", 0, kCountMax)),
        since_(parameters.find_fact("since", kMoments)),
        unknown_is_zero_(parameters.choice("unknown", {"zero", "silent"}, "silent") == "zero") {
    if (!parameters.has("at_least") && !parameters.has("at_most")) {
      parameters.problem("at_least", "one of \"at_least\" and \"at_most\" is needed");
    }
  }

  std::optional<Verdict> judge(const Judging& judging) const override {
    Verdict verdict;
    if (since_) {
      verdict.breached_at = judging.facts.find_moment(*since_);
      if (!verdict.breached_at || *verdict.breached_at > judging.now) return std::nullopt;
    }
    auto found = judging.facts.find_count(fact_);
    if (!found && unknown_is_zero_) found = 0;
    if (!found) return std::nullopt;
    if (*found < 0) return impossible(facts()[fact_].name);
    const bool is_few = at_least_ && *found < *at_least_;
    const bool is_many = at_most_ && *found > *at_most_;
    if (!is_few && !is_many) return std::nullopt;
    verdict.words.emplace_back("found", std::to_string(*found));
    if (is_few) verdict.words.emplace_back("at_least", std::to_string(*at_least_));
    if (is_many) verdict.words.emplace_back("at_most", std::to_string(*at_most_));
    if (const auto* list = judging.facts.find_list(fact_)) {
      verdict.words.emplace_back("listed", text_of(Value(*list)));
    }
    return verdict;
  }

 private:
  FactId fact_;
  std::optional<std::int64_t> at_least_, at_most_;
  std::optional<FactId> since_;
  bool unknown_is_zero_;
};

}  // namespace

std::unique_ptr<const Check> make_count(Parameters& parameters) {
  return std::make_unique<Count>(parameters);
}

}  // namespace liuhen::rules
