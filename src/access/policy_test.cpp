#include "access/policy.h"

#include <gtest/gtest.h>

namespace liuhen::access {
namespace {

using model::Role;
using P = Permission;

TEST(Policy, DefaultIsDeny) {
  EXPECT_FALSE(may({}, P::see_own_cases));
  EXPECT_FALSE(may({Role::officer}, static_cast<P>(999)));
}

TEST(Policy, AdministratorsSeeNoContent) {
  for (const Role role : {Role::system_admin, Role::security_admin, Role::audit_admin}) {
    for (const P permission : {P::see_own_cases, P::see_all_cases, P::view_content, P::deposit,
                               P::open_case, P::open_act, P::move_case, P::state_facts,
                               P::accept_finding, P::set_law_parameter, P::record_powers}) {
      EXPECT_FALSE(may({role}, permission)) << model::name_of(role) << name_of(permission);
    }
  }
}

TEST(Policy, AccountsAreTheSecurityAdministratorsAlone) {
  for (const Role role :
       {Role::officer, Role::leader, Role::custodian, Role::archivist, Role::supervisor,
        Role::legal_reviewer, Role::system_admin, Role::audit_admin}) {
    EXPECT_FALSE(may({role}, P::create_account));
    EXPECT_FALSE(may({role}, P::set_account_standing));
  }
  EXPECT_TRUE(may({Role::security_admin}, P::create_account));
}

TEST(Policy, AdministratorRolesStandAlone) {
  EXPECT_TRUE(is_lawful_combination({Role::officer, Role::leader}));
  EXPECT_TRUE(is_lawful_combination({Role::audit_admin}));
  EXPECT_FALSE(is_lawful_combination({Role::audit_admin, Role::security_admin}));
  EXPECT_FALSE(is_lawful_combination({Role::officer, Role::system_admin}));
  EXPECT_FALSE(is_lawful_combination({}));
}

TEST(Policy, OnlyLeadersDecideAboutTheLaw) {
  for (const P permission : {P::accept_finding, P::set_law_parameter, P::record_powers}) {
    EXPECT_TRUE(may({Role::leader}, permission));
    EXPECT_FALSE(may({Role::officer, Role::custodian, Role::supervisor}, permission));
  }
  EXPECT_TRUE(may({Role::system_admin}, P::reload_law));
  EXPECT_FALSE(may({Role::leader}, P::reload_law));
}

TEST(Policy, NamesComeFromTheTable) {
  const auto names = permissions_of({Role::custodian});
  EXPECT_NE(std::find(names.begin(), names.end(), "register_device"), names.end());
  EXPECT_EQ(std::find(names.begin(), names.end(), "open_case"), names.end());
}

}  // namespace
}  // namespace liuhen::access
