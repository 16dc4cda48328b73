#include "rules/case_file.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/json.h"

namespace liuhen::rules {
namespace {

namespace json = boost::json;

constexpr std::size_t kFileBytesMax = 256 * 1024;

// What is wrong, thrown to read_case_file and no further.
struct Wrong {
  std::string sentence;
};

void only(const json::object& object, std::initializer_list<std::string_view> names) {
  for (const auto& member : object) {
    const std::string_view name(member.key().data(), member.key().size());
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      throw Wrong{"unknown member \"" + std::string(name) + "\""};
    }
  }
}

std::string text_in(const json::object& object, std::string_view name) {
  const auto text = base::find_text(object, name);
  if (!text) throw Wrong{"\"" + std::string(name) + "\" is missing"};
  return std::string(*text);
}

std::optional<base::UtcTime> find_time(const json::object& object, std::string_view name) {
  if (!object.contains(name)) return std::nullopt;
  const auto time = base::time_of_rfc3339(base::find_text(object, name).value_or(""));
  if (!time) throw Wrong{"\"" + std::string(name) + "\" must be a time with its zone"};
  return time;
}

const json::object& object_in(const json::object& object, std::string_view name) {
  const json::object* found = base::find_object(object, name);
  if (found == nullptr) throw Wrong{"the object \"" + std::string(name) + "\" is missing"};
  return *found;
}

std::vector<const json::object*> objects_in(const json::object& object, std::string_view name) {
  const json::array* list = base::find_array(object, name);
  if (list == nullptr) throw Wrong{"the list \"" + std::string(name) + "\" is missing"};
  std::vector<const json::object*> objects;
  for (const json::value& one : *list) {
    if (!one.is_object()) throw Wrong{"\"" + std::string(name) + "\" is a list of objects"};
    objects.push_back(&one.get_object());
  }
  return objects;
}

ExpectedFinding read_expected(const json::object& object) {
  only(object, {"check", "state", "due_at", "breached_at", "mended_at", "strict_at", "provisional",
                "words"});
  ExpectedFinding expected;
  expected.check_name = text_in(object, "check");
  expected.state = text_in(object, "state");
  expected.due_at = find_time(object, "due_at");
  expected.breached_at = find_time(object, "breached_at");
  expected.mended_at = find_time(object, "mended_at");
  expected.strict_at = find_time(object, "strict_at");
  expected.provisional = base::find_bool(object, "provisional").value_or(false);
  if (!object.contains("words")) return expected;
  const json::object& words = object_in(object, "words");
  for (const auto& word : words) {
    const std::string name(word.key().data(), word.key().size());
    expected.words.emplace_back(name, text_in(words, name));
  }
  return expected;
}

// The group's facts with the case's laid over them; null takes one away.
json::object laid_over(const json::object& group, const json::object& own) {
  json::object facts = group;
  for (const auto& member : own) {
    if (member.value().is_null()) {
      facts.erase(member.key());
    } else {
      facts[member.key()] = member.value();
    }
  }
  return facts;
}

LawCase read_case(const json::object& object, const json::object& group, SubjectKind kind) {
  only(object, {"name", "at", "now", "facts", "expect"});
  const std::string name = text_in(object, "name");
  auto at = find_time(object, "at"), now = find_time(object, "now");
  if (!at) at = find_time(group, "at");
  if (!now) now = find_time(group, "now");
  if (!at || !now) throw Wrong{name + ": \"at\" and \"now\" are wanted, here or in the group"};
  const json::object laid = laid_over(object_in(group, "facts"), object_in(object, "facts"));
  auto facts = facts_of_json(kind, "subject", *at, laid);
  if (!facts) throw Wrong{name + ": " + facts.error()};
  LawCase made{name, std::move(*facts), *now, {}};
  for (const json::object* expected : objects_in(object, "expect")) {
    made.expected.push_back(read_expected(*expected));
  }
  return made;
}

CaseFile read_root(const json::object& root) {
  only(root, {"article", "groups"});
  CaseFile file{text_in(root, "article"), {}};
  for (const json::object* group : objects_in(root, "groups")) {
    only(*group, {"subject", "at", "now", "facts", "cases"});
    const auto kind = find_subject(text_in(*group, "subject"));
    if (!kind) throw Wrong{"there is no such kind of subject"};
    for (const json::object* one : objects_in(*group, "cases")) {
      file.cases.push_back(read_case(*one, *group, *kind));
    }
  }
  return file;
}

template <class T>
bool differs(const std::optional<T>& expected, const std::optional<T>& found) {
  return expected && expected != found;
}

std::string difference(const ExpectedFinding& expected, const Finding& finding) {
  const std::string which = expected.check_name + ": ";
  if (name_of(finding.state) != expected.state) {
    return which + "is " + std::string(name_of(finding.state)) + ", not " + expected.state;
  }
  const auto told = [](const std::optional<base::UtcTime>& time) {
    return time ? base::rfc3339_of(*time) : std::string("unknown");
  };
  if (differs(expected.due_at, finding.due_at)) return which + "due " + told(finding.due_at);
  if (differs(expected.breached_at, finding.breached_at)) {
    return which + "breached " + told(finding.breached_at);
  }
  if (differs(expected.mended_at, finding.mended_at)) {
    return which + "mended " + told(finding.mended_at);
  }
  if (expected.strict_at &&
      (finding.readings.empty() || finding.readings.front().due_at != *expected.strict_at)) {
    return which + "the strict reading differs";
  }
  if (expected.provisional != finding.provisional) return which + "provisional differs";
  for (const auto& word : expected.words) {
    if (std::find(finding.words.begin(), finding.words.end(), word) == finding.words.end()) {
      std::string all;
      for (const auto& [name, text] : finding.words) all += " " + name + "=" + text;
      return which + "wanted " + word.first + "=" + word.second + ", found" + all;
    }
  }
  return {};
}

}  // namespace

base::Result<CaseFile, std::string> read_case_file(std::string_view text) {
  const auto parsed = base::parse_json(text, {kFileBytesMax, 12, true});
  if (!parsed) return parsed.error();
  if (!parsed->is_object()) return std::string("a cases file is an object");
  try {
    return read_root(parsed->get_object());
  } catch (const Wrong& wrong) {
    return wrong.sentence;
  }
}

std::string difference(const std::vector<ExpectedFinding>& expected,
                       const std::vector<Finding>& findings) {
  for (const ExpectedFinding& one : expected) {
    const auto found = std::find_if(findings.begin(), findings.end(), [&](const Finding& finding) {
      return finding.check_name == one.check_name;
    });
    if (found == findings.end()) return one.check_name + ": nothing was found";
    if (std::string found_difference = difference(one, *found); !found_difference.empty()) {
      return found_difference;
    }
  }
  for (const Finding& finding : findings) {
    const bool is_expected = std::any_of(
        expected.begin(), expected.end(),
        [&](const ExpectedFinding& one) { return one.check_name == finding.check_name; });
    if (!is_expected) {
      return finding.check_name + ": " + std::string(name_of(finding.state)) + " was not expected";
    }
  }
  return {};
}

}  // namespace liuhen::rules
