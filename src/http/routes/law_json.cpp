#include "http/routes/law_json.h"

#include <boost/json.hpp>
#include <sstream>

#include "base/json.h"
#include "flows/law/case_subjects.h"
#include "http/routes/json_parts.h"

namespace liuhen::http {

namespace json = boost::json;

namespace {

json::object wording(std::string_view zh, std::string_view en) { return {{"zh", zh}, {"en", en}}; }
json::object json_of(const rules::Wording& words) { return wording(words.zh, words.en); }

json::value value_json(const rules::Value& value) {
  if (const auto* flag = std::get_if<bool>(&value)) return *flag;
  if (const auto* count = std::get_if<std::int64_t>(&value)) return *count;
  if (const auto* list = std::get_if<std::vector<std::string>>(&value)) {
    json::array words;
    for (const auto& word : *list) words.emplace_back(word);
    return words;
  }
  return json::string(rules::text_of(value));
}

// The check as it stood in the version that found it; versions of one article differ in little, so
// the first with that name does.
const rules::ArticleCheck* find_check(const rules::Article& article, const std::string& name) {
  for (auto version = article.versions.rbegin(); version != article.versions.rend(); ++version) {
    for (const auto& check : version->checks) {
      if (check.name == name) return &check;
    }
  }
  return nullptr;
}

// Names of the facts that occur in the words of a finding, for people.
json::object fact_names(const rules::Finding& finding) {
  json::object names;
  for (const auto& [key, words] : finding.words) {
    std::istringstream parts(words);
    for (std::string part; std::getline(parts, part, ',');) {
      if (const auto fact = rules::find_fact(finding.subject_kind, part)) {
        names[part] = wording(rules::facts()[*fact].zh, rules::facts()[*fact].en);
      }
    }
  }
  return names;
}

json::object json_of(const rules::Reading& reading) {
  return {{"unit", reading.unit},
          {"due_at", base::rfc3339_of(reading.due_at)},
          {"provisional", reading.provisional}};
}

json::object json_of(const catalog::FindingAnswer& answer) {
  json::object object{{"entry_index", answer.entry_index},
                      {"subject_kind", answer.subject_kind},
                      {"subject_id", answer.subject_id},
                      {"article", answer.article_id},
                      {"check", answer.check_name},
                      {"answer", answer.answer},
                      {"text", answer.text},
                      {"answered_at", base::rfc3339_of(answer.answered_at)}};
  put_id(object, "answered_by", answer.answered_by);
  return object;
}

json::object json_of(const catalog::GateOverride& one) {
  json::array missing;
  for (const auto& name : one.missing) missing.emplace_back(name);
  json::object object{{"entry_index", one.entry_index},
                      {"from", one.from},
                      {"to", one.to},
                      {"missing", std::move(missing)},
                      {"reason", one.reason},
                      {"passed_at", base::rfc3339_of(one.passed_at)}};
  put_id(object, "passed_by", one.passed_by);
  return object;
}

json::object json_of(const flows::SubjectFact& fact) {
  const rules::FactName& name = rules::facts()[fact.fact];
  json::object object{{"name", name.name},
                      {"type", rules::name_of(name.type)},
                      {"label", wording(name.zh, name.en)},
                      {"derived", fact.derived}};
  json::array words;
  for (const auto word : rules::words_of(name)) words.emplace_back(word);
  if (!words.empty()) object["words"] = std::move(words);
  if (fact.value) object["value"] = value_json(*fact.value);
  if (fact.stated) {
    put_id(object, "stated_by", fact.stated->stated_by);
    put_id(object, "document_id", fact.stated->document_id);
    object["stated_at"] = base::rfc3339_of(fact.stated->stated_at);
    if (!fact.stated->reason.empty()) object["reason"] = fact.stated->reason;
  }
  return object;
}

json::object json_of(const flows::SubjectView& subject) {
  const auto& name = rules::name_of(subject.kind);
  json::array facts;
  for (const auto& fact : subject.facts) facts.push_back(json_of(fact));
  return {{"kind", name.name},
          {"kind_label", wording(name.zh, name.en)},
          {"id", subject.id},
          {"title", subject.title},
          {"facts", std::move(facts)}};
}

json::object json_of(const catalog::LawParameter& setting) {
  json::object object{
      {"article", setting.article_id},  {"check", setting.check_name},
      {"parameter", setting.parameter}, {"value", *base::parse_json(setting.value_json)},
      {"reason", setting.reason},       {"set_at", base::rfc3339_of(setting.set_at)}};
  put_id(object, "set_by", setting.set_by);
  return object;
}

json::object json_of(const rules::Setting& setting) {
  json::array choices;
  for (const auto& choice : setting.choices) choices.push_back(*base::parse_json(choice));
  json::object object{{"parameter", setting.parameter},
                      {"default", *base::parse_json(setting.default_json)},
                      {"choices", std::move(choices)},
                      {"source", setting.source},
                      {"why", json_of(setting.why)}};
  if (setting.at_least) object["at_least"] = *setting.at_least;
  if (setting.at_most) object["at_most"] = *setting.at_most;
  return object;
}

json::object json_of(const rules::ArticleCheck& check) {
  json::array settings;
  for (const auto& setting : check.settings) settings.push_back(json_of(setting));
  const auto& subject = rules::name_of(check.subject);
  return {{"name", check.name},
          {"subject", subject.name},
          {"subject_label", wording(subject.zh, subject.en)},
          {"gathered", flows::is_gathered(check.subject)},
          {"kind", check.kind},
          {"parameters", *base::parse_json(check.parameters_json)},
          {"severity", rules::name_of(check.severity)},
          {"asks", json_of(check.asks)},
          {"remedy", json_of(check.remedy)},
          {"settings", std::move(settings)}};
}

json::object json_of(const rules::LawVersion& version) {
  json::array checks;
  for (const auto& check : version.checks) checks.push_back(json_of(check));
  json::object object{{"in_force_from", base::text_of(version.in_force_from)},
                      {"source", version.source},
                      {"checks", std::move(checks)}};
  if (version.in_force_to) object["in_force_to"] = base::text_of(*version.in_force_to);
  return object;
}

json::object json_of(const rules::LawCase& one) {
  json::array expected;
  for (const auto& finding : one.expected) {
    json::object object{{"check", finding.check_name}, {"state", finding.state}};
    put_time(object, "due_at", finding.due_at);
    expected.push_back(std::move(object));
  }
  json::array facts;
  const auto all = rules::facts();
  for (rules::FactId id = 0; id < all.size(); ++id) {
    if (all[id].subject != one.facts.kind()) continue;
    if (const auto* value = one.facts.find(id)) {
      facts.push_back(json::object{{"name", all[id].name},
                                   {"label", wording(all[id].zh, all[id].en)},
                                   {"value", value_json(*value)}});
    }
  }
  return {{"name", one.name},
          {"now", base::rfc3339_of(one.now)},
          {"facts", std::move(facts)},
          {"expected", std::move(expected)}};
}

json::array words_of(const std::vector<std::string>& words) {
  json::array array;
  for (const auto& word : words) array.emplace_back(word);
  return array;
}

// What a list of articles shows of one.
json::object summary_json(const rules::Article& article) {
  bool gathered = !article.restates.empty();
  std::string_view severity;
  for (const auto& version : article.versions) {
    for (const auto& check : version.checks) {
      gathered = gathered || flows::is_gathered(check.subject);
      if (severity.empty()) severity = rules::name_of(check.severity);
    }
  }
  return {{"id", article.id},
          {"title", json_of(article.title)},
          {"text", json_of(article.text)},
          {"restates", words_of(article.restates)},
          {"gathered", gathered},
          {"severity", severity}};
}

}  // namespace

json::object json_of(const rules::LawBook& book, const flows::TitledFinding& one) {
  const rules::Finding& finding = one.finding;
  const rules::Article* article = book.find_article(finding.article_id);
  json::array readings;
  for (const auto& reading : finding.readings) readings.push_back(json_of(reading));
  json::object words;
  for (const auto& [key, text] : finding.words) words[key] = text;
  json::object object{{"article", finding.article_id},
                      {"also", words_of(finding.also)},
                      {"check", finding.check_name},
                      {"subject_kind", rules::name_of(finding.subject_kind).name},
                      {"subject_id", finding.subject_id},
                      {"title", one.title},
                      {"state", rules::name_of(finding.state)},
                      {"severity", rules::name_of(finding.severity)},
                      {"provisional", finding.provisional},
                      {"readings", std::move(readings)},
                      {"words", std::move(words)},
                      {"fact_names", fact_names(finding)}};
  put_time(object, "due_at", finding.due_at);
  put_time(object, "breached_at", finding.breached_at);
  put_time(object, "mended_at", finding.mended_at);
  if (article == nullptr) return object;
  object["article_title"] = json_of(article->title);
  object["article_text"] = json_of(article->text);
  if (const auto* check = find_check(*article, finding.check_name)) {
    object["asks"] = json_of(check->asks);
    object["remedy"] = json_of(check->remedy);
    if (check->excused_by) object["excused_by"] = rules::facts()[*check->excused_by].name;
  }
  return object;
}

json::object json_of(const catalog::KeptFinding& finding) {
  json::object object{{"article", finding.article_id},
                      {"check", finding.check_name},
                      {"subject_kind", finding.subject_kind},
                      {"subject_id", finding.subject_id},
                      {"title", finding.title},
                      {"state", finding.state},
                      {"severity", finding.severity},
                      {"provisional", finding.provisional}};
  put_time(object, "due_at", finding.due_at);
  put_time(object, "breached_at", finding.breached_at);
  put_id(object, "case_id", finding.case_id);
  return object;
}

json::object json_of(const flows::CaseFindings& found) {
  json::array findings, answers, overrides, subjects;
  for (const auto& one : found.findings) findings.push_back(json_of(*found.book, one));
  for (const auto& one : found.answers) answers.push_back(json_of(one));
  for (const auto& one : found.overrides) overrides.push_back(json_of(one));
  for (const auto& one : found.subjects) subjects.push_back(json_of(one));
  return {{"findings", std::move(findings)},
          {"answers", std::move(answers)},
          {"overrides", std::move(overrides)},
          {"subjects", std::move(subjects)}};
}

json::object json_of(const flows::LawOverview& law) {
  json::array articles, settings, years, counts;
  for (const auto& article : law.book->articles()) articles.push_back(summary_json(article));
  for (const auto& setting : law.settings) settings.push_back(json_of(setting));
  for (const auto& [year, calendar] : law.book->calendar().years()) {
    years.push_back(json::object{{"year", year}, {"source", calendar.source}});
  }
  for (const auto& count : law.counts) {
    counts.push_back(json::object{
        {"article", count.article_id}, {"state", count.state}, {"count", count.count}});
  }
  return {{"digest", law.book->digest()},
          {"articles", std::move(articles)},
          {"settings", std::move(settings)},
          {"calendar_years", std::move(years)},
          {"counts", std::move(counts)}};
}

json::object json_of(const flows::ArticlePage& page) {
  json::object object = summary_json(*page.article);
  json::array versions, cases, settings;
  for (const auto& version : page.article->versions) versions.push_back(json_of(version));
  for (const auto& one : page.cases) cases.push_back(json_of(one));
  for (const auto& setting : page.settings) settings.push_back(json_of(setting));
  object["versions"] = std::move(versions);
  object["cases"] = std::move(cases);
  object["settings_in_force"] = std::move(settings);
  return object;
}

json::object json_of(const flows::WhatIf& what) {
  json::array come, go;
  for (const auto& one : what.come) come.push_back(json_of(one));
  for (const auto& one : what.go) go.push_back(json_of(one));
  return {{"cases", what.cases}, {"complete", what.complete}, {"before", what.before},
          {"after", what.after}, {"come", std::move(come)},   {"go", std::move(go)}};
}

}  // namespace liuhen::http
