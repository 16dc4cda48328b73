// required: facts that must be given (all_of), of which one must be (any_of), which must not be
// (none_of). `since` names the moment from which a lack counts; before it is known, and before it
// has come, there is nothing to say. A flag is given when it is true, a count when above 0.
// With `by` and `kinds` it is asked only where the text fact `by` is one of the kinds: a list that
// the bureau sets, where "when" is the law's own condition.
#include <algorithm>

#include "rules/checks/all.h"
#include "rules/parameters.h"

namespace liuhen::rules {
namespace {

void append(std::string& words, std::string_view word) {
  words += words.empty() ? "" : ",";
  words += word;
}

class Required final : public Check {
 public:
  explicit Required(Parameters& parameters)
      : all_of_(parameters.facts("all_of", kAnyType)),
        any_of_(parameters.facts("any_of", kAnyType)),
        none_of_(parameters.facts("none_of", kAnyType)),
        since_(parameters.find_fact("since", kMoments)),
        by_(parameters.find_fact("by", {FactType::text})),
        kinds_(parameters.words("kinds")) {
    if (parameters.has("by") != parameters.has("kinds")) {
      parameters.problem("kinds", "\"by\" and \"kinds\" go together");
    }
    if (!parameters.has("all_of") && !parameters.has("any_of") && !parameters.has("none_of")) {
      parameters.problem("all_of", "one of \"all_of\", \"any_of\", \"none_of\" is needed");
    }
  }

  std::optional<Verdict> judge(const Judging& judging) const override {
    if (by_ && !is_one_of_the_kinds(judging.facts)) return std::nullopt;
    Verdict verdict;
    if (since_) {
      verdict.breached_at = judging.facts.find_moment(*since_);
      if (!verdict.breached_at || *verdict.breached_at > judging.now) return std::nullopt;
    }
    const std::string missing = missing_in(judging.facts);
    std::string forbidden;
    for (const FactId fact : none_of_) {
      if (judging.facts.is_given(fact)) append(forbidden, facts()[fact].name);
    }
    if (missing.empty() && forbidden.empty()) return std::nullopt;
    if (!missing.empty()) verdict.words.emplace_back("missing", missing);
    if (!forbidden.empty()) verdict.words.emplace_back("forbidden", forbidden);
    return verdict;
  }

 private:
  bool is_one_of_the_kinds(const Facts& known) const {
    const std::string* kind = known.find_text(*by_);
    return kind != nullptr && std::find(kinds_.begin(), kinds_.end(), *kind) != kinds_.end();
  }

  std::string missing_in(const Facts& known) const {
    std::string missing;
    for (const FactId fact : all_of_) {
      if (!known.is_given(fact)) append(missing, facts()[fact].name);
    }
    std::string any;
    for (const FactId fact : any_of_) {
      if (known.is_given(fact)) return missing;
      any += (any.empty() ? "" : "|") + std::string(facts()[fact].name);
    }
    if (!any.empty()) append(missing, any);
    return missing;
  }

  std::vector<FactId> all_of_, any_of_, none_of_;
  std::optional<FactId> since_, by_;
  std::vector<std::string> kinds_;
};

}  // namespace

std::unique_ptr<const Check> make_required(Parameters& parameters) {
  return std::make_unique<Required>(parameters);
}

}  // namespace liuhen::rules
