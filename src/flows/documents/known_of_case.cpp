#include "flows/documents/known_of_case.h"

#include <boost/json.hpp>

#include "base/json.h"
#include "catalog/document_queries.h"
#include "catalog/law_queries.h"
#include "catalog/people_queries.h"

namespace liuhen::flows {
namespace json = boost::json;
namespace {

using forms::Known;

void put_text(Known& known, const char* name, const std::string& text) {
  if (!text.empty()) known[name] = text;
}

std::string unit_name(catalog::Connection& connection, const model::UnitId& id) {
  const auto unit = catalog::find_unit(connection, id);
  return unit ? unit->name_zh : "";
}

// The certificate that is valid now, else the number the account was made with.
std::string certificate_number(catalog::Connection& connection, const model::Account& account,
                               base::UtcTime now) {
  const std::string today = base::text_of(base::china_day_of(now));
  std::string number = account.number;
  for (const auto& one : catalog::certificates_of(connection, account.id)) {
    if (one.valid_from <= today && today <= one.valid_to) number = one.number;
  }
  return number;
}

void put_people(const KnownFrom& from, Known& known, const char* name,
                const std::vector<model::AccountId>& ids) {
  std::vector<forms::Person> people;
  for (const auto& id : ids) {
    const auto account = catalog::find_account(from.connection, id);
    if (!account) continue;
    people.push_back({account->name, certificate_number(from.connection, *account, from.now),
                      unit_name(from.connection, account->unit_id)});
  }
  if (!people.empty()) known[name] = std::move(people);
}

bool comes_from_documents(const std::string& name) {
  return name == "case.party_number" || name == "case.party_address" ||
         name == "case.party_phone" || name == "case.party_representative";
}

void put_from_documents(const KnownFrom& from, Known& known, const model::CaseId& id) {
  for (const auto& document : catalog::documents_of_case(from.connection, id)) {
    const bool is_decision = document.form == "penalty_decision" ||
                             document.form == "no_penalty_decision" ||
                             document.form == "on_spot_decision";
    if (is_decision) put_text(known, "case.decision_number", document.number);
    if (document.form == "closing_approval") {
      known["case.closed_on"] =
          base::china_day_of(document.completed_at.value_or(document.finalised_at));
    }
    const forms::Form* form = from.book.find_form(document.form);
    const auto values = base::parse_json(document.fields_json);
    if (form == nullptr || !values || !values->is_object()) continue;
    for (const forms::Field& field : form->fields) {
      if (!comes_from_documents(field.from)) continue;
      const auto text = base::find_text(values->get_object(), field.name);
      if (text) put_text(known, field.from.c_str(), std::string(*text));
    }
  }
}

void put_stated(const KnownFrom& from, Known& known, const model::CaseId& id) {
  for (const auto& fact : catalog::facts_stated_in_case(from.connection, id)) {
    if (fact.subject_kind != "case") continue;
    const auto value = base::parse_json(fact.value_json);
    if (!value || !value->is_string()) continue;
    const auto time = base::time_of_rfc3339(value->get_string());
    if (!time) continue;
    const base::CivilDay day = base::china_day_of(*time);
    if (fact.fact == "filed_at") known["case.filed_on"] = day;
    if (fact.fact == "decided_at") known["case.decided_on"] = day;
  }
}

void put_act(const KnownFrom& from, Known& known, const model::Act& act) {
  put_text(known, "act.place", act.place);
  if (act.started_at) known["act.started_at"] = *act.started_at;
  if (act.ended_at) known["act.ended_at"] = *act.ended_at;
  if (act.started_at && act.ended_at) {
    known["act.span"] = forms::Span{*act.started_at, *act.ended_at};
  }
  put_people(from, known, "act.officers", act.officer_ids);
}

}  // namespace

Known known_of_case(const KnownFrom& from, const model::Case& case_file,
                    const std::optional<model::Act>& act) {
  Known known;
  const auto house = catalog::find_house(from.connection);
  put_text(known, "bureau.name", house ? house->name_zh : "");
  put_text(known, "bureau.address", from.settings.address);
  put_text(known, "bureau.phone", from.settings.phone);
  put_text(known, "bureau.review_organ", from.settings.review_organ);
  put_text(known, "bureau.court", from.settings.court);
  put_text(known, "case.number", case_file.number);
  put_text(known, "case.title", case_file.title);
  put_text(known, "case.party", case_file.party);
  put_text(known, "case.unit", unit_name(from.connection, case_file.unit_id));
  put_people(from, known, "case.handlers", case_file.handler_ids);
  known["today"] = base::china_day_of(from.now);
  put_stated(from, known, case_file.id);
  put_from_documents(from, known, case_file.id);
  if (act) put_act(from, known, *act);
  return known;
}

}  // namespace liuhen::flows
