#include "base/calendar_file.h"

#include <algorithm>
#include <boost/json.hpp>
#include <vector>

#include "base/disk.h"
#include "base/json.h"
#include "base/json_lines.h"
#include "base/text.h"

namespace liuhen::base {
namespace {

namespace json = boost::json;

constexpr std::size_t kFileBytesMax = 64 * 1024;
constexpr std::size_t kFilesMax = 200;
constexpr std::size_t kRangeDaysMax = 31;

// The first problem of one file, as "file:line: sentence".
class Problems {
 public:
  Problems(std::string_view text, const std::string& file_name)
      : lines_(text), file_name_(file_name) {
    if (lines_.twice()) add(*lines_.twice(), "this member is named twice", lines_.twice_line());
  }

  void add(const std::string& path, const std::string& sentence, int line = 0) {
    if (!first_.empty()) return;
    if (line == 0) line = lines_.line_of(path);
    first_ = file_name_ + ":" + std::to_string(line) + ": " + sentence;
  }
  const std::string& first() const { return first_; }

 private:
  JsonLines lines_;
  std::string file_name_;
  std::string first_;
};

std::optional<CivilDay> day_at(const json::value& value) {
  if (!value.is_string()) return std::nullopt;
  return civil_day_of(std::string_view(value.get_string()));
}

// "2026-05-01" or { "from": "2026-05-01", "to": "2026-05-05" }, both ends included.
void take_days(const json::value& value, const std::string& path, std::vector<CivilDay>& days,
               Problems& problems) {
  std::optional<CivilDay> from = day_at(value), to = from;
  if (const json::object* range = value.if_object(); range != nullptr && range->size() == 2) {
    const json::value *first = range->if_contains("from"), *last = range->if_contains("to");
    if (first != nullptr && last != nullptr) from = day_at(*first), to = day_at(*last);
  }
  if (!from || !to) {
    problems.add(path, "write a day that exists, \"2026-05-01\", or { \"from\": …, \"to\": … }");
  } else if (*to < *from || days_between(*from, *to) >= static_cast<int>(kRangeDaysMax)) {
    problems.add(path, "the last day lies before the first, or more than a month after it");
  } else {
    for (CivilDay day = *from; day <= *to; day = day.plus_days(1)) days.push_back(day);
  }
}

std::vector<CivilDay> days_of(const json::object& root, const std::string& name,
                              Problems& problems) {
  std::vector<CivilDay> days;
  const json::array* listed = find_array(root, name);
  if (listed == nullptr) {
    problems.add("", "the list \"" + name + "\" is missing");
    return days;
  }
  for (std::size_t i = 0; i < listed->size() && days.size() <= 366; ++i) {
    take_days((*listed)[i], "/" + name + "/" + std::to_string(i), days, problems);
  }
  return days;
}

void refuse_unknown(const json::object& root, Problems& problems) {
  static const std::vector<std::string_view> kKnown = {"year", "source", "off", "working"};
  for (const auto& member : root) {
    const std::string_view name(member.key().data(), member.key().size());
    if (std::find(kKnown.begin(), kKnown.end(), name) == kKnown.end()) {
      problems.add("/" + std::string(name), "unknown member \"" + display_text(name, 60) + "\"");
    }
  }
}

}  // namespace

Result<CalendarYear, std::string> calendar_year_of(std::string_view text,
                                                   const std::string& file_name) {
  const auto parsed = parse_json(text, {kFileBytesMax, 8, true});
  if (!parsed) return file_name + ": " + parsed.error();
  const json::object* root = parsed->if_object();
  if (root == nullptr) return file_name + ":1: a calendar is an object";
  Problems problems(text, file_name);
  refuse_unknown(*root, problems);
  CalendarYear year;
  const auto number = find_integer(*root, "year");
  const auto source = find_text(*root, "source");
  if (!number || *number < 1900 || *number > 9999) {
    problems.add("/year", "\"year\" must be a number from 1900 to 9999");
  }
  if (!source || source->empty()) problems.add("/source", "\"source\" must say who set these days");
  year.off = days_of(*root, "off", problems);
  year.working = days_of(*root, "working", problems);
  if (!problems.first().empty()) return problems.first();
  year.year = static_cast<int>(*number);
  year.source = *source;
  WorkCalendar trial;
  if (const auto added = trial.add(year); !added) return file_name + ": " + added.error();
  return year;
}

Result<WorkCalendar, std::string> load_calendar(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".jsonc") files.push_back(entry.path());
  }
  if (error) return folder.string() + ": " + error.message();
  if (files.size() > kFilesMax) return folder.string() + ": more calendar files than can be meant";
  std::sort(files.begin(), files.end());
  WorkCalendar calendar;
  for (const auto& file : files) {
    const Bytes bytes = read_file(file, kFileBytesMax);
    auto year = calendar_year_of(as_text(bytes), file.filename().string());
    if (!year) return year.error();
    if (calendar.knows(year->year)) {
      return file.filename().string() + ": the year " + std::to_string(year->year) +
             " stands in another file too";
    }
    if (auto added = calendar.add(std::move(*year)); !added) return added.error();
  }
  return calendar;
}

}  // namespace liuhen::base
