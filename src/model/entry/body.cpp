#include "model/entry/body.h"

#include <boost/json.hpp>

#include "base/json.h"

namespace liuhen::model {
namespace json = boost::json;

struct BodyWriter::State {
  json::object object;
};

BodyWriter::BodyWriter() : state_(std::make_unique<State>()) {}
BodyWriter::~BodyWriter() = default;

void BodyWriter::operator()(std::string_view name, const std::string& value) {
  state_->object[name] = value;
}
void BodyWriter::operator()(std::string_view name, std::int64_t value) {
  state_->object[name] = value;
}
void BodyWriter::operator()(std::string_view name, std::uint64_t value) {
  state_->object[name] = value;
}
void BodyWriter::operator()(std::string_view name, bool value) { state_->object[name] = value; }
void BodyWriter::operator()(std::string_view name, base::UtcTime value) {
  state_->object[name] = base::rfc3339_of(value);
}
void BodyWriter::operator()(std::string_view name, const base::Digest256& value) {
  state_->object[name] = base::hex_of(value);
}
void BodyWriter::operator()(std::string_view name, const JsonText& value) {
  auto parsed = base::parse_json(value.text);
  CHECK(parsed.ok());
  state_->object[name] = std::move(*parsed);
}
void BodyWriter::operator()(std::string_view name, const std::vector<std::string>& value) {
  if (value.empty()) return;
  json::array array;
  for (const auto& text : value) array.emplace_back(text);
  state_->object[name] = std::move(array);
}

std::string BodyWriter::canonical() const { return base::canonical_json(state_->object); }

struct BodyReader::State {
  json::object object;
  std::string problem;
};

BodyReader::BodyReader(std::string_view body) : state_(std::make_unique<State>()) {
  auto parsed = base::parse_json(body, {.size_bytes_max = kEntryBytesMax});
  if (!parsed || !parsed->is_object()) {
    state_->problem = "the body is not a JSON object";
  } else {
    state_->object = std::move(parsed->get_object());
  }
}
BodyReader::~BodyReader() = default;

const std::string& BodyReader::problem() const { return state_->problem; }
bool BodyReader::has(std::string_view name) const { return state_->object.contains(name); }

void BodyReader::fail(std::string_view name, std::string_view wanted) {
  if (!state_->problem.empty()) return;
  state_->problem = std::string(name) + " is not " + std::string(wanted);
}

void BodyReader::operator()(std::string_view name, std::string& value) {
  const auto text = base::find_text(state_->object, name);
  if (!text) return fail(name, "a text");
  value = *text;
}
void BodyReader::operator()(std::string_view name, std::int64_t& value) {
  const auto integer = base::find_integer(state_->object, name);
  if (!integer) return fail(name, "an integer");
  value = *integer;
}
void BodyReader::operator()(std::string_view name, std::uint64_t& value) {
  const auto integer = base::find_integer(state_->object, name);
  if (!integer || *integer < 0) return fail(name, "a positive integer");
  value = static_cast<std::uint64_t>(*integer);
}
void BodyReader::operator()(std::string_view name, bool& value) {
  const auto flag = base::find_bool(state_->object, name);
  if (!flag) return fail(name, "true or false");
  value = *flag;
}
void BodyReader::operator()(std::string_view name, base::UtcTime& value) {
  const auto text = base::find_text(state_->object, name);
  const auto time = text ? base::time_of_rfc3339(*text) : std::nullopt;
  if (!time) return fail(name, "a time");
  value = *time;
}
void BodyReader::operator()(std::string_view name, base::Digest256& value) {
  const auto text = base::find_text(state_->object, name);
  const auto digest = text ? base::digest_of_hex(*text) : std::nullopt;
  if (!digest) return fail(name, "a digest");
  value = *digest;
}
void BodyReader::operator()(std::string_view name, JsonText& value) {
  const json::value* held = state_->object.if_contains(name);
  if (held == nullptr) return fail(name, "there");
  value.text = base::canonical_json(*held);
}
void BodyReader::operator()(std::string_view name, std::vector<std::string>& value) {
  if (!has(name)) return;
  const json::array* array = base::find_array(state_->object, name);
  if (array == nullptr) return fail(name, "a list");
  for (const auto& element : *array) {
    if (!element.is_string()) return fail(name, "a list of texts");
    value.emplace_back(element.get_string());
  }
}

}  // namespace liuhen::model
