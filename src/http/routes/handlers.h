// The handlers, one per operation of api/openapi.yaml; each calls one flow. Private to http/routes.
#pragma once

#include "http/message.h"
#include "http/routes/site.h"

namespace liuhen::http {

using SiteHandler = Response (*)(Site&, Request&);

// session_routes.cpp
Response get_house(Site& site, Request& request);
Response get_session(Site& site, Request& request);
Response sign_in(Site& site, Request& request);
Response sign_out(Site& site, Request& request);
Response change_password(Site& site, Request& request);
// casework_routes.cpp
Response get_my_work(Site& site, Request& request);
Response list_cases(Site& site, Request& request);
Response open_case(Site& site, Request& request);
Response get_case(Site& site, Request& request);
Response move_case(Site& site, Request& request);
Response open_act(Site& site, Request& request);
Response get_act(Site& site, Request& request);
Response time_act(Site& site, Request& request);
Response list_devices(Site& site, Request& request);
Response register_device(Site& site, Request& request);
// law_routes.cpp
Response get_case_findings(Site& site, Request& request);
Response get_gate(Site& site, Request& request);
Response state_facts(Site& site, Request& request);
Response answer_finding(Site& site, Request& request);
Response list_findings(Site& site, Request& request);
Response get_law(Site& site, Request& request);
Response get_article(Site& site, Request& request);
Response set_law_parameter(Site& site, Request& request);
Response what_if(Site& site, Request& request);
Response reload_law(Site& site, Request& request);
// evidence_routes.cpp
Response get_evidence(Site& site, Request& request);
Response list_evidence(Site& site, Request& request);
// document_routes.cpp
Response list_forms(Site& site, Request& request);
Response get_form(Site& site, Request& request);
Response list_documents(Site& site, Request& request);
Response create_draft(Site& site, Request& request);
Response get_draft(Site& site, Request& request);
Response save_draft(Site& site, Request& request);
Response discard_draft(Site& site, Request& request);
Response check_draft(Site& site, Request& request);
Response print_draft(Site& site, Request& request);
Response finalise_draft(Site& site, Request& request);
Response print_document(Site& site, Request& request);
Response case_file(Site& site, Request& request);
// powers_routes.cpp
Response list_powers(Site& site, Request& request);
Response certify(Site& site, Request& request);
Response train(Site& site, Request& request);
Response assign_duty(Site& site, Request& request);
// record_routes.cpp
Response list_records(Site& site, Request& request);
Response get_record(Site& site, Request& request);
Response get_record_history(Site& site, Request& request);
Response get_receipt(Site& site, Request& request);
Response open_viewing(Site& site, Request& request);
Response get_content(Site& site, Request& request);
Response get_derived(Site& site, Request& request);
// upload_routes.cpp
Response list_uploads(Site& site, Request& request);
Response tus_options(Site& site, Request& request);
Response tus_options_of_one(Site& site, Request& request);
Response create_upload(Site& site, Request& request);
Response tus_head(Site& site, Request& request);
Response get_upload(Site& site, Request& request);
Response tus_patch(Site& site, Request& request);
Response tus_terminate(Site& site, Request& request);
// log_routes.cpp
Response list_entries(Site& site, Request& request);
Response get_entry_proof(Site& site, Request& request);
Response get_checkpoint(Site& site, Request& request);
Response get_checkpoint_sm2(Site& site, Request& request);
Response get_log_key(Site& site, Request& request);
Response get_tile(Site& site, Request& request);
// administration_routes.cpp
Response list_units(Site& site, Request& request);
Response create_unit(Site& site, Request& request);
Response list_accounts(Site& site, Request& request);
Response create_account(Site& site, Request& request);
Response set_account_standing(Site& site, Request& request);
Response reset_password(Site& site, Request& request);
// operating_routes.cpp
Response stream_events(Site& site, Request& request);
Response get_health(Site& site, Request& request);
Response get_metrics(Site& site, Request& request);

}  // namespace liuhen::http
