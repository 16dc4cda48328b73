// The law book for people: articles with their checks, settings and cases, how many findings each
// has now; settings of the bureau; "what if". Source: article 3-16; settings never pass the floors
// that the rules fix (rules/law_book.h).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "catalog/finding_store.h"
#include "catalog/law_queries.h"
#include "flows/caller.h"
#include "rules/case_file.h"
#include "rules/law_book.h"

namespace liuhen::flows {

class House;

struct LawOverview {
  std::shared_ptr<const rules::LawBook> book;
  std::vector<catalog::ArticleCount> counts;  // within what the caller sees of all cases
  std::vector<catalog::LawParameter> settings;
};
// Anybody signed in may read the law; the counts only those who see all cases.
model::Answer<LawOverview> get_law(House& house, const Caller& caller);

struct ArticlePage {
  std::shared_ptr<const rules::LawBook> book;
  const rules::Article* article = nullptr;      // lives in `book`
  std::vector<rules::LawCase> cases;            // from the cases file beside the article
  std::vector<catalog::LawParameter> settings;  // in force, with who and why
};
model::Answer<ArticlePage> get_article(House& house, const Caller& caller, const std::string& id);

struct NewSetting {
  std::string article_id, check_name, parameter;
  std::string value_json;  // "null": back to the law file's own
  std::string reason;
};
// Decides, then reloads the book. Only parameters that the law file offers as settings.
model::Answer<std::uint64_t> set_law_parameter(House& house, const Caller& caller,
                                               const NewSetting& wanted);

// Reads the law files and the calendar again. Problems, each with file and line: the last good book
// stays in force.
model::Answer<std::vector<rules::LawProblem>> reload_law(House& house, const Caller& caller);

// The findings that would come and go under a changed parameter, the other settings staying as they
// are, over cases opened in a span; at most 5,000 cases and 20 seconds. Changes nothing.
struct WhatIf {
  std::int64_t cases = 0;
  bool complete = true;
  std::int64_t before = 0, after = 0;          // findings of that article that are broken
  std::vector<catalog::KeptFinding> come, go;  // at most 200 each
};
model::Answer<WhatIf> what_if(House& house, const Caller& caller,
                              const rules::ParameterChange& change, base::UtcTime from,
                              base::UtcTime to);

}  // namespace liuhen::flows
