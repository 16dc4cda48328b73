// agreement: two spans of time agree within a tolerance in minutes (itself still agreeing). Reading
// "equal": both ends within it. Reading "covers": the second span may begin earlier and end later,
// never the other way round by more than it. `from` and `to` name two facts each: [stated, shown].
// Ends that are not known are not judged; a span that ends before it begins is a contradiction.
#include "rules/checks/all.h"
#include "rules/parameters.h"

namespace liuhen::rules {
namespace {

constexpr std::int64_t kMinuteMs = 60'000;

class Agreement final : public Check {
 public:
  explicit Agreement(Parameters& parameters)
      : from_(parameters.facts("from", {FactType::time})),
        to_(parameters.facts("to", {FactType::time})),
        tolerance_ms_(parameters.integer("tolerance_minutes", 0, 24 * 60) * kMinuteMs),
        covers_(parameters.choice("reading", {"equal", "covers"}) == "covers") {
    if (from_.size() != 2) parameters.problem("from", "two facts are wanted: stated and shown");
    if (to_.size() != 2) parameters.problem("to", "two facts are wanted: stated and shown");
  }

  std::optional<Verdict> judge(const Judging& judging) const override {
    for (std::size_t side = 0; side < 2; ++side) {
      const auto from = judging.facts.find_moment(from_[side]);
      const auto to = judging.facts.find_moment(to_[side]);
      if (from && to && *to < *from) return impossible(facts()[to_[side]].name);
    }
    Verdict verdict;
    add_difference(judging.facts, from_, "start", verdict);
    add_difference(judging.facts, to_, "end", verdict);
    if (verdict.words.empty()) return std::nullopt;
    return verdict;
  }

 private:
  // Minutes are told rounded up, so that what exceeds the tolerance never looks as if it did not.
  void add_difference(const Facts& known, const std::vector<FactId>& pair, std::string_view end,
                      Verdict& verdict) const {
    const auto stated = known.find_moment(pair[0]), shown = known.find_moment(pair[1]);
    if (!stated || !shown) return;
    const std::int64_t later_ms = shown->ms - stated->ms;  // negative: shown earlier
    const bool is_start = end == "start";
    if (covers_ && (is_start ? later_ms <= 0 : later_ms >= 0)) return;
    const std::int64_t size_ms = later_ms < 0 ? -later_ms : later_ms;
    if (size_ms <= tolerance_ms_) return;
    const std::string sign = later_ms < 0 ? "-" : "";
    verdict.words.emplace_back(std::string(end) + "_later_minutes",
                               sign + std::to_string((size_ms + kMinuteMs - 1) / kMinuteMs));
    if (!verdict.breached_at || *verdict.breached_at < *stated) verdict.breached_at = stated;
  }

  std::vector<FactId> from_, to_;
  std::int64_t tolerance_ms_;
  bool covers_;
};

}  // namespace

std::unique_ptr<const Check> make_agreement(Parameters& parameters) {
  return std::make_unique<Agreement>(parameters);
}

}  // namespace liuhen::rules
