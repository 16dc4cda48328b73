#include <boost/json.hpp>

#include "flows/admin/people.h"
#include "http/routes/answers.h"
#include "http/routes/handlers.h"
#include "http/routes/json_body.h"
#include "http/routes/to_json.h"

namespace liuhen::http {

namespace json = boost::json;

namespace {

const auto kAccountJson = [](const model::Account& account) { return json_of(account); };

model::Answer<std::vector<model::Role>> roles_of(const std::vector<std::string>& names) {
  std::vector<model::Role> roles;
  for (const std::string& name : names) {
    const auto role = model::role_of(name);
    if (!role) return model::bad_input("roles", "没有这个角色。", "There is no such role.");
    roles.push_back(*role);
  }
  return roles;
}

}  // namespace

Response list_units(Site& site, Request&) {
  json::array units;
  for (const model::Unit& unit : flows::list_units(site.house)) units.push_back(json_of(unit));
  return object_response(200, {{"units", std::move(units)}});
}

Response create_unit(Site& site, Request& request) {
  JsonBody body(request);
  const flows::NewUnit wanted{.parent_id = body.find_id<model::UnitId>("parent_id"),
                              .name_zh = body.text("name_zh"),
                              .name_en = body.text("name_en")};
  if (auto refused = body.refused()) return std::move(*refused);
  return answer_with(201, flows::create_unit(site.house, caller_of(request), wanted),
                     [](const model::Unit& unit) { return json_of(unit); });
}

Response list_accounts(Site& site, Request& request) {
  json::array accounts;
  for (const model::Account& account : flows::list_accounts(site.house, caller_of(request)))
    accounts.push_back(json_of(account));
  return object_response(200, {{"accounts", std::move(accounts)}});
}

Response create_account(Site& site, Request& request) {
  JsonBody body(request);
  flows::NewAccount wanted{.sign_in_name = body.text("sign_in_name"),
                           .name = body.text("name"),
                           .number = body.text_or_empty("number"),
                           .unit_id = body.id<model::UnitId>("unit_id"),
                           .roles = {},
                           .password = body.text_or_empty("password")};
  const auto names = body.texts("roles");
  if (auto refused = body.refused()) return std::move(*refused);
  auto roles = roles_of(names);
  if (!roles) return render(roles.error());
  wanted.roles = std::move(*roles);
  return answer_with(201, flows::create_account(site.house, caller_of(request), wanted),
                     [](const flows::CreatedAccount& created) {
                       json::object object = json_of(created.account);
                       object["one_time_password"] = created.one_time_password;
                       return object;
                     });
}

Response set_account_standing(Site& site, Request& request) {
  JsonBody body(request);
  const bool enabled = body.required_flag("enabled");
  const std::string reason = body.text("reason");
  if (auto refused = body.refused()) return std::move(*refused);
  const auto id = path_id<model::AccountId>(request, "account_id");
  const auto set = flows::set_account_standing(site.house, caller_of(request), id, enabled, reason);
  site.events.close_ended();
  return answer_with(200, set, kAccountJson);
}

Response reset_password(Site& site, Request& request) {
  const auto id = path_id<model::AccountId>(request, "account_id");
  const auto reset = flows::reset_password(site.house, caller_of(request), id);
  site.events.close_ended();
  return answer_with(200, reset, [](const std::string& password) {
    return json::object{{"one_time_password", password}};
  });
}

}  // namespace liuhen::http
