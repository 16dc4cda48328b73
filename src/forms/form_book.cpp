#include "forms/form_book.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/disk.h"
#include "base/fault.h"
#include "base/json_lines.h"
#include "forms/form_file.h"

namespace liuhen::forms {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFileBytesMax = 128 * 1024;
constexpr std::size_t kFilesMax = 500;
constexpr std::size_t kProblemsMax = 200;

bool is_form_file(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.ends_with(".jsonc") && !name.ends_with(".sample.jsonc");
}

std::vector<std::string> form_files(const fs::path& folder) {
  std::vector<std::string> files;
  try {
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (entry.is_regular_file() && is_form_file(entry.path())) {
        files.push_back(entry.path().filename().string());
      }
      if (files.size() > kFilesMax) break;
    }
  } catch (const fs::filesystem_error& error) {
    throw base::Fault("the folder of forms cannot be read: " + std::string(error.what()));
  }
  std::sort(files.begin(), files.end());
  return files;
}

void read_one(const std::string& file, const std::string& text, std::vector<Form>& forms,
              std::vector<base::FileProblem>& problems) {
  const auto parsed = base::parse_jsonc(text);
  if (!parsed) {
    problems.push_back({file, parsed.error().line, parsed.error().sentence});
    return;
  }
  const base::JsonLines lines(text);
  if (lines.twice()) problems.push_back({file, lines.twice_line(), "this member is named twice"});
  base::PathProblems found;
  Form form = read_form(*parsed, found);
  if (!form.id.empty() && form.id + ".jsonc" != file) {
    found.add("/id", "the file of this form must be called " + form.id + ".jsonc");
  }
  for (const auto& one : found.all()) {
    problems.push_back({file, lines.line_of(one.path), one.sentence});
  }
  form.file = file;
  forms.push_back(std::move(form));
}

// The order in a case file is beyond doubt: no two forms claim the same place.
void check_orders(const std::vector<Form>& forms, std::vector<base::FileProblem>& problems) {
  for (std::size_t i = 0; i < forms.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (forms[i].order_by_procedure == forms[j].order_by_procedure ||
          forms[i].order_by_result == forms[j].order_by_result) {
        problems.push_back({forms[i].file, 1, "its place in the order is that of " + forms[j].id});
      }
    }
  }
}

}  // namespace

FormBook::Loaded FormBook::load(const fs::path& folder) {
  std::vector<base::FileProblem> problems;
  const std::vector<std::string> files = form_files(folder);
  if (files.empty() || files.size() > kFilesMax) {
    problems.push_back(
        {"", 1, "the folder holds no form file, or more than 500: " + folder.string()});
    return problems;
  }
  FormBook book;
  for (const std::string& file : files) {
    const base::Bytes bytes = base::read_file(folder / file, kFileBytesMax);
    read_one(file, std::string(base::as_text(bytes)), book.forms_, problems);
    if (problems.size() > kProblemsMax) break;
  }
  if (problems.empty()) check_orders(book.forms_, problems);
  if (!problems.empty()) return problems;
  std::sort(book.forms_.begin(), book.forms_.end(), [](const Form& a, const Form& b) {
    return a.order_by_procedure < b.order_by_procedure;
  });
  return book;
}

const Form* FormBook::find_form(std::string_view id) const {
  const auto found =
      std::find_if(forms_.begin(), forms_.end(), [&](const Form& form) { return form.id == id; });
  return found == forms_.end() ? nullptr : &*found;
}

}  // namespace liuhen::forms
