// Units and accounts: the work of the system and the security administrator.
#pragma once

#include <string>
#include <vector>

#include "flows/caller.h"
#include "model/people.h"

namespace liuhen::flows {

class House;

struct NewUnit {
  std::optional<model::UnitId> parent_id;
  std::string name_zh, name_en;
};
model::Answer<model::Unit> create_unit(House& house, const Caller& caller, const NewUnit& wanted);
std::vector<model::Unit> list_units(House& house);

struct NewAccount {
  std::string sign_in_name, name, number;
  model::UnitId unit_id;
  std::vector<model::Role> roles;
  std::string password;
};
model::Answer<model::Account> create_account(House& house, const Caller& caller,
                                             const NewAccount& wanted);
model::Answer<model::Account> set_account_standing(House& house, const Caller& caller,
                                                   const model::AccountId& id, bool enabled,
                                                   const std::string& reason);
// A one-time password for somebody who has lost his own: given out here and nowhere else, it signs
// in and must be changed before anything else works. Ends the person's sessions and lock-out; the
// entry is durable first. Not for one's own account.
model::Answer<std::string> reset_password(House& house, const Caller& caller,
                                          const model::AccountId& id);
// What is wrong with the account itself, whoever creates it.
std::optional<model::Refusal> refuse_account(const NewAccount& wanted);
// Without see_accounts: names and units only (sign-in name, roles and number are left empty).
std::vector<model::Account> list_accounts(House& house, const Caller& caller);

}  // namespace liuhen::flows
