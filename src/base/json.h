// JSON at the edges and in entries. Include <boost/json.hpp> in .cpp files only: it costs 2 s.
// Parsing is bounded (size, depth) and strict (RFC 8259, valid UTF-8; of two equal keys the
// last counts, and an entry read back must equal its canonical form byte for byte).
#pragma once

#include <boost/json/fwd.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace liuhen::base {

struct JsonLimits {
  std::size_t size_bytes_max = 1 << 20;
  std::size_t depth_max = 32;
  bool comments = false;  // law files carry comments and trailing commas
};

// The error is a sentence for people: what is wrong and at which byte.
Result<boost::json::value, std::string> parse_json(std::string_view text,
                                                   const JsonLimits& limits = {});

// RFC 8785 (JCS): keys sorted by UTF-16 code units, no white space, minimal escapes. Numbers must
// be integers of at most 2^53-1 in size: entries hold no fractions, so their text is beyond doubt.
// CHECKs that; use is_canonicalizable for values from outside.
std::string canonical_json(const boost::json::value& value);
bool is_canonicalizable(const boost::json::value& value);

// Members of an object by name; nullopt when absent or of another type.
std::optional<std::string_view> find_text(const boost::json::object& object, std::string_view name);
std::optional<std::int64_t> find_integer(const boost::json::object& object, std::string_view name);
std::optional<bool> find_bool(const boost::json::object& object, std::string_view name);
const boost::json::object* find_object(const boost::json::object& object, std::string_view name);
const boost::json::array* find_array(const boost::json::object& object, std::string_view name);

}  // namespace liuhen::base
