#include <boost/json.hpp>

#include "flows/casework/my_work.h"
#include "http/routes/answers.h"
#include "http/routes/handlers.h"
#include "http/routes/json_body.h"
#include "http/routes/to_json.h"

namespace liuhen::http {

namespace json = boost::json;

namespace {

const auto kCaseJson = [](const model::Case& found) { return json_of(found); };
const auto kActJson = [](const model::Act& found) { return json_of(found); };

}  // namespace

Response get_my_work(Site& site, Request& request) {
  const flows::MyWork work = flows::get_my_work(site.house, caller_of(request));
  json::array cases, records, uploads;
  for (const model::Case& one : work.cases) cases.push_back(json_of(one));
  for (const model::Record& record : work.records) records.push_back(json_of(site, record));
  for (const auto& [sheet, offset] : site.house.desk().uploads_of(caller_of(request).account.id))
    uploads.push_back(json_of(sheet, offset));
  return object_response(200, {{"my_cases", std::move(cases)},
                               {"recent_records", std::move(records)},
                               {"uploads", std::move(uploads)}});
}

Response list_cases(Site& site, Request& request) {
  const auto page = page_request_of(request);
  if (!page) return render(page.error());
  catalog::CaseFilter filter{.q = query_text(request, "q").value_or(""),
                             .stage = query_text(request, "stage")};
  const bool mine = query_text(request, "mine") == "true";
  const auto found =
      flows::list_cases(site.house, caller_of(request), std::move(filter), mine, *page);
  if (!found) return render(found.error());
  json::array cases;
  for (const model::Case& one : found->cases) cases.push_back(json_of(one));
  return page_response("cases", std::move(cases), found->next_cursor);
}

Response open_case(Site& site, Request& request) {
  JsonBody body(request);
  const flows::NewCase wanted{.number = body.text("number"),
                              .title = body.text("title"),
                              .party = body.text("party"),
                              .procedure = body.text("procedure"),
                              .handler_ids = body.ids<model::AccountId>("handler_ids")};
  if (auto refused = body.refused()) return std::move(*refused);
  return answer_with(201, flows::open_case(site.house, caller_of(request), wanted), kCaseJson);
}

Response get_case(Site& site, Request& request) {
  const auto id = path_id<model::CaseId>(request, "case_id");
  return answer_with(200, flows::get_case(site.house, caller_of(request), id),
                     [](const flows::CaseDetail& detail) { return json_of(detail); });
}

Response move_case(Site& site, Request& request) {
  JsonBody body(request);
  const flows::StageMove wanted{.stage = body.text("stage"),
                                .reason = body.text("reason"),
                                .override_gate = body.flag("override_gate").value_or(false)};
  if (auto refused = body.refused()) return std::move(*refused);
  const auto id = path_id<model::CaseId>(request, "case_id");
  return answer_with(200, flows::move_case(site.house, caller_of(request), id, wanted), kCaseJson);
}

Response open_act(Site& site, Request& request) {
  JsonBody body(request);
  const flows::NewAct wanted{.kind = body.text("kind"),
                             .title = body.text("title"),
                             .place = body.text("place"),
                             .officer_ids = body.ids<model::AccountId>("officer_ids"),
                             .planned_at = body.find_time("planned_at"),
                             .started_at = body.find_time("started_at"),
                             .ended_at = body.find_time("ended_at")};
  if (auto refused = body.refused()) return std::move(*refused);
  const auto id = path_id<model::CaseId>(request, "case_id");
  return answer_with(201, flows::open_act(site.house, caller_of(request), id, wanted), kActJson);
}

Response get_act(Site& site, Request& request) {
  const auto id = path_id<model::ActId>(request, "act_id");
  return answer_with(200, flows::get_act(site.house, caller_of(request), id), kActJson);
}

Response time_act(Site& site, Request& request) {
  JsonBody body(request);
  const base::UtcTime started_at = body.time("started_at");
  const auto ended_at = body.find_time("ended_at");
  if (auto refused = body.refused()) return std::move(*refused);
  const auto id = path_id<model::ActId>(request, "act_id");
  return answer_with(200, flows::time_act(site.house, caller_of(request), id, started_at, ended_at),
                     kActJson);
}

Response list_devices(Site& site, Request&) {
  json::array devices;
  for (const model::Device& device : flows::list_devices(site.house))
    devices.push_back(json_of(device));
  return object_response(200, {{"devices", std::move(devices)}});
}

Response register_device(Site& site, Request& request) {
  JsonBody body(request);
  const flows::NewDevice wanted{.kind = body.text("kind"),
                                .number = body.text("number"),
                                .model = body.text("model"),
                                .serial = body.text("serial"),
                                .holder_id = body.find_id<model::AccountId>("holder_id")};
  if (auto refused = body.refused()) return std::move(*refused);
  return answer_with(201, flows::register_device(site.house, caller_of(request), wanted),
                     [](const model::Device& device) { return json_of(device); });
}

}  // namespace liuhen::http
