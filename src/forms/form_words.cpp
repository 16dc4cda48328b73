#include "forms/form_words.h"

#include <algorithm>
#include <array>

namespace liuhen::forms {

bool is_signer(std::string_view word) {
  static constexpr std::array<std::string_view, 20> kSigners = {
      "recorder",       "handler",      "officer", "unit_leader", "leader",
      "legal_reviewer", "legal_leader", "party",   "witness",     "holder",
      "receiver",       "server",       "host",    "clerk",       "member",
      "bureau",         "filer",        "checker", "custodian",   "supervisor"};
  return std::find(kSigners.begin(), kSigners.end(), word) != kSigners.end();
}

bool is_outcome(std::string_view word) {
  static constexpr std::array<std::string_view, 5> kOutcomes = {
      "penalty", "no_penalty", "withdrawn", "transferred", "suspended"};
  return std::find(kOutcomes.begin(), kOutcomes.end(), word) != kOutcomes.end();
}

}  // namespace liuhen::forms
