#include "http/routes/routes.h"

#include <array>
#include <string_view>

#include "http/routes/handlers.h"
#include "http/routes/idempotency.h"

namespace liuhen::http {
namespace {

// Whether a repeated Idempotency-Key gets the first answer. Not where the request or the answer is
// a secret: neither may be kept, not even as a digest that it could be guessed from.
enum class OncePerKey { yes, no };

struct Row {
  Verb verb;
  std::string_view pattern;
  Access access;
  BodyClass body;
  std::string_view operation_id;
  SiteHandler handler;
  OncePerKey once = OncePerKey::yes;
};

using enum Verb;
using enum Access;
using enum OncePerKey;
constexpr BodyClass kNone = BodyClass::none;
constexpr BodyClass kJson = BodyClass::json;
constexpr BodyClass kStream = BodyClass::stream;

// An operation and its handler have the same name.
#define OP(name) #name, name
// clang-format off
constexpr std::array kRows{
    Row{get, "/api/house", open, kNone, OP(get_house)},
    Row{get, "/api/session", open, kNone, OP(get_session)},
    Row{post, "/api/session", open, kJson, OP(sign_in), no},
    Row{del, "/api/session", session, kNone, OP(sign_out)},
    Row{put, "/api/session/password", session, kJson, OP(change_password), no},
    Row{get, "/api/my-work", session, kNone, OP(get_my_work)},
    Row{get, "/api/cases", session, kNone, OP(list_cases)},
    Row{post, "/api/cases", session, kJson, OP(open_case)},
    Row{get, "/api/cases/{case_id}", session, kNone, OP(get_case)},
    Row{put, "/api/cases/{case_id}/stage", session, kJson, OP(move_case)},
    Row{post, "/api/cases/{case_id}/acts", session, kJson, OP(open_act)},
    Row{get, "/api/acts/{act_id}", session, kNone, OP(get_act)},
    Row{put, "/api/acts/{act_id}/times", session, kJson, OP(time_act)},
    Row{get, "/api/devices", session, kNone, OP(list_devices)},
    Row{post, "/api/devices", session, kJson, OP(register_device)},
    Row{get, "/api/records", session, kNone, OP(list_records)},
    Row{get, "/api/records/{record_id}", session, kNone, OP(get_record)},
    Row{get, "/api/records/{record_id}/history", session, kNone, OP(get_record_history)},
    Row{get, "/api/records/{record_id}/receipt", session, kNone, OP(get_receipt)},
    Row{post, "/api/records/{record_id}/viewings", session, kJson, OP(open_viewing)},
    Row{get, "/api/records/{record_id}/content", session, kNone, OP(get_content)},
    Row{get, "/api/records/{record_id}/derived/{name}", session, kNone, OP(get_derived)},
    Row{get, "/api/uploads", session, kNone, OP(list_uploads)},
    Row{options, "/api/uploads", open, kNone, OP(tus_options)},
    Row{post, "/api/uploads", session, kStream, OP(create_upload)},
    Row{options, "/api/uploads/{upload_id}", open, kNone, OP(tus_options_of_one)},
    Row{head, "/api/uploads/{upload_id}", session, kNone, OP(tus_head)},
    Row{get, "/api/uploads/{upload_id}", session, kNone, OP(get_upload)},
    Row{patch, "/api/uploads/{upload_id}", session, kStream, OP(tus_patch)},
    Row{del, "/api/uploads/{upload_id}", session, kNone, OP(tus_terminate)},
    Row{get, "/api/entries", session, kNone, OP(list_entries)},
    Row{get, "/api/entries/{index}/proof", session, kNone, OP(get_entry_proof)},
    Row{get, "/log/checkpoint", open, kNone, OP(get_checkpoint)},
    Row{get, "/log/checkpoint.sm2", open, kNone, OP(get_checkpoint_sm2)},
    Row{get, "/log/key", open, kNone, OP(get_log_key)},
    Row{get, "/log/tile/{path*}", open, kNone, OP(get_tile)},
    Row{get, "/api/cases/{case_id}/findings", session, kNone, OP(get_case_findings)},
    Row{get, "/api/cases/{case_id}/gate", session, kNone, OP(get_gate)},
    Row{post, "/api/cases/{case_id}/statements", session, kJson, OP(state_facts)},
    Row{post, "/api/cases/{case_id}/answers", session, kJson, OP(answer_finding)},
    Row{get, "/api/cases/{case_id}/evidence", session, kNone, OP(get_evidence)},
    Row{post, "/api/cases/{case_id}/evidence", session, kJson, OP(list_evidence)},
    Row{get, "/api/findings", session, kNone, OP(list_findings)},
    Row{get, "/api/law", session, kNone, OP(get_law)},
    Row{post, "/api/law/reload", session, kNone, OP(reload_law)},
    Row{get, "/api/law/{article_id}", session, kNone, OP(get_article)},
    Row{put, "/api/law/{article_id}/settings", session, kJson, OP(set_law_parameter)},
    Row{post, "/api/law/{article_id}/what-if", session, kJson, OP(what_if)},
    Row{get, "/api/forms", session, kNone, OP(list_forms)},
    Row{get, "/api/forms/{form_id}", session, kNone, OP(get_form)},
    Row{get, "/api/cases/{case_id}/documents", session, kNone, OP(list_documents)},
    Row{post, "/api/cases/{case_id}/drafts", session, kJson, OP(create_draft)},
    Row{get, "/api/cases/{case_id}/file", session, kNone, OP(case_file)},
    Row{get, "/api/drafts/{draft_id}", session, kNone, OP(get_draft)},
    Row{put, "/api/drafts/{draft_id}", session, kJson, OP(save_draft)},
    Row{del, "/api/drafts/{draft_id}", session, kNone, OP(discard_draft)},
    Row{get, "/api/drafts/{draft_id}/check", session, kNone, OP(check_draft)},
    Row{get, "/api/drafts/{draft_id}/print", session, kNone, OP(print_draft)},
    Row{post, "/api/drafts/{draft_id}/final", session, kJson, OP(finalise_draft)},
    Row{get, "/api/documents/{record_id}/print", session, kNone, OP(print_document)},
    Row{get, "/api/units", session, kNone, OP(list_units)},
    Row{post, "/api/units", session, kJson, OP(create_unit)},
    Row{get, "/api/accounts", session, kNone, OP(list_accounts)},
    Row{post, "/api/accounts", session, kJson, OP(create_account), no},
    Row{put, "/api/accounts/{account_id}/standing", session, kJson, OP(set_account_standing)},
    Row{post, "/api/accounts/{account_id}/password", session, kNone, OP(reset_password), no},
    Row{get, "/api/powers", session, kNone, OP(list_powers)},
    Row{post, "/api/accounts/{account_id}/certificates", session, kJson, OP(certify)},
    Row{post, "/api/accounts/{account_id}/trainings", session, kJson, OP(train)},
    Row{post, "/api/duties", session, kJson, OP(assign_duty)},
    Row{get, "/api/events", session, kNone, OP(stream_events)},
    Row{get, "/healthz", open, kNone, OP(get_health)},
    Row{get, "/metrics", open, kNone, OP(get_metrics)},
};
// clang-format on
#undef OP

Handler handler_of(Site& site, const Row& row) {
  const SiteHandler plain = row.handler;
  if (row.body != BodyClass::json || row.once == no)
    return [&site, plain](Request& request) { return plain(site, request); };
  return [&site, plain](Request& request) { return answer_once(site, request, plain); };
}

}  // namespace

std::vector<Route> make_routes(Site& site) {
  std::vector<Route> routes;
  for (const Row& row : kRows)
    routes.push_back({row.verb, std::string(row.pattern), std::string(row.operation_id), row.access,
                      row.body, handler_of(site, row)});
  return routes;
}

}  // namespace liuhen::http
