#include "rules/facts.h"

#include <boost/json.hpp>

#include "base/check.h"
#include "base/text.h"

namespace liuhen::rules {
namespace {

namespace json = boost::json;

constexpr std::size_t kTextBytesMax = 4096;
constexpr std::size_t kListMax = 256;

std::optional<Value> list_of(const json::value& value) {
  if (!value.is_array() || value.get_array().size() > kListMax) return std::nullopt;
  std::vector<std::string> words;
  for (const json::value& word : value.get_array()) {
    if (!word.is_string() || word.get_string().size() > kTextBytesMax) return std::nullopt;
    words.emplace_back(word.get_string());
  }
  return words;
}

std::optional<Value> value_of(FactType type, const json::value& value) {
  const std::string_view text =
      value.is_string() ? std::string_view(value.get_string()) : std::string_view();
  switch (type) {
    case FactType::time:
      if (const auto time = base::time_of_rfc3339(text)) return *time;
      return std::nullopt;
    case FactType::day:
      if (const auto day = base::civil_day_of(text)) return *day;
      return std::nullopt;
    case FactType::flag:
      if (value.is_bool()) return value.get_bool();
      return std::nullopt;
    case FactType::count:
      if (value.is_int64()) return value.get_int64();
      return std::nullopt;
    case FactType::text:
      if (value.is_string() && text.size() <= kTextBytesMax) return std::string(text);
      return std::nullopt;
    case FactType::list:
      return list_of(value);
  }
  return std::nullopt;
}

}  // namespace

FactType type_of(const Value& value) { return static_cast<FactType>(value.index()); }

bool is_given(const Value& value) {
  if (const auto* flag = std::get_if<bool>(&value)) return *flag;
  if (const auto* count = std::get_if<std::int64_t>(&value)) return *count > 0;
  if (const auto* text = std::get_if<std::string>(&value)) return !text->empty();
  if (const auto* list = std::get_if<std::vector<std::string>>(&value)) return !list->empty();
  return true;
}

std::string text_of(const Value& value) {
  if (const auto* time = std::get_if<base::UtcTime>(&value)) return base::rfc3339_of(*time);
  if (const auto* day = std::get_if<base::CivilDay>(&value)) return base::text_of(*day);
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  if (const auto* count = std::get_if<std::int64_t>(&value)) return std::to_string(*count);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  std::string joined;
  for (const std::string& word : std::get<std::vector<std::string>>(value)) {
    joined += (joined.empty() ? "" : ",") + word;
  }
  return joined;
}

void Facts::set(FactId fact, Value value) {
  CHECK(fact < facts().size());
  CHECK(facts()[fact].subject == kind_ && facts()[fact].type == type_of(value));
  for (auto& known : values_) {
    if (known.first == fact) {
      known.second = std::move(value);
      return;
    }
  }
  values_.emplace_back(fact, std::move(value));
}

const Value* Facts::find(FactId fact) const {
  for (const auto& known : values_) {
    if (known.first == fact) return &known.second;
  }
  return nullptr;
}

bool Facts::is_given(FactId fact) const {
  const Value* value = find(fact);
  return value != nullptr && rules::is_given(*value);
}

std::optional<base::UtcTime> Facts::find_moment(FactId fact) const {
  const Value* value = find(fact);
  if (value == nullptr) return std::nullopt;
  if (const auto* time = std::get_if<base::UtcTime>(value)) return *time;
  if (const auto* day = std::get_if<base::CivilDay>(value)) return base::start_of(*day);
  return std::nullopt;
}

std::optional<base::CivilDay> Facts::find_day(FactId fact) const {
  const Value* value = find(fact);
  if (value == nullptr) return std::nullopt;
  if (const auto* time = std::get_if<base::UtcTime>(value)) return base::china_day_of(*time);
  if (const auto* day = std::get_if<base::CivilDay>(value)) return *day;
  return std::nullopt;
}

std::optional<std::int64_t> Facts::find_count(FactId fact) const {
  const Value* value = find(fact);
  if (value == nullptr) return std::nullopt;
  if (const auto* count = std::get_if<std::int64_t>(value)) return *count;
  if (const auto* list = std::get_if<std::vector<std::string>>(value)) {
    return static_cast<std::int64_t>(list->size());
  }
  return std::nullopt;
}

const std::string* Facts::find_text(FactId fact) const {
  const Value* value = find(fact);
  return value == nullptr ? nullptr : std::get_if<std::string>(value);
}

const std::vector<std::string>* Facts::find_list(FactId fact) const {
  const Value* value = find(fact);
  return value == nullptr ? nullptr : std::get_if<std::vector<std::string>>(value);
}

base::Result<Facts, std::string> facts_of_json(SubjectKind kind, const std::string& id,
                                               base::UtcTime at, const json::object& members) {
  Facts made(kind, id, at);
  for (const auto& member : members) {
    const std::string name = base::display_text({member.key().data(), member.key().size()}, 80);
    const auto fact = find_fact(kind, name);
    if (!fact) return "a " + std::string(name_of(kind).name) + " has no fact \"" + name + "\"";
    auto value = value_of(facts()[*fact].type, member.value());
    if (!value) {
      return "\"" + name + "\" must be a " + std::string(name_of(facts()[*fact].type));
    }
    made.set(*fact, std::move(*value));
  }
  return made;
}

}  // namespace liuhen::rules
