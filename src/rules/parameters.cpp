#include "rules/parameters.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/json.h"
#include "base/text.h"

namespace liuhen::rules {
namespace {

namespace json = boost::json;

constexpr std::size_t kListMax = 64;

}  // namespace

const json::value* Parameters::take(std::string_view name) {
  taken_.emplace(name);
  return object_.if_contains(name);
}

bool Parameters::has(std::string_view name) const { return object_.contains(name); }

void Parameters::problem(std::string_view name, const std::string& sentence) {
  problems_.add(at(name), sentence);
}

std::optional<FactId> Parameters::fact_at(const json::value& value, const std::string& path,
                                          Types types) {
  if (!value.is_string()) {
    problems_.add(path, "the name of a fact is wanted here");
    return std::nullopt;
  }
  const std::string name = base::display_text(std::string_view(value.get_string()), 80);
  const auto found = rules::find_fact(subject_, name);
  if (!found) {
    problems_.add(path, "a " + std::string(name_of(subject_).name) + " has no fact \"" + name +
                            "\" (rules/vocabulary.cpp)");
    return std::nullopt;
  }
  const FactType type = rules::facts()[*found].type;
  if (std::find(types.begin(), types.end(), type) == types.end()) {
    problems_.add(path, "\"" + name + "\" is a " + std::string(name_of(type)) +
                            ", which this check cannot use here");
    return std::nullopt;
  }
  return found;
}

FactId Parameters::fact(std::string_view name, Types types) {
  const auto found = find_fact(name, types);
  if (!has(name)) problem(name, "the parameter \"" + std::string(name) + "\" is missing");
  return found.value_or(0);
}

std::optional<FactId> Parameters::find_fact(std::string_view name, Types types) {
  const json::value* value = take(name);
  return value == nullptr ? std::nullopt : fact_at(*value, at(name), types);
}

std::vector<FactId> Parameters::facts(std::string_view name, Types types) {
  std::vector<FactId> found;
  const json::value* value = take(name);
  if (value == nullptr) return found;
  if (!value->is_array() || value->get_array().empty() || value->get_array().size() > kListMax) {
    problem(name, "a list of 1 to 64 facts is wanted here");
    return found;
  }
  for (std::size_t i = 0; i < value->get_array().size(); ++i) {
    const auto one = fact_at(value->get_array()[i], at(name) + "/" + std::to_string(i), types);
    if (one) found.push_back(*one);
  }
  return found;
}

std::optional<std::int64_t> Parameters::find_integer(std::string_view name, std::int64_t min,
                                                     std::int64_t max) {
  if (take(name) == nullptr) return std::nullopt;
  const auto number = base::find_integer(object_, name);
  if (!number || *number < min || *number > max) {
    problem(name, "\"" + std::string(name) + "\" must be a whole number from " +
                      std::to_string(min) + " to " + std::to_string(max));
    return std::nullopt;
  }
  return number;
}

std::int64_t Parameters::integer(std::string_view name, std::int64_t min, std::int64_t max) {
  if (!has(name)) problem(name, "the parameter \"" + std::string(name) + "\" is missing");
  return find_integer(name, min, max).value_or(min);
}

std::string Parameters::choice(std::string_view name,
                               std::initializer_list<std::string_view> choices,
                               std::string_view otherwise) {
  if (take(name) == nullptr && !otherwise.empty()) return std::string(otherwise);
  const auto text = base::find_text(object_, name);
  if (text && std::find(choices.begin(), choices.end(), *text) != choices.end()) {
    return std::string(*text);
  }
  std::string sentence = "\"" + std::string(name) + "\" must be one of";
  for (const std::string_view one : choices) sentence += " " + std::string(one);
  problem(name, sentence);
  return std::string(*choices.begin());
}

base::Period Parameters::period() {
  const json::value* unit = take("unit");
  std::optional<base::Period> period;
  if (unit != nullptr && unit->is_string()) {
    period = base::period_of_unit(std::string_view(unit->get_string()));
  }
  if (!period) {
    problem("unit",
            "\"unit\" must be one of minutes hours natural_days natural_rolled working_days months "
            "months_rolled years years_rolled");
    period = base::Period{};
  }
  period->length = integer("length", 0, base::length_max(period->unit));
  return *period;
}

std::vector<base::Period> Parameters::other_periods(const base::Period& base) {
  std::vector<base::Period> periods;
  const json::value* value = take("also");
  if (value == nullptr) return periods;
  const json::array* names = value->if_array();
  for (std::size_t i = 0; names != nullptr && i < names->size() && i < kListMax; ++i) {
    const json::value& name = (*names)[i];
    auto period =
        name.is_string() ? base::period_of_unit(std::string_view(name.get_string())) : std::nullopt;
    if (!period || base.length > base::length_max(period->unit)) {
      problems_.add(at("also") + "/" + std::to_string(i), "the name of a unit is wanted here");
      continue;
    }
    period->length = base.length;
    periods.push_back(*period);
  }
  if (names == nullptr) problem("also", "a list of unit names is wanted here");
  return periods;
}

std::vector<std::string> Parameters::words(std::string_view name) {
  std::vector<std::string> words;
  const json::value* value = take(name);
  if (value == nullptr) return words;
  const json::array* list = value->if_array();
  for (std::size_t i = 0; list != nullptr && i < list->size() && i < kListMax; ++i) {
    if ((*list)[i].is_string()) words.emplace_back((*list)[i].get_string());
  }
  if (list == nullptr || words.empty() || words.size() != list->size()) {
    problem(name, "a list of 1 to 64 words is wanted here");
  }
  return words;
}

std::map<std::string, std::vector<std::string>> Parameters::table(std::string_view name) {
  std::map<std::string, std::vector<std::string>> table;
  const json::value* value = take(name);
  const json::object* rows = value == nullptr ? nullptr : value->if_object();
  if (rows == nullptr || rows->empty() || rows->size() > kListMax) {
    problem(name, "\"" + std::string(name) + "\" must be a table of 1 to 64 rows: word → words");
    return table;
  }
  for (const auto& row : *rows) {
    const std::string key(row.key().data(), row.key().size());
    const json::array* words = row.value().if_array();
    const bool is_good = words != nullptr && words->size() <= kListMax &&
                         std::all_of(words->begin(), words->end(),
                                     [](const json::value& word) { return word.is_string(); });
    if (!is_good) {
      problems_.add(at(name) + "/" + key, "a list of at most 64 words is wanted here");
      continue;
    }
    for (const json::value& word : *words) table[key].emplace_back(word.get_string());
    table[key];
  }
  return table;
}

void Parameters::finish() {
  for (const auto& member : object_) {
    const std::string_view name(member.key().data(), member.key().size());
    if (!taken_.contains(name)) {
      problem(name, "this check has no parameter \"" + base::display_text(name, 80) + "\"");
    }
  }
}

}  // namespace liuhen::rules
