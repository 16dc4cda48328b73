#include <boost/json.hpp>

#include "base/json.h"
#include "flows/recording/records.h"
#include "http/routes/answers.h"
#include "http/routes/handlers.h"
#include "http/routes/to_json.h"

namespace liuhen::http {

namespace json = boost::json;

namespace {

const model::AccountId& owner_of(const Request& request) { return caller_of(request).account.id; }

json::object problem_json(const flows::UploadProblem& problem) {
  return {{"type", problem.type},
          {"title", "Upload Refused"},
          {"status", problem.type == "digest-differs" ? 460 : 409},
          {"detail_zh", problem.zh},
          {"detail_en", problem.en}};
}

}  // namespace

Response list_uploads(Site& site, Request& request) {
  json::array uploads;
  for (const auto& [sheet, offset] : site.house.desk().uploads_of(owner_of(request)))
    uploads.push_back(json_of(sheet, offset));
  return object_response(200, {{"uploads", std::move(uploads)}});
}

Response get_upload(Site& site, Request& request) {
  const auto id = path_id<model::UploadId>(request, "upload_id");
  const auto status = site.house.desk().get_status(owner_of(request), id);
  if (!status) return render(status.error());
  const auto sheet = site.house.desk().find_upload(owner_of(request), id);
  if (!sheet) return render(EdgeRefusal::no_such_path);
  json::object object = json_of(*sheet, status->offset_bytes);
  if (sheet->problem) object["problem"] = problem_json(*sheet->problem);
  if (sheet->state == flows::UploadState::done && sheet->entry_index) {
    const auto receipt = base::parse_json(flows::receipt_of_entry(site.house, *sheet->entry_index));
    object["receipt"] = *receipt;
  }
  return object_response(200, object);
}

Response tus_options(Site& site, Request&) { return site.tus.options(); }

Response tus_options_of_one(Site& site, Request&) { return site.tus.options_of_one(); }

Response create_upload(Site& site, Request& request) {
  return site.tus.create(owner_of(request), request);
}

Response tus_head(Site& site, Request& request) {
  return site.tus.head(owner_of(request), request);
}

Response tus_patch(Site& site, Request& request) {
  return site.tus.patch(owner_of(request), request);
}

Response tus_terminate(Site& site, Request& request) {
  return site.tus.terminate(owner_of(request), request);
}

}  // namespace liuhen::http
