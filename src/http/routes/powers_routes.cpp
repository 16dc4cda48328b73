#include <boost/json.hpp>

#include "flows/admin/powers.h"
#include "http/routes/answers.h"
#include "http/routes/handlers.h"
#include "http/routes/json_body.h"
#include "http/routes/json_parts.h"

namespace liuhen::http {

namespace json = boost::json;

namespace {

json::array json_of(const std::vector<catalog::Certificate>& all, const char* kind_name) {
  json::array array;
  for (const auto& one : all) {
    json::object object{{kind_name, one.kind},
                        {"valid_from", one.valid_from},
                        {"valid_to", one.valid_to},
                        {"entry_index", one.entry_index}};
    if (!one.number.empty()) object["number"] = one.number;
    array.push_back(std::move(object));
  }
  return array;
}

json::object json_of(const flows::Powers& powers) {
  json::array accounts, duties;
  for (const auto& one : powers.accounts) {
    accounts.push_back(json::object{{"account_id", one.account_id.text},
                                    {"certificates", json_of(one.certificates, "kind")},
                                    {"trainings", json_of(one.trainings, "device_kind")}});
  }
  for (const auto& duty : powers.duties) {
    duties.push_back(json::object{{"duty", duty.duty},
                                  {"account_id", duty.account_id.text},
                                  {"note", duty.note},
                                  {"since", base::rfc3339_of(duty.since)}});
  }
  return {{"accounts", std::move(accounts)}, {"duties", std::move(duties)}};
}

}  // namespace

Response list_powers(Site& site, Request& request) {
  return answer_with(200, flows::list_powers(site.house, caller_of(request)),
                     [](const flows::Powers& powers) { return json_of(powers); });
}

Response certify(Site& site, Request& request) {
  JsonBody body(request);
  const flows::NewCertificate wanted{.account_id = path_id<model::AccountId>(request, "account_id"),
                                     .kind = body.text("kind"),
                                     .number = body.text("number"),
                                     .valid_from = body.text("valid_from"),
                                     .valid_to = body.text("valid_to")};
  if (auto refused = body.refused()) return std::move(*refused);
  return answer_with(201, flows::certify(site.house, caller_of(request), wanted), entry_json);
}

Response train(Site& site, Request& request) {
  JsonBody body(request);
  const flows::NewTraining wanted{.account_id = path_id<model::AccountId>(request, "account_id"),
                                  .device_kind = body.text("device_kind"),
                                  .valid_from = body.text("valid_from"),
                                  .valid_to = body.text("valid_to")};
  if (auto refused = body.refused()) return std::move(*refused);
  return answer_with(201, flows::train(site.house, caller_of(request), wanted), entry_json);
}

Response assign_duty(Site& site, Request& request) {
  JsonBody body(request);
  const flows::NewDuty wanted{.duty = body.text("duty"),
                              .account_id = body.id<model::AccountId>("account_id"),
                              .held = body.required_flag("held"),
                              .note = body.text_or_empty("note")};
  if (auto refused = body.refused()) return std::move(*refused);
  return answer_with(201, flows::assign_duty(site.house, caller_of(request), wanted), entry_json);
}

}  // namespace liuhen::http
