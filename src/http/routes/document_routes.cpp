#include <boost/json.hpp>

#include "flows/documents/case_file.h"
#include "flows/documents/documents.h"
#include "flows/documents/drafts.h"
#include "flows/documents/finalise.h"
#include "http/file_answer.h"
#include "http/routes/answers.h"
#include "http/routes/document_json.h"
#include "http/routes/handlers.h"
#include "http/routes/json_body.h"

namespace liuhen::http {

namespace json = boost::json;

namespace {

model::DocumentId draft_id(const Request& request) {
  return path_id<model::DocumentId>(request, "draft_id");
}

// Made by this house, so a browser may show it.
Response pdf_response(const base::Bytes& pdf, const std::string& file_name) {
  auto response = text_response(200, "application/pdf", std::string(base::as_text(pdf)));
  response.fields.set("Content-Disposition", content_disposition(file_name, "application/pdf"));
  response.fields.set("Cache-Control", "private, no-store");
  // As for files (http/file_answer.cpp): the viewer of Chromium counts as a plug-in.
  response.fields.set("Content-Security-Policy",
                      "base-uri 'none'; form-action 'none'; frame-ancestors 'self'");
  response.fields.set("X-Content-Type-Options", "nosniff");
  return response;
}

}  // namespace

Response list_forms(Site& site, Request&) {
  const auto book = site.house.form_book();
  if (!book) return render(flows::no_form_book());
  json::array forms;
  for (const auto& form : book->forms()) forms.push_back(form_summary(form));
  return object_response(200, {{"forms", std::move(forms)}});
}

Response get_form(Site& site, Request& request) {
  const auto book = site.house.form_book();
  if (!book) return render(flows::no_form_book());
  const auto* form = book->find_form(request.parameters.get("form_id"));
  if (form == nullptr) return render(model::not_found("这种文书格式", "form"));
  return object_response(200, json_of(*form));
}

Response list_documents(Site& site, Request& request) {
  const auto id = path_id<model::CaseId>(request, "case_id");
  return answer_with(200, flows::list_documents(site.house, caller_of(request), id),
                     [](const flows::CaseDocuments& found) { return json_of(found); });
}

Response create_draft(Site& site, Request& request) {
  JsonBody body(request);
  const flows::NewDraft wanted{body.text("form"), body.find_id<model::ActId>("act_id")};
  if (auto refused = body.refused()) return std::move(*refused);
  const auto id = path_id<model::CaseId>(request, "case_id");
  return answer_with(201, flows::create_draft(site.house, caller_of(request), id, wanted),
                     [](const flows::OpenDraft& open) { return json_of(open); });
}

Response get_draft(Site& site, Request& request) {
  return answer_with(200, flows::get_draft(site.house, caller_of(request), draft_id(request)),
                     [](const flows::OpenDraft& open) { return json_of(open); });
}

Response save_draft(Site& site, Request& request) {
  JsonBody body(request);
  const std::int64_t seen = body.integer("revision");
  const std::string values = body.json_text("values");
  if (auto refused = body.refused()) return std::move(*refused);
  return answer_with(
      200, flows::save_draft(site.house, caller_of(request), draft_id(request), seen, values),
      [](const flows::SavedDraft& saved) { return json_of(saved); });
}

Response discard_draft(Site& site, Request& request) {
  const auto done = flows::discard_draft(site.house, caller_of(request), draft_id(request));
  return done ? empty_response(204) : render(done.error());
}

Response check_draft(Site& site, Request& request) {
  return answer_with(200, flows::check_draft(site.house, caller_of(request), draft_id(request)),
                     [](const flows::DraftCheck& check) { return json_of(check); });
}

Response print_draft(Site& site, Request& request) {
  const auto pdf = flows::print_draft(site.house, caller_of(request), draft_id(request));
  return pdf ? pdf_response(*pdf, "草稿.pdf") : render(pdf.error());
}

Response finalise_draft(Site& site, Request& request) {
  JsonBody body(request);
  flows::FinaliseOrder order;
  order.revision = body.integer("revision");
  const std::string number = body.text_or_empty("number");
  if (!number.empty()) order.number = number;
  order.completed_at = body.find_time("completed_at");
  if (auto refused = body.refused()) return std::move(*refused);
  const auto book = site.house.form_book();
  return answer_with(
      201, flows::finalise_draft(site.house, caller_of(request), draft_id(request), order),
      [&](const catalog::FinalDocument& document) { return json_of(book.get(), document); });
}

Response print_document(Site& site, Request& request) {
  const auto id = path_id<model::RecordId>(request, "record_id");
  const auto viewing = query_id<model::ViewingId>(request, "viewing").value_or(model::ViewingId{});
  const auto content = flows::get_document_content(site.house, caller_of(request), id, viewing);
  if (!content) return render(content.error());
  auto file = std::make_shared<const base::File>(base::File::open_read(content->path));
  return answer_with_file(request, {.file = std::move(file),
                                    .size_bytes = content->size_bytes,
                                    .etag = "\"" + content->etag + "\"",
                                    .content_type = content->media_type,
                                    .file_name = content->file_name});
}

Response case_file(Site& site, Request& request) {
  const auto volume = query_text(request, "volume").value_or("main");
  const auto order = query_text(request, "order").value_or("procedure");
  if (volume != "main" && volume != "secondary")
    return render(
        model::bad_input("volume", "卷别只能是正卷或副卷。", "The volume is main or secondary."));
  if (order != "procedure" && order != "result")
    return render(model::bad_input("order", "排列只能按程序或按结果。",
                                   "The order is by procedure or by result."));
  const auto id = path_id<model::CaseId>(request, "case_id");
  const auto made = flows::make_case_file(site.house, caller_of(request), id,
                                          {volume == "main", order == "result"});
  return made ? pdf_response(made->pdf, made->file_name) : render(made.error());
}

}  // namespace liuhen::http
