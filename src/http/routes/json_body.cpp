#include "http/routes/json_body.h"

#include <boost/json.hpp>

#include "base/json.h"
#include "http/render_error.h"

namespace liuhen::http {

JsonBody::JsonBody(const Request& request) : object_(std::make_unique<boost::json::object>()) {
  const auto parsed = base::parse_json(request.body);
  malformed_ = !parsed || !parsed->is_object();
  if (!malformed_) *object_ = parsed->get_object();
}

JsonBody::~JsonBody() = default;

std::optional<Response> JsonBody::refused() const {
  if (malformed_) return render(EdgeRefusal::malformed_json);
  if (refusal_) return render(*refusal_);
  return std::nullopt;
}

void JsonBody::refuse(const std::string& name, const std::string& zh, const std::string& en) {
  if (!refusal_) refusal_ = model::bad_input(name, name + zh, name + en);
}

const boost::json::value* JsonBody::find(const std::string& name) const {
  const auto* value = object_->if_contains(name);
  return value != nullptr && !value->is_null() ? value : nullptr;
}

std::string JsonBody::text(const std::string& name) {
  const auto* value = find(name);
  if (value != nullptr && value->is_string()) return std::string(value->get_string());
  refuse(name, " 缺失或不是文字。", " is missing or is not text.");
  return {};
}

std::string JsonBody::json_text(const std::string& name) {
  const auto* value = object_->if_contains(name);
  if (value != nullptr) return boost::json::serialize(*value);
  refuse(name, " 缺失。", " is missing.");
  return "null";
}

std::string JsonBody::text_or_empty(const std::string& name) {
  return find(name) == nullptr ? std::string() : text(name);
}

std::optional<bool> JsonBody::flag(const std::string& name) {
  const auto* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (value->is_bool()) return value->get_bool();
  refuse(name, " 应为 true 或 false。", " must be true or false.");
  return std::nullopt;
}

bool JsonBody::required_flag(const std::string& name) {
  if (find(name) == nullptr) refuse(name, " 缺失。", " is missing.");
  return flag(name).value_or(false);
}

std::int64_t JsonBody::integer(const std::string& name) {
  const auto* value = find(name);
  if (value != nullptr && value->is_int64()) return value->get_int64();
  refuse(name, " 缺失或不是整数。", " is missing or is no whole number.");
  return 0;
}

base::UtcTime JsonBody::time(const std::string& name) {
  const auto found = base::time_of_rfc3339(text(name));
  if (!found) refuse(name, " 应为 RFC 3339 时间。", " must be an RFC 3339 time.");
  return found.value_or(base::UtcTime{});
}

std::optional<base::UtcTime> JsonBody::find_time(const std::string& name) {
  if (find(name) == nullptr) return std::nullopt;
  return time(name);
}

std::vector<std::string> JsonBody::texts(const std::string& name) {
  const auto* value = find(name);
  if (value == nullptr) return {};
  std::vector<std::string> all;
  if (const auto* array = value->if_array()) {
    for (const auto& element : *array)
      if (const auto* one = element.if_string()) all.emplace_back(*one);
    if (all.size() == array->size()) return all;
  }
  refuse(name, " 应为文字列表。", " must be a list of texts.");
  return {};
}

std::string JsonBody::id_text(const std::string& name) {
  std::string found = text(name);
  if (!base::is_uuid(found)) refuse(name, " 不是有效的编号。", " is not a valid id.");
  return found;
}

std::optional<std::string> JsonBody::find_id_text(const std::string& name) {
  if (find(name) == nullptr) return std::nullopt;
  return id_text(name);
}

std::vector<std::string> JsonBody::id_texts(const std::string& name) {
  std::vector<std::string> all = texts(name);
  for (const std::string& one : all)
    if (!base::is_uuid(one)) refuse(name, " 含有无效的编号。", " holds an id that is not valid.");
  return all;
}

}  // namespace liuhen::http
