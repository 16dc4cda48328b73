#include "catalog/people_queries.h"

#include "catalog/sql.h"

namespace liuhen::catalog {
namespace {

void read_roles(Connection& connection, model::Account& account) {
  each_row(connection,
           "SELECT role FROM account_role WHERE account_id = :account ORDER BY position", "t",
           {account.id}, [&](const Row& row) {
             // A role of a newer program gives no right here.
             if (const auto role = model::role_of(row.text(0))) account.roles.push_back(*role);
           });
}

std::vector<model::Account> find_accounts(Connection& connection, std::string_view condition,
                                          const Values& values) {
  std::vector<model::Account> found;
  each_row(connection,
           "SELECT account_id, sign_in_name, name, number, unit_id, enabled FROM account WHERE " +
               std::string(condition),
           "ttttti", values, [&](const Row& row) {
             model::Account account;
             account.id = row.id<model::AccountId>(0);
             account.sign_in_name = row.text(1);
             account.name = row.text(2);
             account.number = row.text(3);
             account.unit_id = row.id<model::UnitId>(4);
             account.enabled = row.flag(5);
             found.push_back(std::move(account));
           });
  for (model::Account& account : found) read_roles(connection, account);
  return found;
}

std::vector<model::Unit> find_units(Connection& connection, std::string_view condition,
                                    const Values& values) {
  std::vector<model::Unit> found;
  each_row(connection,
           "SELECT unit_id, parent_id, name_zh, name_en FROM unit WHERE " + std::string(condition),
           "tttt", values, [&](const Row& row) {
             found.push_back({row.id<model::UnitId>(0), row.find_id<model::UnitId>(1), row.text(2),
                              row.text(3)});
           });
  return found;
}

template <class T>
std::optional<T> first_of(std::vector<T> found) {
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

}  // namespace

std::optional<House> find_house(Connection& connection) {
  std::optional<House> found;
  each_row(connection,
           "SELECT house_id, name_zh, name_en, origin, vkey, sm2_public_key, demo, founded_ms"
           " FROM house ORDER BY entry_index LIMIT 1",
           "ttttttii", {}, [&](const Row& row) {
             found = House{row.text(0), row.text(1), row.text(2), row.text(3),
                           row.text(4), row.text(5), row.flag(6), row.time(7)};
           });
  return found;
}

std::optional<model::Account> find_account(Connection& connection, const model::AccountId& id) {
  return first_of(find_accounts(connection, "account_id = :account", {id}));
}

std::optional<model::Account> find_account_by_sign_in_name(Connection& connection,
                                                           std::string_view sign_in_name) {
  return first_of(find_accounts(connection, "sign_in_name = :name", {sign_in_name}));
}

std::vector<model::Account> list_accounts(Connection& connection) {
  return find_accounts(connection, "1 = 1 ORDER BY entry_index", {});
}

std::optional<model::Unit> find_unit(Connection& connection, const model::UnitId& id) {
  return first_of(find_units(connection, "unit_id = :unit", {id}));
}

std::vector<model::Unit> list_units(Connection& connection) {
  return find_units(connection, "1 = 1 ORDER BY entry_index", {});
}

}  // namespace liuhen::catalog
