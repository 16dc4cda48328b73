#include "base/strict_json.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/json.h"
#include "base/json_lines.h"
#include "base/text.h"

namespace liuhen::base {
namespace {

namespace json = boost::json;

constexpr std::size_t kWordBytesMax = 64;

std::string quoted(std::string_view name) { return "\"" + std::string(name) + "\""; }

bool is_word(std::string_view text) {
  return !text.empty() && text.size() <= kWordBytesMax &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
                  c == '.';
         });
}

}  // namespace

std::string text_of(const FileProblem& problem) {
  if (problem.file.empty()) return problem.sentence;
  return problem.file + ":" + std::to_string(problem.line) + ": " + problem.sentence;
}

Result<json::value, ParseProblem> parse_jsonc(std::string_view text) {
  json::parse_options options;
  options.max_depth = 16;
  options.allow_comments = true;
  options.allow_trailing_commas = true;
  boost::system::error_code error;
  json::parser parser({}, options);
  const std::size_t parsed = parser.write(text.data(), text.size(), error);
  if (!error) return parser.release();
  return ParseProblem{line_of_byte(text, parsed), "not well-formed JSON here: " + error.message()};
}

bool StrictObject::has(std::string_view name) const { return object_.contains(name); }

const json::value* StrictObject::find(std::string_view name) {
  taken_.emplace(name);
  return object_.if_contains(name);
}

void StrictObject::problem(std::string_view name, const std::string& sentence) {
  problems_.add(at(name), sentence);
}

std::string StrictObject::find_text(std::string_view name, std::size_t bytes_max) {
  const json::value* value = find(name);
  if (value == nullptr) return {};
  const auto found = base::find_text(object_, name);
  if (!found || found->empty() || found->size() > bytes_max) {
    problem(name,
            quoted(name) + " must be a text of at most " + std::to_string(bytes_max) + " bytes");
    return {};
  }
  return std::string(*found);
}

std::string StrictObject::text(std::string_view name, std::size_t bytes_max) {
  if (!has(name)) problem(name, quoted(name) + " is missing");
  return find_text(name, bytes_max);
}

std::string StrictObject::word(std::string_view name) {
  const std::string found = text(name);
  if (!found.empty() && !is_word(found)) {
    problem(name, "write at most 64 lower-case letters, digits, '-', '_' and '.' here");
  }
  return found;
}

std::vector<std::string> StrictObject::texts(std::string_view name, std::size_t most) {
  std::vector<std::string> found;
  const json::value* value = find(name);
  if (value == nullptr) return found;
  const json::array* list = value->if_array();
  for (std::size_t i = 0; list != nullptr && i < list->size() && i < most; ++i) {
    if ((*list)[i].is_string()) found.emplace_back((*list)[i].get_string());
  }
  if (list == nullptr || found.empty() || found.size() != list->size()) {
    problem(name, quoted(name) + " must be a list of 1 to " + std::to_string(most) + " texts");
  }
  return found;
}

std::vector<std::string> StrictObject::words(std::string_view name, std::size_t most) {
  const std::vector<std::string> found = texts(name, most);
  for (std::size_t i = 0; i < found.size(); ++i) {
    const std::string place = at(name) + "/" + std::to_string(i);
    if (!is_word(found[i])) problems_.add(place, "this is no word");
    if (std::count(found.begin(), found.end(), found[i]) > 1) {
      problems_.add(place, "this word stands twice in the list");
    }
  }
  return found;
}

Bilingual StrictObject::find_bilingual(std::string_view name) {
  return has(name) ? bilingual(name) : Bilingual{};
}

Bilingual StrictObject::bilingual(std::string_view name) {
  const json::value* value = find(name);
  const json::object* both = value == nullptr ? nullptr : value->if_object();
  if (both == nullptr) {
    problem(name, quoted(name) + " must be { \"zh\": …, \"en\": … }");
    return {};
  }
  StrictObject inner(*both, at(name), problems_);
  Bilingual found;
  found.zh = inner.text("zh");
  found.en = inner.text("en");
  inner.finish();
  return found;
}

bool StrictObject::flag(std::string_view name, bool otherwise) {
  const json::value* value = find(name);
  if (value == nullptr) return otherwise;
  if (!value->is_bool()) problem(name, quoted(name) + " must be true or false");
  return value->is_bool() ? value->get_bool() : otherwise;
}

std::optional<std::int64_t> StrictObject::find_integer(std::string_view name, std::int64_t min,
                                                       std::int64_t max) {
  if (find(name) == nullptr) return std::nullopt;
  const auto number = base::find_integer(object_, name);
  if (!number || *number < min || *number > max) {
    problem(name, quoted(name) + " must be a whole number from " + std::to_string(min) + " to " +
                      std::to_string(max));
    return std::nullopt;
  }
  return number;
}

std::int64_t StrictObject::integer(std::string_view name, std::int64_t min, std::int64_t max) {
  if (!has(name)) problem(name, quoted(name) + " is missing");
  return find_integer(name, min, max).value_or(min);
}

void StrictObject::object(std::string_view name, const Use& use) {
  const json::value* value = find(name);
  const json::object* found = value == nullptr ? nullptr : value->if_object();
  if (found == nullptr) {
    problem(name, quoted(name) + " must be an object");
    return;
  }
  StrictObject inner(*found, at(name), problems_);
  use(inner);
  inner.finish();
}

void StrictObject::find_objects(std::string_view name, std::size_t most, const Use& use) {
  if (has(name)) objects(name, most, use);
}

void StrictObject::objects(std::string_view name, std::size_t most, const Use& use) {
  const json::value* value = find(name);
  const json::array* list = value == nullptr ? nullptr : value->if_array();
  if (list == nullptr || list->empty() || list->size() > most) {
    problem(name, quoted(name) + " must be a list of 1 to " + std::to_string(most));
    return;
  }
  for (std::size_t i = 0; i < list->size(); ++i) {
    const std::string path = at(name) + "/" + std::to_string(i);
    const json::object* one = (*list)[i].if_object();
    if (one == nullptr) {
      problems_.add(path, "an object is wanted here");
      continue;
    }
    StrictObject inner(*one, path, problems_);
    use(inner);
    inner.finish();
  }
}

void StrictObject::finish() {
  for (const auto& member : object_) {
    const std::string_view name(member.key().data(), member.key().size());
    if (!taken_.contains(name)) {
      problem(name, "unknown member \"" + display_text(name, 80) + "\"");
    }
  }
}

}  // namespace liuhen::base
