#include <boost/json.hpp>
#include <sstream>

#include "flows/law/judge.h"
#include "http/routes/answers.h"
#include "http/routes/handlers.h"
#include "http/routes/json_body.h"
#include "http/routes/json_parts.h"
#include "http/routes/law_json.h"

namespace liuhen::http {

namespace json = boost::json;

namespace {

flows::AboutSubject about_of(Request& request, JsonBody& body) {
  return {path_id<model::CaseId>(request, "case_id"), body.text("subject_kind"),
          body.text("subject_id")};
}

// "breached,due"; nullopt when one of them is no state.
std::optional<std::vector<std::string>> states_of(const std::string& text) {
  std::vector<std::string> states;
  std::istringstream parts(text);
  for (std::string part; std::getline(parts, part, ',');) {
    if (!rules::state_of(part) || states.size() == 8) return std::nullopt;
    states.push_back(part);
  }
  return states;
}

}  // namespace

Response get_case_findings(Site& site, Request& request) {
  const auto id = path_id<model::CaseId>(request, "case_id");
  return answer_with(200, flows::get_case_findings(site.house, caller_of(request), id),
                     [](const flows::CaseFindings& found) { return json_of(found); });
}

Response get_gate(Site& site, Request& request) {
  const auto id = path_id<model::CaseId>(request, "case_id");
  const std::string stage = query_text(request, "stage").value_or("");
  return answer_with(200, flows::get_gate(site.house, caller_of(request), id, stage),
                     [](const flows::Gate& gate) {
                       json::array missing;
                       for (const auto& one : gate.missing) {
                         missing.push_back(json_of(*gate.book, one));
                       }
                       return json::object{{"missing", std::move(missing)}};
                     });
}

Response state_facts(Site& site, Request& request) {
  JsonBody body(request);
  const auto about = about_of(request, body);
  const std::string facts = body.json_text("facts");
  const std::string reason = body.text_or_empty("reason");
  if (auto refused = body.refused()) return std::move(*refused);
  return answer_with(201, flows::state_facts(site.house, caller_of(request), about, facts, reason),
                     entry_json);
}

Response answer_finding(Site& site, Request& request) {
  JsonBody body(request);
  const auto about = about_of(request, body);
  const flows::NewAnswer wanted{.article_id = body.text("article"),
                                .check_name = body.text("check"),
                                .answer = body.text("answer"),
                                .text = body.text("text")};
  if (auto refused = body.refused()) return std::move(*refused);
  return answer_with(201, flows::answer_finding(site.house, caller_of(request), about, wanted),
                     entry_json);
}

Response list_findings(Site& site, Request& request) {
  const auto page = page_request_of(request);
  if (!page) return render(page.error());
  const auto states = states_of(query_text(request, "states").value_or(""));
  if (!states) {
    return render(model::bad_input("states",
                                   "状态只能是 due、breached、question、explained、accepted。",
                                   "A state is due, breached, question, explained or accepted."));
  }
  catalog::FindingFilter filter{.states = *states, .article_id = query_text(request, "article")};
  if (const auto id = query_id<model::CaseId>(request, "case_id")) filter.case_ids = {*id};
  const flows::JudgeProgress progress = site.house.judge_progress();
  return answer_with(200, flows::list_findings(site.house, caller_of(request), filter, page->limit),
                     [&](const flows::FindingList& list) {
                       json::array findings;
                       for (const auto& one : list.findings) findings.push_back(json_of(one));
                       return json::object{{"findings", std::move(findings)},
                                           {"complete", list.complete},
                                           {"settled", progress.settled},
                                           {"cases_done", progress.cases_done},
                                           {"cases_total", progress.cases_total}};
                     });
}

Response get_law(Site& site, Request& request) {
  return answer_with(200, flows::get_law(site.house, caller_of(request)),
                     [](const flows::LawOverview& law) { return json_of(law); });
}

Response get_article(Site& site, Request& request) {
  const std::string id(request.parameters.get("article_id"));
  return answer_with(200, flows::get_article(site.house, caller_of(request), id),
                     [](const flows::ArticlePage& page) { return json_of(page); });
}

Response set_law_parameter(Site& site, Request& request) {
  JsonBody body(request);
  const flows::NewSetting wanted{.article_id = std::string(request.parameters.get("article_id")),
                                 .check_name = body.text("check"),
                                 .parameter = body.text("parameter"),
                                 .value_json = body.json_text("value"),
                                 .reason = body.text("reason")};
  if (auto refused = body.refused()) return std::move(*refused);
  return answer_with(200, flows::set_law_parameter(site.house, caller_of(request), wanted),
                     entry_json);
}

Response what_if(Site& site, Request& request) {
  JsonBody body(request);
  const rules::ParameterChange change{std::string(request.parameters.get("article_id")),
                                      body.text("check"), body.text("parameter"),
                                      body.json_text("value")};
  const base::UtcTime from = body.time("from"), to = body.time("to");
  if (auto refused = body.refused()) return std::move(*refused);
  return answer_with(200, flows::what_if(site.house, caller_of(request), change, from, to),
                     [](const flows::WhatIf& what) { return json_of(what); });
}

Response reload_law(Site& site, Request& request) {
  return answer_with(200, flows::reload_law(site.house, caller_of(request)),
                     [&](const std::vector<rules::LawProblem>& problems) {
                       json::array sentences;
                       for (const auto& one : problems) sentences.emplace_back(text_of(one));
                       return json::object{{"digest", site.house.law_book()->digest()},
                                           {"problems", std::move(sentences)}};
                     });
}

}  // namespace liuhen::http
