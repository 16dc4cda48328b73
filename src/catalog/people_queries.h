// Questions about the house, its units and accounts. Any connection.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "catalog/connection.h"
#include "model/people.h"

namespace liuhen::catalog {

struct House {
  std::string house_id, name_zh, name_en, origin, vkey, sm2_public_key;
  bool demo = false;
  base::UtcTime founded_at;
};
std::optional<House> find_house(Connection& connection);

std::optional<model::Account> find_account(Connection& connection, const model::AccountId& id);
std::optional<model::Account> find_account_by_sign_in_name(Connection& connection,
                                                           std::string_view sign_in_name);
// In the order they were made.
std::vector<model::Account> list_accounts(Connection& connection);

std::optional<model::Unit> find_unit(Connection& connection, const model::UnitId& id);
std::vector<model::Unit> list_units(Connection& connection);

}  // namespace liuhen::catalog
