// The law book: every article as data, read from a folder of law files (docs/formats/law-file.md),
// with the calendar beside them. Immutable once loaded: any thread. Loading is strict and bounded,
// and tells all problems at once, each with file and line; a book is taken whole or not at all.
#pragma once

#include <boost/json/fwd.hpp>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/work_calendar.h"
#include "rules/check.h"
#include "rules/condition.h"

namespace liuhen::rules {

struct Wording {
  std::string zh, en;
};

// A parameter that the rules leave open, or that is uncertain: what the bureau may choose. The
// value in force is the parameter itself.
struct Setting {
  std::string parameter;
  std::string default_json;          // recommended
  std::vector<std::string> choices;  // as JSON; empty: a whole number within the bounds
  std::optional<std::int64_t> at_least, at_most;  // what the rules fix; never passed
  std::string source;                             // where the default comes from
  Wording why;
};

struct ArticleCheck {
  std::string name;  // unique in its version
  SubjectKind subject = SubjectKind::house;
  std::string kind;
  std::string parameters_json;  // canonical
  Severity severity = Severity::breach;
  std::vector<Condition> when;
  std::optional<FactId> excused_by;  // a reason on record: broken becomes explained
  Wording asks;                      // one sentence: what is checked
  Wording remedy;                    // what to do next
  std::vector<Setting> settings;
  std::shared_ptr<const Check> check;
};

struct LawVersion {
  base::CivilDay in_force_from;
  std::optional<base::CivilDay> in_force_to;  // the last day
  std::string source;
  std::vector<ArticleCheck> checks;
};

struct Article {
  std::string id;    // "1-5a"; statutes: "penalty-42"
  std::string file;  // relative to the law folder
  Wording title, text;
  std::vector<std::string> restates;  // articles that it only repeats; then it has no versions
  std::vector<LawVersion> versions;   // by in_force_from, no overlap
};

struct LawProblem {
  std::string file;
  int line = 1;
  std::string sentence;
};
std::string text_of(const LawProblem& problem);  // "jingzhou/a1/art_05a.jsonc:7: …"

// One parameter of one check, in every version of its article.
struct ParameterChange {
  std::string article_id, check_name, parameter;
  std::string value_json;
};

class LawBook {
 public:
  using Loaded = base::Result<LawBook, std::vector<LawProblem>>;

  // Every *.jsonc below the folder but *.cases.jsonc; `folder`/calendar holds the calendar. Throws
  // Fault when the disk fails.
  static Loaded load(const std::filesystem::path& folder);

  // The same book with parameters changed: for settings and for "what if". Held to the same rules,
  // and to the bounds that the settings of the law file give.
  Loaded changed(const std::vector<ParameterChange>& changes) const;

  const std::vector<Article>& articles() const { return articles_; }  // by id
  const Article* find_article(std::string_view id) const;
  const base::WorkCalendar& calendar() const { return calendar_; }
  // Hex; another one whenever a file, a year of the calendar or a setting is another.
  const std::string& digest() const { return digest_; }

  // Checks that look at this kind of subject.
  struct Place {
    const Article* article = nullptr;
    const LawVersion* version = nullptr;
    const ArticleCheck* check = nullptr;
    std::vector<std::string> also;  // ids of articles that restate this one
  };
  const std::vector<Place>& checks_of(SubjectKind kind) const;

  LawBook(LawBook&&) = default;
  LawBook& operator=(LawBook&&) = default;
  LawBook(const LawBook&) = delete;  // places point into this book
  LawBook& operator=(const LawBook&) = delete;

 private:
  LawBook() = default;

  struct Source {
    std::string file, text;
  };

  static Loaded build(std::vector<Source> sources, base::WorkCalendar calendar,
                      const std::vector<ParameterChange>& changes);
  void index();

  std::vector<Source> sources_;
  base::WorkCalendar calendar_;
  std::string digest_;
  std::vector<Article> articles_;
  // Into articles_, whose elements stay where they are when the book is moved.
  std::vector<std::vector<Place>> by_subject_;
};

}  // namespace liuhen::rules
