#include "rules/law_book.h"

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <map>

#include "base/calendar_file.h"
#include "base/digest.h"
#include "base/disk.h"
#include "base/fault.h"
#include "base/json.h"
#include "base/json_lines.h"
#include "base/text.h"
#include "rules/law_file.h"

namespace liuhen::rules {
namespace {

namespace json = boost::json;
namespace fs = std::filesystem;

constexpr std::size_t kFileBytesMax = 128 * 1024;
constexpr std::size_t kFilesMax = 2000;
constexpr std::size_t kProblemsMax = 200;

bool is_law_file(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.ends_with(".jsonc") && !name.ends_with(".cases.jsonc");
}

std::vector<fs::path> law_files(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const fs::path relative = fs::relative(entry.path(), folder);
    if (*relative.begin() == "calendar" || !entry.is_regular_file()) continue;
    if (is_law_file(relative)) files.push_back(relative);
    if (files.size() > kFilesMax) break;
  }
  std::sort(files.begin(), files.end());
  return files;
}

json::parse_options jsonc() {
  json::parse_options options;
  options.max_depth = 16;
  options.allow_comments = true;
  options.allow_trailing_commas = true;
  return options;
}

// Here and not base::parse_json, because a refusal must name the line.
std::optional<json::value> parse(const std::string& file, const std::string& text,
                                 std::vector<LawProblem>& problems) {
  boost::system::error_code error;
  json::parser parser({}, jsonc());
  const std::size_t parsed = parser.write(text.data(), text.size(), error);
  if (!error) return parser.release();
  problems.push_back(
      {file, base::line_of_byte(text, parsed), "not well-formed JSON here: " + error.message()});
  return std::nullopt;
}

// Sets the parameter in every version of the article; how many checks it met.
std::size_t apply(const ParameterChange& change, const json::value& value, json::value& file) {
  std::size_t met = 0;
  json::object* root = file.if_object();
  json::value* versions = root == nullptr ? nullptr : root->if_contains("versions");
  if (versions == nullptr || !versions->is_array()) return 0;
  for (json::value& version : versions->get_array()) {
    json::value* checks =
        version.is_object() ? version.get_object().if_contains("checks") : nullptr;
    if (checks == nullptr || !checks->is_array()) continue;
    for (json::value& check : checks->get_array()) {
      if (!check.is_object()) continue;
      if (base::find_text(check.get_object(), "name") != change.check_name) continue;
      json::value* parameters = check.get_object().if_contains("parameters");
      if (parameters == nullptr || !parameters->is_object()) continue;
      if (!parameters->get_object().contains(change.parameter)) continue;
      parameters->get_object()[change.parameter] = value;
      ++met;
    }
  }
  return met;
}

void apply_changes(const std::string& file_name, json::value& file,
                   const std::vector<ParameterChange>& changes, std::vector<LawProblem>& problems) {
  const json::object* root = file.if_object();
  for (const ParameterChange& change : changes) {
    if (root == nullptr || base::find_text(*root, "id") != change.article_id) continue;
    const auto value = base::parse_json(change.value_json, {kFileBytesMax, 8, false});
    if (!value) {
      problems.push_back({file_name, 1, "the new value is no JSON: " + value.error()});
    } else if (apply(change, *value, file) == 0) {
      problems.push_back(
          {file_name, 1,
           "no check \"" + change.check_name + "\" has a parameter \"" + change.parameter + "\""});
    }
  }
}

std::vector<LawProblem> unknown_articles(const std::vector<Article>& articles,
                                         const std::vector<ParameterChange>& changes) {
  std::vector<LawProblem> problems;
  std::map<std::string, const Article*, std::less<>> by_id;
  for (const Article& article : articles) {
    const auto [earlier, is_new] = by_id.emplace(article.id, &article);
    if (!is_new) {
      problems.push_back(
          {article.file, 1,
           "article " + article.id + " stands in " + earlier->second->file + " too"});
    }
  }
  for (const Article& article : articles) {
    for (const std::string& id : article.restates) {
      const auto found = by_id.find(id);
      if (found == by_id.end() || !found->second->restates.empty()) {
        problems.push_back({article.file, 1,
                            "it restates " + id + ", which is no article with checks of its own"});
      }
    }
  }
  for (const ParameterChange& change : changes) {
    if (!by_id.contains(change.article_id)) {
      problems.push_back({"", 1, "there is no article " + change.article_id});
    }
  }
  return problems;
}

std::string calendar_text(const base::WorkCalendar& calendar) {
  std::string text;
  for (const auto& [number, year] : calendar.years()) {
    text += std::to_string(number) + ":";
    for (const auto day : year.off) text += " -" + base::text_of(day);
    for (const auto day : year.working) text += " +" + base::text_of(day);
    text += '\n';
  }
  return text;
}

}  // namespace

std::string text_of(const LawProblem& problem) {
  if (problem.file.empty()) return problem.sentence;
  return problem.file + ":" + std::to_string(problem.line) + ": " + problem.sentence;
}

LawBook::Loaded LawBook::load(const fs::path& folder) {
  auto calendar = base::load_calendar(folder / "calendar");
  if (!calendar) return std::vector<LawProblem>{{"", 1, "calendar/" + calendar.error()}};
  std::vector<Source> sources;
  std::vector<fs::path> files;
  try {
    files = law_files(folder);
  } catch (const fs::filesystem_error& error) {
    throw base::Fault("the law folder cannot be read: " + std::string(error.what()));
  }
  if (files.empty() || files.size() > kFilesMax) {
    return std::vector<LawProblem>{
        {"", 1, "the law folder holds no law file, or more than 2000: " + folder.string()}};
  }
  for (const fs::path& file : files) {
    const base::Bytes bytes = base::read_file(folder / file, kFileBytesMax);
    sources.push_back({file.string(), std::string(base::as_text(bytes))});
  }
  return build(std::move(sources), std::move(*calendar), {});
}

LawBook::Loaded LawBook::changed(const std::vector<ParameterChange>& changes) const {
  return build(sources_, calendar_, changes);
}

LawBook::Loaded LawBook::build(std::vector<Source> sources, base::WorkCalendar calendar,
                               const std::vector<ParameterChange>& changes) {
  std::vector<LawProblem> problems;
  LawBook book;
  for (const Source& source : sources) {
    auto parsed = parse(source.file, source.text, problems);
    if (!parsed) continue;
    const base::JsonLines lines(source.text);
    if (lines.twice()) {
      problems.push_back({source.file, lines.twice_line(), "this member is named twice"});
    }
    apply_changes(source.file, *parsed, changes, problems);
    PathProblems found;
    Article article = read_article(*parsed, found);
    for (const PathProblems::One& one : found.all()) {
      problems.push_back({source.file, lines.line_of(one.path), one.sentence});
    }
    article.file = source.file;
    book.articles_.push_back(std::move(article));
    if (problems.size() > kProblemsMax) break;
  }
  if (problems.empty()) problems = unknown_articles(book.articles_, changes);
  if (!problems.empty()) return problems;
  std::string all = calendar_text(calendar);
  for (const Source& source : sources) all += source.file + '\0' + source.text + '\0';
  for (const ParameterChange& change : changes) {
    all += change.article_id + '\0' + change.check_name + '\0' + change.parameter + '\0' +
           change.value_json + '\0';
  }
  book.digest_ = base::hex_of(base::sha256_of(all));
  book.sources_ = std::move(sources);
  book.calendar_ = std::move(calendar);
  std::sort(book.articles_.begin(), book.articles_.end(),
            [](const Article& a, const Article& b) { return a.id < b.id; });
  book.index();
  return book;
}

void LawBook::index() {
  by_subject_.assign(kSubjectKinds, {});
  for (const Article& article : articles_) {
    std::vector<std::string> also;
    for (const Article& other : articles_) {
      if (std::count(other.restates.begin(), other.restates.end(), article.id) > 0) {
        also.push_back(other.id);
      }
    }
    for (const LawVersion& version : article.versions) {
      for (const ArticleCheck& check : version.checks) {
        by_subject_[static_cast<std::size_t>(check.subject)].push_back(
            {&article, &version, &check, also});
      }
    }
  }
}

const Article* LawBook::find_article(std::string_view id) const {
  const auto found = std::lower_bound(
      articles_.begin(), articles_.end(), id,
      [](const Article& article, std::string_view wanted) { return article.id < wanted; });
  return found == articles_.end() || found->id != id ? nullptr : &*found;
}

const std::vector<LawBook::Place>& LawBook::checks_of(SubjectKind kind) const {
  return by_subject_.at(static_cast<std::size_t>(kind));
}

}  // namespace liuhen::rules
