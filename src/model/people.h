// Units, accounts and roles as plain values.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "model/ids.h"

namespace liuhen::model {

enum class Role {
  officer,
  leader,
  custodian,
  archivist,
  supervisor,
  legal_reviewer,
  system_admin,
  security_admin,
  audit_admin,
};

std::string_view name_of(Role role);
std::optional<Role> role_of(std::string_view name);
// The three separated administrators (protection level 3): each excludes every other role.
bool is_administrator(Role role);

struct Unit {
  UnitId id;
  std::optional<UnitId> parent_id;
  std::string name_zh;
  std::string name_en;
};

struct Account {
  AccountId id;
  std::string sign_in_name;
  std::string name;
  std::string number;  // enforcement certificate or staff number
  UnitId unit_id;
  std::vector<Role> roles;
  bool enabled = true;
};

}  // namespace liuhen::model
