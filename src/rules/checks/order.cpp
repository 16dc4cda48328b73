// order: one thing before another. "No decision before the notice was served": first
// notice_served_at, then decided_at. When `then` has happened, `first` must be known and not later
// (of the same moment is in order; where one is a day, days are compared). Until then, silence.
#include "rules/checks/all.h"
#include "rules/parameters.h"

namespace liuhen::rules {
namespace {

class Order final : public Check {
 public:
  explicit Order(Parameters& parameters)
      : first_(parameters.fact("first", kMoments)), then_(parameters.fact("then", kMoments)) {
    by_day_ = facts()[first_].type == FactType::day || facts()[then_].type == FactType::day;
    if (first_ == then_ && parameters.has("then")) {
      parameters.problem("then", "two different facts are wanted");
    }
  }

  std::optional<Verdict> judge(const Judging& judging) const override {
    const auto then = judging.facts.find_moment(then_);
    if (!then) return std::nullopt;
    const auto first = judging.facts.find_moment(first_);
    Verdict verdict;
    verdict.breached_at = then;
    if (!first) {
      verdict.words.emplace_back("missing", facts()[first_].name);
      return verdict;
    }
    const bool in_order =
        by_day_ ? judging.facts.find_day(first_) <= judging.facts.find_day(then_) : *first <= *then;
    if (in_order) return std::nullopt;
    verdict.mended_at = first;
    verdict.words.emplace_back("late", facts()[first_].name);
    return verdict;
  }

 private:
  FactId first_, then_;
  bool by_day_ = false;
};

}  // namespace

std::unique_ptr<const Check> make_order(Parameters& parameters) {
  return std::make_unique<Order>(parameters);
}

}  // namespace liuhen::rules
