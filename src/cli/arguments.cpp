#include "cli/arguments.h"

#include <charconv>

namespace liuhen::cli {

Arguments::Arguments(const std::vector<std::string>& words, const std::set<std::string>& valued,
                     const std::set<std::string>& flags) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (word.rfind("--", 0) != 0 || word == "--") {
      words_.push_back(word);
      continue;
    }
    const std::size_t equals = word.find('=');
    const std::string name = word.substr(2, equals == std::string::npos ? equals : equals - 2);
    if (flags.count(name) > 0 && equals == std::string::npos) {
      flags_.insert(name);
    } else if (valued.count(name) > 0) {
      if (equals == std::string::npos && i + 1 >= words.size()) {
        throw UsageError("--" + name + " wants a value");
      }
      values_[name] = equals == std::string::npos ? words[++i] : word.substr(equals + 1);
    } else {
      throw UsageError("unknown option --" + name);
    }
  }
}

std::optional<std::string> Arguments::find(const std::string& option) const {
  const auto found = values_.find(option);
  if (found == values_.end()) return std::nullopt;
  return found->second;
}

std::string Arguments::get(const std::string& option) const {
  const auto value = find(option);
  if (!value || value->empty()) throw UsageError("--" + option + " is missing");
  return *value;
}

std::string Arguments::get_or(const std::string& option, const std::string& otherwise) const {
  return find(option).value_or(otherwise);
}

std::int64_t Arguments::integer_or(const std::string& option, std::int64_t otherwise,
                                   std::int64_t min, std::int64_t max) const {
  const auto text = find(option);
  if (!text) return otherwise;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (error != std::errc() || end != text->data() + text->size() || value < min || value > max) {
    throw UsageError("--" + option + " wants a number from " + std::to_string(min) + " to " +
                     std::to_string(max));
  }
  return value;
}

}  // namespace liuhen::cli
