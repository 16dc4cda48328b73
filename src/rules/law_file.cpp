#include "rules/law_file.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "rules/checks/all.h"

namespace liuhen::rules {
namespace {

namespace json = boost::json;

constexpr std::size_t kVersionsMax = 32;
constexpr std::size_t kChecksMax = 16;
constexpr std::size_t kIdBytesMax = 64;

// An object of a law file, with its path; what nobody takes is an unknown member.
class Member {
 public:
  Member(const json::object& object, std::string path, PathProblems& problems)
      : object_(object), path_(std::move(path)), problems_(problems) {}

  std::string at(std::string_view name) const { return path_ + "/" + std::string(name); }
  void problem(std::string_view name, const std::string& sentence) {
    problems_.add(at(name), sentence);
  }
  const json::value* find(std::string_view name) {
    taken_.emplace_back(name);
    return object_.if_contains(name);
  }

  std::string text(std::string_view name) {
    find(name);
    const auto found = base::find_text(object_, name);
    if (!found || found->empty()) {
      problem(name, "\"" + std::string(name) + "\" is missing or no text");
      return {};
    }
    return std::string(*found);
  }

  // An id or a name: short, lower-case letters, digits, dots, dashes and underscores.
  std::string word(std::string_view name) {
    const std::string found = text(name);
    const bool is_good = std::all_of(found.begin(), found.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    });
    if (!is_good || found.size() > kIdBytesMax) {
      problem(name, "write at most 64 lower-case letters, digits, '-', '_' and '.' here");
    }
    return found;
  }

  Wording wording(std::string_view name) {
    const json::value* value = find(name);
    const json::object* both = value == nullptr ? nullptr : value->if_object();
    if (both == nullptr) {
      problem(name, "\"" + std::string(name) + "\" must be { \"zh\": …, \"en\": … }");
      return {};
    }
    Member member(*both, at(name), problems_);
    Wording wording{member.text("zh"), member.text("en")};
    member.finish();
    return wording;
  }

  std::optional<base::CivilDay> day(std::string_view name) {
    const json::value* value = find(name);
    if (value == nullptr) return std::nullopt;
    const auto found = value->is_string()
                           ? base::civil_day_of(std::string_view(value->get_string()))
                           : std::nullopt;
    if (!found) problem(name, "write a day that exists, as 2026-03-01");
    return found;
  }

  // A list of objects of 1 to `most`, each handed to `use`.
  template <class Use>
  void objects(std::string_view name, std::size_t most, Use&& use) {
    const json::value* value = find(name);
    const json::array* list = value == nullptr ? nullptr : value->if_array();
    if (list == nullptr || list->empty() || list->size() > most) {
      problem(name, "\"" + std::string(name) + "\" must be a list of 1 to " + std::to_string(most));
      return;
    }
    for (std::size_t i = 0; i < list->size(); ++i) {
      const std::string path = at(name) + "/" + std::to_string(i);
      const json::object* object = (*list)[i].if_object();
      if (object == nullptr) {
        problems_.add(path, "an object is wanted here");
        continue;
      }
      Member member(*object, path, problems_);
      use(member);
      member.finish();
    }
  }

  void finish() {
    for (const auto& one : object_) {
      const std::string_view name(one.key().data(), one.key().size());
      if (std::find(taken_.begin(), taken_.end(), name) == taken_.end()) {
        problem(name, "unknown member \"" + base::display_text(name, 80) + "\"");
      }
    }
  }

  const json::object& object() const { return object_; }
  PathProblems& problems() { return problems_; }

 private:
  const json::object& object_;
  std::string path_;
  PathProblems& problems_;
  std::vector<std::string> taken_;
};

bool is_within(const json::value& value, const Setting& setting) {
  if (!setting.choices.empty()) {
    return std::find(setting.choices.begin(), setting.choices.end(), base::canonical_json(value)) !=
           setting.choices.end();
  }
  if (setting.at_least || setting.at_most) {
    return value.is_int64() && (!setting.at_least || value.get_int64() >= *setting.at_least) &&
           (!setting.at_most || value.get_int64() <= *setting.at_most);
  }
  return true;  // a table, or words: the check's own reader is the judge
}

void read_choices(Member& member, Setting& setting) {
  const json::value* choices = member.find("choices");
  if (choices == nullptr) return;
  if (const json::array* list = choices->if_array(); list != nullptr && list->size() <= 32) {
    for (const json::value& choice : *list) {
      if (base::is_canonicalizable(choice)) setting.choices.push_back(base::canonical_json(choice));
    }
  }
  if (setting.choices.empty()) member.problem("choices", "a list of values is wanted here");
}

Setting read_setting(Member& member, const json::object& parameters) {
  Setting setting;
  setting.parameter = member.text("parameter");
  read_choices(member, setting);
  member.find("at_least");
  member.find("at_most");
  setting.at_least = base::find_integer(member.object(), "at_least");
  setting.at_most = base::find_integer(member.object(), "at_most");
  setting.source = member.text("source");
  setting.why = member.wording("why");
  const json::value* recommended = member.find("default");
  const json::value* value = parameters.if_contains(setting.parameter);
  if (value == nullptr) {
    member.problem("parameter", "the check has no parameter of this name");
  } else if (!base::is_canonicalizable(*value) || !is_within(*value, setting)) {
    member.problem("parameter",
                   "the value of \"" + setting.parameter + "\" is none that this setting allows");
  }
  if (recommended == nullptr || !base::is_canonicalizable(*recommended) ||
      !is_within(*recommended, setting)) {
    member.problem("default", "a default that the setting itself allows is wanted here");
  } else {
    setting.default_json = base::canonical_json(*recommended);
  }
  return setting;
}

SubjectKind read_subject(Member& member) {
  const std::string name = member.text("subject");
  const auto subject = find_subject(name);
  if (!subject && !name.empty()) {
    member.problem("subject", "there is no kind of subject \"" + base::display_text(name, 60) +
                                  "\" (rules/vocabulary.cpp)");
  }
  return subject.value_or(SubjectKind::house);
}

void read_what_is_checked(Member& member, ArticleCheck& check) {
  check.kind = member.text("check");
  const json::value* value = member.find("parameters");
  const json::object* parameters = value == nullptr ? nullptr : value->if_object();
  const auto kind = find_check_kind(check.kind);
  if (!kind) {
    member.problem("check", "there is no kind of check \"" + base::display_text(check.kind, 60) +
                                "\" (rules/checks/all.cpp)");
  }
  if (parameters == nullptr || !base::is_canonicalizable(*value)) {
    member.problem("parameters", "\"parameters\" must be an object without fractions");
    return;
  }
  check.parameters_json = base::canonical_json(*value);
  if (kind) {
    Parameters reader(*parameters, member.at("parameters"), check.subject, member.problems());
    check.check = kind->make(reader);
    reader.finish();
  }
  if (member.object().contains("settings")) {
    member.objects("settings", 8, [&](Member& setting) {
      check.settings.push_back(read_setting(setting, *parameters));
    });
  }
}

ArticleCheck read_check(Member& member) {
  ArticleCheck check;
  check.name = member.word("name");
  check.subject = read_subject(member);
  check.asks = member.wording("asks");
  check.remedy = member.wording("remedy");
  const auto severity = severity_of(member.text("severity"));
  if (!severity) member.problem("severity", "write breach, warning, task or question here");
  check.severity = severity.value_or(Severity::breach);
  if (const json::value* when = member.find("when")) {
    check.when = Condition::read(*when, member.at("when"), check.subject, member.problems());
  }
  if (const json::value* reason = member.find("excused_by")) {
    const std::string name = reason->is_string() ? std::string(reason->get_string()) : "";
    check.excused_by = find_fact(check.subject, name);
    if (!check.excused_by) member.problem("excused_by", "the name of a fact is wanted here");
  }
  read_what_is_checked(member, check);
  return check;
}

LawVersion read_version(Member& member) {
  LawVersion version;
  const auto from = member.day("in_force_from");
  if (!from) member.problem("in_force_from", "since when is this in force?");
  version.in_force_from = from.value_or(base::CivilDay{});
  version.in_force_to = member.day("in_force_to");
  if (from && version.in_force_to && *version.in_force_to < *from) {
    member.problem("in_force_to", "this day lies before in_force_from");
  }
  version.source = member.text("source");
  member.objects("checks", kChecksMax, [&](Member& check_member) {
    ArticleCheck check = read_check(check_member);
    for (const ArticleCheck& earlier : version.checks) {
      if (earlier.name == check.name) check_member.problem("name", "two checks have this name");
    }
    version.checks.push_back(std::move(check));
  });
  return version;
}

void read_restated(Member& member, Article& article) {
  const json::array* ids = base::find_array(member.object(), "restates");
  member.find("restates");
  for (std::size_t i = 0; ids != nullptr && i < ids->size() && i < 16; ++i) {
    if ((*ids)[i].is_string()) article.restates.emplace_back((*ids)[i].get_string());
  }
  if (article.restates.empty()) member.problem("restates", "a list of article ids is wanted here");
}

}  // namespace

Article read_article(const json::value& file, PathProblems& problems) {
  Article article;
  const json::object* root = file.if_object();
  if (root == nullptr) {
    problems.add("", "a law file is an object");
    return article;
  }
  Member member(*root, "", problems);
  article.id = member.word("id");
  article.title = member.wording("title");
  article.text = member.wording("text");
  if (root->contains("restates")) {
    read_restated(member, article);
  } else {
    member.objects("versions", kVersionsMax, [&](Member& version_member) {
      LawVersion version = read_version(version_member);
      const LawVersion* earlier = article.versions.empty() ? nullptr : &article.versions.back();
      if (earlier != nullptr &&
          (!earlier->in_force_to || version.in_force_from <= *earlier->in_force_to)) {
        version_member.problem("in_force_from",
                               "the version before must end (in_force_to) before this one begins");
      }
      article.versions.push_back(std::move(version));
    });
  }
  member.finish();
  return article;
}

}  // namespace liuhen::rules
