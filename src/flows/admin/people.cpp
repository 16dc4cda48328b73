#include "flows/admin/people.h"

#include <algorithm>

#include "base/random.h"
#include "catalog/people_queries.h"
#include "flows/casework/bounds.h"
#include "flows/house.h"
#include "model/entry/people.h"

namespace liuhen::flows {
namespace {

using access::Permission;
using Entries = model::Answer<std::vector<model::Entry>>;
using model::bad_input;

bool is_sign_in_name(const std::string& text) {
  if (text.size() < 2 || text.size() > 64) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  });
}

// 16 characters of 31 that are not mistaken for each other (79 bits), in groups to read out.
std::string one_time_password() {
  static constexpr std::string_view kLetters = "abcdefghjkmnpqrstuvwxyz23456789";
  static_assert(kLetters.size() == 31);
  std::string password;
  while (password.size() < 19) {
    const auto byte = static_cast<std::size_t>(base::random_bytes(1).front());
    if (byte >= 8 * kLetters.size()) continue;  // each letter as likely as the next
    if (password.size() % 5 == 4) password += '-';
    password += kLetters[byte % kLetters.size()];
  }
  return password;
}

// Two units of one name cannot be told apart in lists, wherever they stand in the tree.
std::optional<model::Refusal> refuse_unit_name(const std::vector<model::Unit>& units,
                                               const NewUnit& wanted) {
  for (const model::Unit& unit : units) {
    if (unit.name_zh == wanted.name_zh) {
      return model::taken("name_zh", "已有同名科室。", "There is a unit of this name already.");
    }
    if (!wanted.name_en.empty() && unit.name_en == wanted.name_en) {
      return model::taken("name_en", "已有科室使用这个英文名称。",
                          "There is a unit of this English name already.");
    }
  }
  return std::nullopt;
}

model::AccountCreated body_of(const NewAccount& wanted, const model::AccountId& id) {
  model::AccountCreated body{id, wanted.sign_in_name, wanted.name, wanted.number, wanted.unit_id,
                             {}};
  for (const model::Role role : wanted.roles) body.roles.emplace_back(model::name_of(role));
  return body;
}

}  // namespace

std::optional<model::Refusal> refuse_account(const NewAccount& wanted) {
  if (!is_sign_in_name(wanted.sign_in_name)) {
    return bad_input("sign_in_name", "登录名用 2 至 64 个小写字母、数字、点、下划线或短横。",
                     "A sign-in name has 2 to 64 lower-case letters, digits, dots, underscores or "
                     "hyphens.");
  }
  if (auto refusal = refuse_text("name", wanted.name, 64)) return refusal;
  if (auto refusal = refuse_text("number", wanted.number, 64, false)) return refusal;
  if (!access::is_lawful_combination(wanted.roles)) {
    return bad_input("roles", "至少选一个角色；三类管理员互相独立，不能与其他角色兼任。",
                     "Choose at least one role; each administrator role stands alone.");
  }
  return std::nullopt;
}

model::Answer<model::Unit> create_unit(House& house, const Caller& caller, const NewUnit& wanted) {
  if (auto refusal = refuse_unless(caller, Permission::create_unit)) return *refusal;
  if (auto refusal = refuse_text("name_zh", wanted.name_zh, 100)) return *refusal;
  if (auto refusal = refuse_text("name_en", wanted.name_en, 100, false)) return *refusal;
  const model::UnitCreated body{model::new_id<model::UnitId>(house.clock().now()), wanted.parent_id,
                                wanted.name_zh, wanted.name_en};
  const auto done = house.commit([&](catalog::Connection& connection) -> Entries {
    if (body.parent_id && !catalog::find_unit(connection, *body.parent_id)) {
      return bad_input("parent_id", "没有这个上级科室。", "There is no such parent unit.");
    }
    if (auto refusal = refuse_unit_name(catalog::list_units(connection), wanted)) return *refusal;
    return std::vector{model::make_entry(house.clock().now(), caller.actor(), body)};
  });
  if (!done) return done.error();
  return model::Unit{body.unit_id, body.parent_id, body.name_zh, body.name_en};
}

std::vector<model::Unit> list_units(House& house) {
  auto lease = house.catalog().read();
  return catalog::list_units(lease);
}

model::Answer<CreatedAccount> create_account(House& house, const Caller& caller,
                                             const NewAccount& wanted) {
  if (auto refusal = refuse_unless(caller, Permission::create_account)) return *refusal;
  if (auto refusal = refuse_account(wanted)) return *refusal;
  if (!wanted.password.empty()) {
    return bad_input("password", "初始密码由系统生成，请勿填写。",
                     "The first password is made by the server; state none.");
  }
  const std::string password = one_time_password();
  const auto body = body_of(wanted, model::new_id<model::AccountId>(house.clock().now()));
  // The credential first: an account without one would be a name that nobody can use, while a
  // credential without an account is nothing.
  house.private_store().set_password(body.account_id, password,
                                     catalog::PrivateStore::PasswordUse::one_time);
  const auto done = house.commit([&](catalog::Connection& connection) -> Entries {
    if (!catalog::find_unit(connection, body.unit_id)) {
      return bad_input("unit_id", "没有这个科室。", "There is no such unit.");
    }
    if (catalog::find_account_by_sign_in_name(connection, body.sign_in_name)) {
      return model::taken("sign_in_name", "这个登录名已经有人使用。",
                          "This sign-in name is taken.");
    }
    return std::vector{model::make_entry(house.clock().now(), caller.actor(), body)};
  });
  if (!done) return done.error();
  const model::Account account{body.account_id, body.sign_in_name, body.name,
                               body.number,     body.unit_id,      wanted.roles};
  return CreatedAccount{account, password};
}

model::Answer<model::Account> set_account_standing(House& house, const Caller& caller,
                                                   const model::AccountId& id, bool enabled,
                                                   const std::string& reason) {
  if (auto refusal = refuse_unless(caller, Permission::set_account_standing)) return *refusal;
  if (auto refusal = refuse_text("reason", reason, 500)) return *refusal;
  if (id == caller.account.id) {
    return bad_input("enabled", "不能停用自己的账号。", "One cannot disable one's own account.");
  }
  const model::AccountStandingSet body{id, enabled, reason};
  const auto done = house.commit([&](catalog::Connection& connection) -> Entries {
    if (!catalog::find_account(connection, id)) return model::not_found("这个账号", "account");
    return std::vector{model::make_entry(house.clock().now(), caller.actor(), body)};
  });
  if (!done) return done.error();
  if (!enabled) house.private_store().end_sessions(id);
  auto lease = house.catalog().read();
  const auto account = catalog::find_account(lease, id);
  CHECK(account.has_value());
  return *account;
}

model::Answer<std::string> reset_password(House& house, const Caller& caller,
                                          const model::AccountId& id) {
  if (auto refusal = refuse_unless(caller, Permission::reset_password)) return *refusal;
  if (id == caller.account.id) {
    return bad_input("account_id", "不能重设自己的密码，请使用“修改密码”。",
                     "One cannot reset one's own password; change it instead.");
  }
  std::string sign_in_name;
  const auto done = house.commit([&](catalog::Connection& connection) -> Entries {
    const auto account = catalog::find_account(connection, id);
    if (!account) return model::not_found("这个账号", "account");
    sign_in_name = account->sign_in_name;
    const model::AccountSession body{id, "password_reset", caller.peer};
    return std::vector{model::make_entry(house.clock().now(), caller.actor(), body)};
  });
  if (!done) return done.error();
  std::string password = one_time_password();
  auto& store = house.private_store();
  store.set_password(id, password, catalog::PrivateStore::PasswordUse::one_time);
  store.end_sessions(id);
  store.unlock(sign_in_name);
  return password;
}

std::vector<model::Account> list_accounts(House& house, const Caller& caller) {
  auto lease = house.catalog().read();
  std::vector<model::Account> accounts = catalog::list_accounts(lease);
  if (caller.may(Permission::see_accounts)) return accounts;
  for (auto& account : accounts) {
    account.sign_in_name.clear();
    account.roles.clear();
    account.number.clear();
  }
  return accounts;
}

}  // namespace liuhen::flows
