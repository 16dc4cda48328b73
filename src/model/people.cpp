#include "model/people.h"

#include <array>
#include <utility>

namespace liuhen::model {
namespace {

constexpr std::array<std::pair<Role, std::string_view>, 9> kRoleNames{{
    {Role::officer, "officer"},
    {Role::leader, "leader"},
    {Role::custodian, "custodian"},
    {Role::archivist, "archivist"},
    {Role::supervisor, "supervisor"},
    {Role::legal_reviewer, "legal_reviewer"},
    {Role::system_admin, "system_admin"},
    {Role::security_admin, "security_admin"},
    {Role::audit_admin, "audit_admin"},
}};

}  // namespace

std::string_view name_of(Role role) {
  for (const auto& [value, name] : kRoleNames) {
    if (value == role) return name;
  }
  return "officer";
}

std::optional<Role> role_of(std::string_view name) {
  for (const auto& [value, text] : kRoleNames) {
    if (text == name) return value;
  }
  return std::nullopt;
}

bool is_administrator(Role role) {
  return role == Role::system_admin || role == Role::security_admin || role == Role::audit_admin;
}

}  // namespace liuhen::model
