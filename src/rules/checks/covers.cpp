// covers: a list holds every word that a table asks for; the row is chosen by a text fact. "Films
// of an inspection show scene, people and things": list subjects_filmed, by act_kind, table. A kind
// without a row asks for nothing. An unknown list holds nothing. `since` as in required.
#include <algorithm>

#include "rules/checks/all.h"
#include "rules/parameters.h"

namespace liuhen::rules {
namespace {

class Covers final : public Check {
 public:
  explicit Covers(Parameters& parameters)
      : list_(parameters.fact("list", {FactType::list})),
        by_(parameters.fact("by", {FactType::text})),
        table_(parameters.table("table")),
        since_(parameters.find_fact("since", kMoments)) {}

  std::optional<Verdict> judge(const Judging& judging) const override {
    Verdict verdict;
    if (since_) {
      verdict.breached_at = judging.facts.find_moment(*since_);
      if (!verdict.breached_at || *verdict.breached_at > judging.now) return std::nullopt;
    }
    const std::string* by = judging.facts.find_text(by_);
    const auto row = by == nullptr ? table_.end() : table_.find(*by);
    if (row == table_.end()) return std::nullopt;
    const auto* list = judging.facts.find_list(list_);
    std::string missing;
    for (const std::string& wanted : row->second) {
      const bool is_there =
          list != nullptr && std::find(list->begin(), list->end(), wanted) != list->end();
      if (!is_there) missing += (missing.empty() ? "" : ",") + wanted;
    }
    if (missing.empty()) return std::nullopt;
    verdict.words.emplace_back("missing", missing);
    return verdict;
  }

 private:
  FactId list_, by_;
  std::map<std::string, std::vector<std::string>> table_;
  std::optional<FactId> since_;
};

}  // namespace

std::unique_ptr<const Check> make_covers(Parameters& parameters) {
  return std::make_unique<Covers>(parameters);
}

}  // namespace liuhen::rules
