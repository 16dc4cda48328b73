#include "flows/law/law_document.h"

#include <algorithm>

#include "base/disk.h"
#include "flows/law/case_subjects.h"
#include "rules/case_file.h"

namespace liuhen::flows {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kCasesFileMax = 256 * 1024;

constexpr const char* kHead =
    "# The law book\n\n"
    "Made from `law/` by `LIUHEN_WRITE_DOCS=1 unit_flows --gtest_filter=LawDocument.*`; a test\n"
    "holds this page to the files. *Later part*: the article is in the book and its check is\n"
    "tested by its cases, but the subjects it looks at do not exist in the house yet.\n";

struct Part {
  const char* title;
  const char* prefix;
};
constexpr Part kParts[] = {
    {"Annex 1 · 执法音像记录管理制度", "1-"},
    {"Annex 2 · 数字化记录信息归档管理制度", "2-"},
    {"Annex 3 · 行政执法全过程数据化记录制度", "3-"},
    {"行政处罚法", "penalty-"},
    {"行政强制法", "coercion-"},
};

// Where people meet a finding about this kind of subject.
const char* screen_of(rules::SubjectKind kind) {
  switch (kind) {
    case rules::SubjectKind::house:
      return "law page";
    case rules::SubjectKind::case_:
      return "case page: findings, stage line";
    default:
      return is_gathered(kind) ? "case page: findings" : "later part";
  }
}

std::size_t case_count(const fs::path& folder, const rules::Article& article) {
  fs::path file = folder / article.file;
  file.replace_extension(".cases.jsonc");
  if (!fs::exists(file)) return 0;
  const auto read = rules::read_case_file(base::as_text(base::read_file(file, kCasesFileMax)));
  return read ? read->cases.size() : 0;
}

std::string in_cell(std::string text) {
  std::replace(text.begin(), text.end(), '|', '/');
  return text;
}

void write_article(const rules::Article& article, const fs::path& folder, std::string& out) {
  const std::string head = "| " + article.id + " | " + in_cell(article.title.zh) + "<br>" +
                           in_cell(article.title.en) + " | ";
  if (!article.restates.empty()) {
    std::string ids;
    for (const auto& id : article.restates) ids += (ids.empty() ? "" : ", ") + id;
    out += head + "says the same as " + ids + " | | | |\n";
    return;
  }
  const std::string cases = std::to_string(case_count(folder, article));
  const auto& newest = article.versions.back();
  for (const auto& check : newest.checks) {
    out += head + in_cell(check.asks.zh) + "<br>" + in_cell(check.asks.en) + " | `" + check.kind +
           "` on " + std::string(rules::name_of(check.subject).name) + " | " + cases + " | " +
           screen_of(check.subject) + " |\n";
  }
}

}  // namespace

std::string law_document(const rules::LawBook& book, const fs::path& folder,
                         const std::vector<RowToCome>& to_come) {
  std::string out = kHead;
  for (const Part& part : kParts) {
    out += "\n## " + std::string(part.title) +
           "\n\n| Article | | Asks | Check | Cases | Screen |\n|---|---|---|---|--:|---|\n";
    for (const auto& article : book.articles()) {
      if (article.id.starts_with(part.prefix)) write_article(article, folder, out);
    }
  }
  out += "\n## To come\n\n";
  for (const RowToCome& row : to_come) out += "- **" + row.id + "**: " + row.why + "\n";
  out += "\n## Calendar\n\n";
  for (const auto& [year, calendar] : book.calendar().years()) {
    out += "- " + std::to_string(year) + ": " + calendar.source + "\n";
  }
  return out;
}

}  // namespace liuhen::flows
