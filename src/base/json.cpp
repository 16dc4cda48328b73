#include "base/json.h"

#include <algorithm>
#include <boost/json.hpp>
#include <vector>

#include "base/text.h"

namespace liuhen::base {
namespace {

namespace json = boost::json;

constexpr std::int64_t kIntegerMax = (std::int64_t{1} << 53) - 1;

std::optional<std::int64_t> integer_of(const json::value& value) {
  if (value.is_int64()) return value.get_int64();
  if (value.is_uint64() && value.get_uint64() <= static_cast<std::uint64_t>(kIntegerMax)) {
    return static_cast<std::int64_t>(value.get_uint64());
  }
  return std::nullopt;
}

// UTF-8 in byte order equals code point order; UTF-16 order differs only where a supplementary
// character (lead F0..F4) meets U+E000–U+FFFF (lead EE, EF).
bool utf16_less(std::string_view a, std::string_view b) {
  const std::size_t common = std::min(a.size(), b.size());
  for (std::size_t i = 0; i < common; ++i) {
    const auto x = static_cast<std::uint8_t>(a[i]);
    const auto y = static_cast<std::uint8_t>(b[i]);
    if (x == y) continue;
    const bool x_high = x >= 0xF0, y_high = y >= 0xF0;
    if (x_high != y_high && (x >= 0xEE && y >= 0xEE)) return x_high;
    return x < y;
  }
  return a.size() < b.size();
}

void append_string(std::string& out, std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  out.push_back('"');
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\b':
        out += "\\b";
        break;
      case '\f':
        out += "\\f";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<std::uint8_t>(c) < 0x20) {
          out += "\\u00";
          out.push_back(kHex[static_cast<std::uint8_t>(c) >> 4U]);
          out.push_back(kHex[static_cast<std::uint8_t>(c) & 15U]);
        } else {
          out.push_back(c);
        }
    }
  }
  out.push_back('"');
}

void append(std::string& out, const json::value& value);

void append_object(std::string& out, const json::object& object) {
  std::vector<const json::key_value_pair*> members;
  members.reserve(object.size());
  for (const auto& member : object) members.push_back(&member);
  std::sort(members.begin(), members.end(), [](const auto* a, const auto* b) {
    return utf16_less({a->key().data(), a->key().size()}, {b->key().data(), b->key().size()});
  });
  out.push_back('{');
  for (const auto* member : members) {
    if (member != members.front()) out.push_back(',');
    append_string(out, {member->key().data(), member->key().size()});
    out.push_back(':');
    append(out, member->value());
  }
  out.push_back('}');
}

void append(std::string& out, const json::value& value) {
  switch (value.kind()) {
    case json::kind::null:
      out += "null";
      return;
    case json::kind::bool_:
      out += value.get_bool() ? "true" : "false";
      return;
    case json::kind::string:
      append_string(out, value.get_string());
      return;
    case json::kind::object:
      append_object(out, value.get_object());
      return;
    case json::kind::array: {
      out.push_back('[');
      const json::array& array = value.get_array();
      for (std::size_t i = 0; i < array.size(); ++i) {
        if (i > 0) out.push_back(',');
        append(out, array[i]);
      }
      out.push_back(']');
      return;
    }
    default: {
      const auto integer = integer_of(value);
      CHECK(integer.has_value());
      CHECK(*integer >= -kIntegerMax && *integer <= kIntegerMax);
      out += std::to_string(*integer);
    }
  }
}

}  // namespace

Result<json::value, std::string> parse_json(std::string_view text, const JsonLimits& limits) {
  if (text.size() > limits.size_bytes_max) {
    return std::string("the JSON text is larger than ") + std::to_string(limits.size_bytes_max) +
           " bytes";
  }
  json::parse_options options;
  options.max_depth = limits.depth_max;
  options.allow_comments = limits.comments;
  options.allow_trailing_commas = limits.comments;
  boost::system::error_code error;
  json::parser parser({}, options);
  const std::size_t parsed = parser.write(text.data(), text.size(), error);
  if (error) {
    return "the JSON text is not well-formed near byte " + std::to_string(parsed) + ": " +
           error.message();
  }
  return parser.release();
}

std::string canonical_json(const json::value& value) {
  std::string out;
  append(out, value);
  return out;
}

bool is_canonicalizable(const json::value& value) {
  switch (value.kind()) {
    case json::kind::object:
      return std::all_of(value.get_object().begin(), value.get_object().end(),
                         [](const auto& member) { return is_canonicalizable(member.value()); });
    case json::kind::array:
      return std::all_of(value.get_array().begin(), value.get_array().end(),
                         [](const json::value& element) { return is_canonicalizable(element); });
    case json::kind::double_:
      return false;
    case json::kind::int64:
    case json::kind::uint64: {
      const auto integer = integer_of(value);
      return integer && *integer >= -kIntegerMax && *integer <= kIntegerMax;
    }
    default:
      return true;
  }
}

std::optional<std::string_view> find_text(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr || !value->is_string()) return std::nullopt;
  return std::string_view(value->get_string());
}

std::optional<std::int64_t> find_integer(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value == nullptr ? std::nullopt : integer_of(*value);
}

std::optional<bool> find_bool(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr || !value->is_bool()) return std::nullopt;
  return value->get_bool();
}

const json::object* find_object(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value == nullptr ? nullptr : value->if_object();
}

const json::array* find_array(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value == nullptr ? nullptr : value->if_array();
}

}  // namespace liuhen::base
