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
// conflict, with the field, when a unit has one of the names already.
model::Answer<model::Unit> create_unit(House& house, const Caller& caller, const NewUnit& wanted);
std::vector<model::Unit> list_units(House& house);

struct NewAccount {
  std::string sign_in_name, name, number;
  model::UnitId unit_id;
  std::vector<model::Role> roles;
  // Of those who found the house. Everybody else begins with a one-time one, see create_account().
  std::string password = {};
};
struct CreatedAccount {
  model::Account account;
  std::string one_time_password;
};
// The first password is made here, as in reset_password(), and `wanted` must hold none: nobody but
// the person himself knows the one that lasts.
model::Answer<CreatedAccount> create_account(House& house, const Caller& caller,
                                             const NewAccount& wanted);
model::Answer<model::Account> set_account_standing(House& house, const Caller& caller,
                                                   const model::AccountId& id, bool enabled,
                                                   const std::string& reason);
// A one-time password for somebody who has lost his own: given out here and nowhere else, it signs
// in and must be changed before anything else works. Ends the person's sessions and lock-out; the
// entry is durable first. Not for one's own account.
model::Answer<std::string> reset_password(House& house, const Caller& caller,
                                          const model::AccountId& id);
// What is wrong with the account itself, whoever creates it; its password is not looked at.
std::optional<model::Refusal> refuse_account(const NewAccount& wanted);
// Without see_accounts: names and units only (sign-in name, roles and number are left empty).
std::vector<model::Account> list_accounts(House& house, const Caller& caller);

}  // namespace liuhen::flows
