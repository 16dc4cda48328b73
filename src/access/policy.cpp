#include "access/policy.h"

#include <algorithm>
#include <array>
#include <span>

namespace liuhen::access {
namespace {

using model::Role;
using P = Permission;

struct PermissionRow {
  P permission;
  std::string_view name;
  std::span<const Role> roles;
};

constexpr std::array kOfficers{Role::officer, Role::leader};
constexpr std::array kSeeOwn{Role::officer};
constexpr std::array kSeeAll{Role::leader, Role::custodian, Role::archivist, Role::supervisor,
                             Role::legal_reviewer};
constexpr std::array kDepositors{Role::officer, Role::leader, Role::custodian};
constexpr std::array kViewers{Role::officer,   Role::leader,     Role::custodian,
                              Role::archivist, Role::supervisor, Role::legal_reviewer};
constexpr std::array kCustodian{Role::custodian};
constexpr std::array kAccountReaders{Role::security_admin, Role::audit_admin};
constexpr std::array kSecurity{Role::security_admin};
constexpr std::array kSystem{Role::system_admin};
constexpr std::array kAuditors{Role::audit_admin, Role::supervisor};

constexpr std::array kStaters{Role::officer, Role::leader, Role::custodian, Role::archivist,
                              Role::legal_reviewer};
constexpr std::array kLeaders{Role::leader};

constexpr std::array<PermissionRow, 19> kTable{{
    {P::see_own_cases, "see_own_cases", kSeeOwn},
    {P::see_all_cases, "see_all_cases", kSeeAll},
    {P::open_case, "open_case", kOfficers},
    {P::move_case, "move_case", kOfficers},
    {P::open_act, "open_act", kOfficers},
    {P::deposit, "deposit", kDepositors},
    {P::view_content, "view_content", kViewers},
    {P::register_device, "register_device", kCustodian},
    {P::see_accounts, "see_accounts", kAccountReaders},
    {P::create_account, "create_account", kSecurity},
    {P::set_account_standing, "set_account_standing", kSecurity},
    {P::reset_password, "reset_password", kSecurity},
    {P::create_unit, "create_unit", kSystem},
    {P::see_entries, "see_entries", kAuditors},
    {P::state_facts, "state_facts", kStaters},
    {P::accept_finding, "accept_finding", kLeaders},
    {P::set_law_parameter, "set_law_parameter", kLeaders},
    {P::reload_law, "reload_law", kSystem},
    {P::record_powers, "record_powers", kLeaders},
}};

const PermissionRow* find_row(P permission) {
  const auto* row = std::find_if(kTable.begin(), kTable.end(), [&](const PermissionRow& candidate) {
    return candidate.permission == permission;
  });
  return row == kTable.end() ? nullptr : row;
}

bool grants(const PermissionRow& row, const std::vector<Role>& roles) {
  return std::any_of(roles.begin(), roles.end(), [&](Role role) {
    return std::find(row.roles.begin(), row.roles.end(), role) != row.roles.end();
  });
}

}  // namespace

bool may(const std::vector<Role>& roles, P permission) {
  const PermissionRow* row = find_row(permission);
  return row != nullptr && grants(*row, roles);
}

std::string_view name_of(P permission) {
  const PermissionRow* row = find_row(permission);
  return row == nullptr ? "unknown" : row->name;
}

std::vector<std::string_view> permissions_of(const std::vector<Role>& roles) {
  std::vector<std::string_view> names;
  for (const PermissionRow& row : kTable) {
    if (grants(row, roles)) names.push_back(row.name);
  }
  return names;
}

bool is_lawful_combination(const std::vector<Role>& roles) {
  if (roles.empty()) return false;
  return roles.size() == 1 || std::none_of(roles.begin(), roles.end(), model::is_administrator);
}

}  // namespace liuhen::access
