#include <boost/json.hpp>

#include "flows/casework/evidence.h"
#include "http/routes/answers.h"
#include "http/routes/handlers.h"
#include "http/routes/json_body.h"

namespace liuhen::http {

namespace json = boost::json;

namespace {

json::object json_of(const catalog::Evidence& one) {
  json::array people;
  for (const auto& id : one.obtained_by) people.emplace_back(id.text);
  json::object object{{"id", one.id},
                      {"entry_index", one.entry_index},
                      {"kind", one.kind},
                      {"name", one.name},
                      {"source", one.source},
                      {"proves", one.proves},
                      {"obtained_by", std::move(people)},
                      {"obtained_at", base::rfc3339_of(one.obtained_at)}};
  if (one.record_id) object["record_id"] = one.record_id->text;
  if (!one.void_reason.empty()) object["void_reason"] = one.void_reason;
  return object;
}

}  // namespace

Response get_evidence(Site& site, Request& request) {
  const auto id = path_id<model::CaseId>(request, "case_id");
  return answer_with(200, flows::get_evidence(site.house, caller_of(request), id),
                     [](const std::vector<catalog::Evidence>& all) {
                       json::array array;
                       for (const auto& one : all) array.push_back(json_of(one));
                       return json::object{{"evidence", std::move(array)}};
                     });
}

Response list_evidence(Site& site, Request& request) {
  JsonBody body(request);
  const flows::NewEvidence wanted{.evidence_id = body.find_id_text("id").value_or(""),
                                  .kind = body.text("kind"),
                                  .name = body.text("name"),
                                  .source = body.text("source"),
                                  .proves = body.text("proves"),
                                  .record_id = body.find_id<model::RecordId>("record_id"),
                                  .obtained_by = body.ids<model::AccountId>("obtained_by"),
                                  .obtained_at = body.time("obtained_at"),
                                  .void_reason = body.text_or_empty("void_reason")};
  if (auto refused = body.refused()) return std::move(*refused);
  const auto id = path_id<model::CaseId>(request, "case_id");
  return answer_with(201, flows::list_evidence(site.house, caller_of(request), id, wanted),
                     [](const std::string& made) {
                       return json::object{{"id", made}};
                     });
}

}  // namespace liuhen::http
