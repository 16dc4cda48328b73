#include <boost/json.hpp>

#include "base/clock.h"
#include "http/routes/answers.h"
#include "http/routes/gate.h"
#include "http/routes/handlers.h"
#include "http/routes/json_body.h"
#include "http/routes/to_json.h"

namespace liuhen::http {

Response get_house(Site& site, Request&) {
  const auto& settings = site.house.settings();
  boost::json::array accounts;
  if (settings.demo)
    for (const flows::DemoAccount& account : site.options.demo_accounts)
      accounts.push_back(boost::json::object{{"sign_in_name", account.sign_in_name},
                                             {"password", account.password},
                                             {"name", account.name},
                                             {"title_zh", account.title_zh},
                                             {"title_en", account.title_en}});
  return object_response(200, {{"name_zh", settings.name_zh},
                               {"name_en", settings.name_en},
                               {"version", site.options.version},
                               {"demo", settings.demo},
                               {"demo_accounts", std::move(accounts)}});
}

// Open, so that a page that asks before anybody has signed in is answered without an error.
Response get_session(Site& site, Request& request) {
  if (admit(site, request)) return empty_response(204);
  return object_response(200, session_json(*request.who, false));
}

Response sign_in(Site& site, Request& request) {
  if (!site.sign_ins.allow(request.peer, base::monotonic_ms()))
    return render(EdgeRefusal::too_many_requests);
  JsonBody body(request);
  const std::string name = body.text("sign_in_name");
  const std::string password = body.text("password");
  const bool bearer = body.flag("token").value_or(false);
  if (auto refused = body.refused()) return std::move(*refused);
  const auto who = flows::sign_in(site.house, name, password, bearer, request.peer);
  if (!who) return render(who.error());
  site.sign_ins.give_back(request.peer, base::monotonic_ms());
  Response response = object_response(200, session_json(*who, bearer));
  if (!bearer) response.fields.add("Set-Cookie", session_cookie(site, who->token));
  return response;
}

Response sign_out(Site& site, Request& request) {
  flows::sign_out(site.house, *request.who, presented_token(request)->token);
  site.events.close_ended();
  Response response = empty_response(204);
  response.fields.add("Set-Cookie", ended_session_cookie(site));
  return response;
}

Response change_password(Site& site, Request& request) {
  JsonBody body(request);
  const std::string current = body.text("current");
  const std::string next = body.text("next");
  if (auto refused = body.refused()) return std::move(*refused);
  const auto changed = flows::change_password(site.house, *request.who,
                                              presented_token(request)->token, current, next);
  if (!changed) return render(changed.error());
  site.events.close_ended();
  return empty_response(204);
}

}  // namespace liuhen::http
