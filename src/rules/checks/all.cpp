#include "rules/checks/all.h"

#include <array>

namespace liuhen::rules {
namespace {

constexpr std::array<CheckKind, 11> kKinds = {{
    {"done_within", make_done_within},
    {"required", make_required},
    {"count", make_count},
    {"order", make_order},
    {"agreement", make_agreement},
    {"valid_on", make_valid_on},
    {"retention", make_retention},
    {"covers", make_covers},
    {"recurring", make_recurring},
    {"year_day", make_year_day},
    {"ahead", make_ahead},
}};

}  // namespace

std::span<const CheckKind> check_kinds() { return kKinds; }

std::optional<CheckKind> find_check_kind(std::string_view name) {
  for (const CheckKind& kind : kKinds) {
    if (kind.name == name) return kind;
  }
  return std::nullopt;
}

Verdict impossible(std::string_view fact_name) {
  Verdict verdict;
  verdict.state = State::question;
  verdict.words.emplace_back("impossible", fact_name);
  return verdict;
}

}  // namespace liuhen::rules
