// Every kind of check there is, by the name that law files use. A new kind: its file here, its
// test, and one line in all.cpp. No registration at start-up: the table is a constant.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "rules/check.h"

namespace liuhen::rules {

std::span<const CheckKind> check_kinds();
std::optional<CheckKind> find_check_kind(std::string_view name);

// checks/<name>.cpp each:
std::unique_ptr<const Check> make_done_within(Parameters& parameters);
std::unique_ptr<const Check> make_required(Parameters& parameters);
std::unique_ptr<const Check> make_count(Parameters& parameters);
std::unique_ptr<const Check> make_order(Parameters& parameters);
std::unique_ptr<const Check> make_agreement(Parameters& parameters);
std::unique_ptr<const Check> make_valid_on(Parameters& parameters);
std::unique_ptr<const Check> make_retention(Parameters& parameters);
std::unique_ptr<const Check> make_covers(Parameters& parameters);
std::unique_ptr<const Check> make_recurring(Parameters& parameters);
std::unique_ptr<const Check> make_year_day(Parameters& parameters);
std::unique_ptr<const Check> make_ahead(Parameters& parameters);

}  // namespace liuhen::rules
