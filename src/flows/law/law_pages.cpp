#include "flows/law/law_pages.h"

#include <algorithm>
#include <boost/json.hpp>
#include <chrono>
#include <set>

#include "base/disk.h"
#include "base/json.h"
#include "base/log.h"
#include "catalog/case_queries.h"
#include "flows/casework/bounds.h"
#include "flows/house.h"
#include "flows/law/findings.h"
#include "flows/law/judge_case.h"
#include "model/entry/law.h"

namespace liuhen::flows {
namespace {

using access::Permission;
using Entries = model::Answer<std::vector<model::Entry>>;
using model::bad_input;

constexpr std::size_t kCasesFileMax = 256 * 1024;
constexpr std::int64_t kWhatIfCasesMax = 5000;
constexpr std::size_t kWhatIfShown = 200;
constexpr std::chrono::seconds kWhatIfTime{20};

std::vector<catalog::LawParameter> settings_of(House& house) {
  auto lease = house.catalog().read();
  return catalog::law_parameters(lease);
}

// A book is changed from its files, so all settings in force go along.
std::vector<rules::ParameterChange> settings_with(const std::vector<catalog::LawParameter>& stored,
                                                  const rules::ParameterChange& change) {
  std::vector<rules::ParameterChange> all{change};
  for (const auto& one : stored) {
    const bool is_replaced = one.article_id == change.article_id &&
                             one.check_name == change.check_name &&
                             one.parameter == change.parameter;
    if (is_replaced) continue;
    all.push_back({one.article_id, one.check_name, one.parameter, one.value_json});
  }
  return all;
}

bool is_stored(const std::vector<catalog::LawParameter>& stored, const NewSetting& wanted) {
  return std::any_of(stored.begin(), stored.end(), [&](const auto& one) {
    return one.article_id == wanted.article_id && one.check_name == wanted.check_name &&
           one.parameter == wanted.parameter;
  });
}

// The law file offers this parameter as a setting, in some version.
bool is_setting(const rules::Article& article, const NewSetting& wanted) {
  for (const auto& version : article.versions) {
    for (const auto& check : version.checks) {
      if (check.name != wanted.check_name) continue;
      for (const auto& setting : check.settings) {
        if (setting.parameter == wanted.parameter) return true;
      }
    }
  }
  return false;
}

std::vector<rules::LawCase> cases_beside(const base::fs::path& folder,
                                         const rules::Article& article) {
  base::fs::path file = folder / article.file;
  file.replace_extension(".cases.jsonc");
  if (!base::fs::exists(file)) return {};
  auto read = rules::read_case_file(base::as_text(base::read_file(file, kCasesFileMax)));
  if (!read) {
    base::log_line(base::LogLevel::warning, "law.cases_unreadable",
                   {{"article", article.id}, {"detail", read.error()}});
    return {};
  }
  return std::move(read->cases);
}

// One finding of this article, by what it is about.
using FindingKey = std::pair<std::string, std::string>;
FindingKey key_of(const catalog::KeptFinding& finding) {
  return {finding.subject_kind + "/" + finding.subject_id, finding.check_name};
}

std::vector<catalog::KeptFinding> broken_findings(const rules::LawBook& book,
                                                  const CaseSubjects& gathered,
                                                  const std::string& article_id,
                                                  base::UtcTime now) {
  std::vector<catalog::KeptFinding> broken;
  auto scope = scope_of(gathered.case_file.id.text, judge(book, gathered.subjects, now), now);
  for (auto& finding : scope.findings) {
    if (finding.article_id != article_id || finding.state != "breached") continue;
    finding.case_id = gathered.case_file.id;
    broken.push_back(std::move(finding));
  }
  return broken;
}

void add_missing(const std::vector<catalog::KeptFinding>& from,
                 const std::vector<catalog::KeptFinding>& without,
                 std::vector<catalog::KeptFinding>& to) {
  std::set<FindingKey> known;
  for (const auto& one : without) known.insert(key_of(one));
  for (const auto& one : from) {
    if (!known.contains(key_of(one)) && to.size() < kWhatIfShown) to.push_back(one);
  }
}

void compare(const rules::LawBook& book, const rules::LawBook& changed,
             const CaseSubjects& gathered, const std::string& article_id, base::UtcTime now,
             WhatIf& found) {
  const auto before = broken_findings(book, gathered, article_id, now);
  const auto after = broken_findings(changed, gathered, article_id, now);
  ++found.cases;
  found.before += static_cast<std::int64_t>(before.size());
  found.after += static_cast<std::int64_t>(after.size());
  add_missing(after, before, found.come);
  add_missing(before, after, found.go);
}

}  // namespace

model::Answer<LawOverview> get_law(House& house, const Caller& caller) {
  const auto book = house.law_book();
  if (!book) return no_law_book();
  LawOverview overview{book, {}, settings_of(house)};
  if (caller.may(Permission::see_all_cases)) {
    overview.counts = house.finding_store().count_by_article();
  }
  return overview;
}

model::Answer<ArticlePage> get_article(House& house, const Caller& /*caller*/,
                                       const std::string& id) {
  const auto book = house.law_book();
  if (!book) return no_law_book();
  const rules::Article* article = book->find_article(id);
  if (article == nullptr) return model::not_found("这个条款", "article");
  ArticlePage page{book, article, cases_beside(house.law_folder(), *article), {}};
  for (auto& setting : settings_of(house)) {
    if (setting.article_id == id) page.settings.push_back(std::move(setting));
  }
  return page;
}

model::Answer<std::uint64_t> set_law_parameter(House& house, const Caller& caller,
                                               const NewSetting& wanted) {
  if (auto refusal = refuse_unless(caller, Permission::set_law_parameter)) return *refusal;
  if (auto refusal = refuse_text("reason", wanted.reason, 500)) return *refusal;
  const auto book = house.law_book();
  if (!book) return no_law_book();
  const rules::Article* article = book->find_article(wanted.article_id);
  const auto stored = settings_of(house);
  // Also of an article or a parameter that the law files no longer have.
  const bool takes_back = wanted.value_json == "null" && is_stored(stored, wanted);
  if (article == nullptr && !takes_back) return model::not_found("这个条款", "article");
  if (!takes_back && !is_setting(*article, wanted)) {
    return bad_input("parameter", "这个参数由制度规定，不能更改。",
                     "The rules fix this parameter; it cannot be set.");
  }
  const auto value = base::parse_json(wanted.value_json, {1024, 2, false});
  if (!value || !base::is_canonicalizable(*value)) {
    return bad_input("value", "参数值格式不对。", "The value is malformed.");
  }
  if (!value->is_null()) {
    const auto changed = book->changed(settings_with(
        stored, {wanted.article_id, wanted.check_name, wanted.parameter, wanted.value_json}));
    if (!changed) {
      return bad_input(
          "value", "参数值不在制度允许的范围内。",
          "The rules do not allow this value: " + changed.error().front().sentence + ".");
    }
  }
  const auto done = house.commit([&](catalog::Connection&) -> Entries {
    const model::LawParameterSet body{wanted.article_id,
                                      wanted.check_name,
                                      wanted.parameter,
                                      {base::canonical_json(*value)},
                                      wanted.reason};
    return std::vector{model::make_entry(house.clock().now(), caller.actor(), body)};
  });
  if (!done) return done.error();
  for (const auto& problem : house.reload_law()) {
    base::log_line(base::LogLevel::error, "law.not_reloaded", {{"detail", text_of(problem)}});
  }
  return done->first_index;
}

model::Answer<std::vector<rules::LawProblem>> reload_law(House& house, const Caller& caller) {
  if (auto refusal = refuse_unless(caller, Permission::reload_law)) return *refusal;
  if (!house.law_book()) return no_law_book();
  return house.reload_law();
}

model::Answer<WhatIf> what_if(House& house, const Caller& caller,
                              const rules::ParameterChange& change, base::UtcTime from,
                              base::UtcTime to) {
  if (auto refusal = refuse_unless(caller, Permission::see_all_cases)) return *refusal;
  const auto book = house.law_book();
  if (!book) return no_law_book();
  const auto changed = book->changed(settings_with(settings_of(house), change));
  if (!changed) {
    return bad_input("value", "参数值不在制度允许的范围内。",
                     "The rules do not allow this: " + changed.error().front().sentence + ".");
  }
  WhatIf found;
  const base::UtcTime now = house.clock().now();
  const auto start = std::chrono::steady_clock::now();
  std::int64_t place = -1;
  while (found.complete) {
    auto lease = house.catalog().read();
    const auto cases = catalog::cases_after(lease, place, 50, catalog::OpenedWithin{from, to});
    if (cases.empty()) break;
    found.complete =
        found.cases < kWhatIfCasesMax && std::chrono::steady_clock::now() - start < kWhatIfTime;
    for (const auto& one : cases) {
      place = static_cast<std::int64_t>(one.entry_index);
      if (const auto gathered = gather_case(lease, one.id)) {
        compare(*book, *changed, *gathered, change.article_id, now, found);
      }
    }
  }
  return found;
}

}  // namespace liuhen::flows
