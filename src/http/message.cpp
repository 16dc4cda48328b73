#include "http/message.h"

#include <array>

#include "base/check.h"
#include "http/syntax.h"

namespace liuhen::http {
namespace {

constexpr std::array<std::pair<std::string_view, Verb>, 7> kVerbs{{{"GET", Verb::get},
                                                                   {"HEAD", Verb::head},
                                                                   {"POST", Verb::post},
                                                                   {"PUT", Verb::put},
                                                                   {"PATCH", Verb::patch},
                                                                   {"DELETE", Verb::del},
                                                                   {"OPTIONS", Verb::options}}};

}  // namespace

std::string_view name_of(Verb verb) {
  for (const auto& [name, value] : kVerbs)
    if (value == verb) return name;
  return "?";
}

std::optional<Verb> verb_of_name(std::string_view name) {
  for (const auto& [text, value] : kVerbs)
    if (text == name) return value;
  return std::nullopt;
}

void Fields::set(std::string_view name, std::string value) {
  std::erase_if(fields_, [&](const Field& field) { return same_name(field.first, name); });
  add(std::string(name), std::move(value));
}

std::optional<std::string_view> Fields::find(std::string_view name) const {
  for (const Field& field : fields_)
    if (same_name(field.first, name)) return field.second;
  return std::nullopt;
}

std::size_t Fields::count(std::string_view name) const {
  std::size_t found = 0;
  for (const Field& field : fields_) found += same_name(field.first, name) ? 1 : 0;
  return found;
}

bool Names::add(std::string name, std::string value) {
  if (find(name)) return false;
  entries_.emplace_back(std::move(name), std::move(value));
  return true;
}

std::optional<std::string_view> Names::find(std::string_view name) const {
  for (const auto& [key, value] : entries_)
    if (key == name) return value;
  return std::nullopt;
}

std::string_view Names::get(std::string_view name) const {
  const auto found = find(name);
  CHECK(found.has_value());
  return *found;
}

Response text_response(int status, std::string_view content_type, std::string text) {
  Response response{.status = status, .body = std::move(text)};
  response.fields.add("Content-Type", std::string(content_type));
  return response;
}

Response json_response(int status, std::string json) {
  return text_response(status, "application/json; charset=utf-8", std::move(json));
}

Response empty_response(int status) { return {.status = status}; }

}  // namespace liuhen::http
