#include "rules/condition.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/json.h"

namespace liuhen::rules {
namespace {

namespace json = boost::json;

bool contains(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::vector<std::string> words_of(const json::value& value) {
  std::vector<std::string> words;
  if (value.is_string()) words.emplace_back(value.get_string());
  if (const json::array* array = value.if_array()) {
    for (const json::value& word : *array) {
      if (word.is_string()) words.emplace_back(word.get_string());
    }
    if (words.size() != array->size()) words.clear();
  }
  return words;
}

}  // namespace

bool Condition::holds(const Facts& facts) const {
  if (kind_ == Kind::given) return facts.is_given(fact_) == flag_;
  const Value* value = facts.find(fact_);
  if (value == nullptr) return false;
  if (kind_ == Kind::is_flag) return *std::get_if<bool>(value) == flag_;
  if (kind_ == Kind::is_count) return facts.find_count(fact_) == number_;
  if (kind_ == Kind::above) return *facts.find_count(fact_) > number_;
  if (const std::string* text = facts.find_text(fact_)) return contains(words_, *text);
  const auto& list = *facts.find_list(fact_);
  return std::any_of(list.begin(), list.end(),
                     [&](const std::string& word) { return contains(words_, word); });
}

Condition Condition::read_one(const json::object& object, const std::string& path,
                              SubjectKind subject, PathProblems& problems) {
  Parameters reader(object, path, subject, problems);
  Condition made;
  made.fact_ = reader.fact("fact", kAnyType);
  const FactType type = rules::facts()[made.fact_].type;
  const json::value *is = object.if_contains("is"), *in = object.if_contains("in");
  const json::value* given = object.if_contains("given");
  if (object.size() != 2) {
    problems.add(path, "a condition is a \"fact\" and one of \"is\", \"in\", \"given\", \"above\"");
  } else if (is != nullptr && is->is_bool() && type == FactType::flag) {
    made.kind_ = Kind::is_flag;
    made.flag_ = is->get_bool();
  } else if (is != nullptr && is->is_int64() && type == FactType::count) {
    made.kind_ = Kind::is_count;
    made.number_ = is->get_int64();
  } else if (is != nullptr && is->is_string() && type == FactType::text) {
    made.kind_ = Kind::in;
    made.words_ = words_of(*is);
  } else if (in != nullptr && (type == FactType::text || type == FactType::list)) {
    made.kind_ = Kind::in;
    made.words_ = words_of(*in);
    if (made.words_.empty()) problems.add(path + "/in", "a list of words is wanted here");
  } else if (given != nullptr && given->is_bool()) {
    made.flag_ = given->get_bool();
  } else if (object.contains("above") && type == FactType::count) {
    made.kind_ = Kind::above;
    made.number_ = reader.integer("above", -1, 1'000'000'000'000);
  } else {
    problems.add(path, "this condition does not fit a fact of type " + std::string(name_of(type)));
  }
  return made;
}

std::vector<Condition> Condition::read(const json::value& when, const std::string& path,
                                       SubjectKind subject, PathProblems& problems) {
  std::vector<Condition> conditions;
  const json::array* array = when.if_array();
  if (array == nullptr || array->size() > 16) {
    problems.add(path, "\"when\" is a list of at most 16 conditions");
    return conditions;
  }
  for (std::size_t i = 0; i < array->size(); ++i) {
    const std::string one_path = path + "/" + std::to_string(i);
    if (const json::object* object = (*array)[i].if_object()) {
      conditions.push_back(read_one(*object, one_path, subject, problems));
    } else {
      problems.add(one_path, "a condition is an object");
    }
  }
  return conditions;
}

bool all_hold(const std::vector<Condition>& conditions, const Facts& facts) {
  return std::all_of(conditions.begin(), conditions.end(),
                     [&](const Condition& condition) { return condition.holds(facts); });
}

}  // namespace liuhen::rules
