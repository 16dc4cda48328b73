// Who may do what: pure, default deny. A permission is granted by a role's row in the table of
// policy.cpp and by nothing else. The three administrators see no content and no case (separation
// of powers, protection level 3); nobody may change or remove stored bytes (articles 3-14, 1-5b).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/people.h"

namespace liuhen::access {

enum class Permission {
  see_own_cases,  // cases one handles, and cases of acts one takes part in
  see_all_cases,
  open_case,
  move_case,
  open_act,
  deposit,
  view_content,  // original or derived bytes of records one may see, each viewing logged
  register_device,
  see_accounts,  // roles and standing; names and units are open to all who are signed in
  create_account,
  set_account_standing,
  reset_password,
  create_unit,
  see_entries,        // the log's entries: the audit trail
  state_facts,        // about subjects of cases one may see, and explain findings
  accept_finding,     // accept or reject an explanation
  set_law_parameter,  // what the rules leave to the bureau
  reload_law,         // the law files again, after an upgrade or a new year's calendar
  record_powers,      // certificates, training, the named custodian
};

bool may(const std::vector<model::Role>& roles, Permission permission);
std::string_view name_of(Permission permission);
std::vector<std::string_view> permissions_of(const std::vector<model::Role>& roles);

// An administrator role stands alone; every account has at least one role.
bool is_lawful_combination(const std::vector<model::Role>& roles);

}  // namespace liuhen::access
