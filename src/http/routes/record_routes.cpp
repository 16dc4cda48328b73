#include <boost/json.hpp>

#include "http/file_answer.h"
#include "http/routes/answers.h"
#include "http/routes/handlers.h"
#include "http/routes/json_body.h"
#include "http/routes/to_json.h"

namespace liuhen::http {

namespace json = boost::json;

namespace {

Response entries_response(const model::Answer<catalog::EntryPage>& found) {
  if (!found) return render(found.error());
  json::array entries;
  for (const auto& entry : found->entries) entries.push_back(json_of(entry));
  return page_response("entries", std::move(entries), found->next_cursor);
}

Response content_response(const Request& request, const model::Answer<flows::Content>& content) {
  if (!content) return render(content.error());
  auto file = std::make_shared<const base::File>(base::File::open_read(content->path));
  return answer_with_file(request, {.file = std::move(file),
                                    .size_bytes = content->size_bytes,
                                    .etag = "\"" + content->etag + "\"",
                                    .content_type = content->media_type,
                                    .file_name = content->file_name});
}

}  // namespace

Response list_records(Site& site, Request& request) {
  const auto page = page_request_of(request);
  if (!page) return render(page.error());
  catalog::RecordFilter filter{.q = query_text(request, "q").value_or(""),
                               .case_id = query_id<model::CaseId>(request, "case_id"),
                               .act_id = query_id<model::ActId>(request, "act_id"),
                               .device_id = query_id<model::DeviceId>(request, "device_id"),
                               .record_kind = query_text(request, "record_kind")};
  const auto found = flows::list_records(site.house, caller_of(request), std::move(filter), *page);
  if (!found) return render(found.error());
  json::array records;
  for (const model::Record& record : found->records) records.push_back(json_of(site, record));
  return page_response("records", std::move(records), found->next_cursor);
}

Response get_record(Site& site, Request& request) {
  const auto id = path_id<model::RecordId>(request, "record_id");
  return answer_with(200, flows::get_record(site.house, caller_of(request), id),
                     [&](const flows::RecordDetail& detail) { return json_of(site, detail); });
}

Response get_record_history(Site& site, Request& request) {
  const auto page = page_request_of(request);
  if (!page) return render(page.error());
  const auto id = path_id<model::RecordId>(request, "record_id");
  return entries_response(flows::history_of_record(site.house, caller_of(request), id, *page));
}

Response get_receipt(Site& site, Request& request) {
  const auto id = path_id<model::RecordId>(request, "record_id");
  auto receipt = flows::get_receipt(site.house, caller_of(request), id);
  return receipt ? json_response(200, std::move(*receipt)) : render(receipt.error());
}

Response open_viewing(Site& site, Request& request) {
  JsonBody body(request);
  const std::string purpose = body.text("purpose");
  if (auto refused = body.refused()) return std::move(*refused);
  const auto id = path_id<model::RecordId>(request, "record_id");
  const bool has_proxy = site.house.cache().find(id.text, render::DerivedKind::proxy).has_value();
  return answer_with(201, flows::open_viewing(site.house, caller_of(request), id, purpose),
                     [&](const catalog::Viewing& viewing) { return json_of(viewing, has_proxy); });
}

Response get_content(Site& site, Request& request) {
  const auto id = path_id<model::RecordId>(request, "record_id");
  const auto viewing = query_id<model::ViewingId>(request, "viewing").value_or(model::ViewingId{});
  return content_response(request, flows::get_content(site.house, caller_of(request), id, viewing));
}

Response get_derived(Site& site, Request& request) {
  const auto kind = render::find_kind(request.parameters.get("name"));
  if (!kind) return render(EdgeRefusal::no_such_path);
  const auto id = path_id<model::RecordId>(request, "record_id");
  const auto viewing = query_id<model::ViewingId>(request, "viewing");
  return content_response(request,
                          flows::get_derived(site.house, caller_of(request), id, *kind, viewing));
}

Response list_entries(Site& site, Request& request) {
  const auto page = page_request_of(request);
  if (!page) return render(page.error());
  return entries_response(
      flows::list_log_entries(site.house, caller_of(request), query_text(request, "kind"), *page));
}

}  // namespace liuhen::http
