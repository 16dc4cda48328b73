// Text encodings at the edge: hex, base64 (RFC 4648 §4, padded), UTF-8 checks, safe file names.
// Decoders answer std::nullopt for anything that is not exactly the encoding.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace liuhen::base {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

inline ByteView as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string_view as_text(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string hex_of(ByteView bytes);  // lower case
std::optional<Bytes> bytes_of_hex(std::string_view hex);
std::string base64_of(ByteView bytes);
std::optional<Bytes> bytes_of_base64(std::string_view text);

// Well-formed UTF-8 (no overlong forms, no surrogates), as RFC 3629.
bool is_utf8(std::string_view text);

// Untrusted text as one line for people: valid UTF-8, no control characters or overrides of the
// writing direction, at most `max_bytes` (cut at a character). May be empty.
std::string display_text(std::string_view untrusted, std::size_t max_bytes);

// A client's file name as text for people: valid UTF-8, no control characters, no path separators,
// at most `max_bytes` (cut at a character). Never used as a path. Empty becomes "unnamed".
std::string display_file_name(std::string_view untrusted, std::size_t max_bytes = 255);

// Lower-case letters and digits after the last dot, at most 8; empty when there is none.
std::string safe_extension(std::string_view untrusted_name);

// Comparison in time that depends on length only; for tokens and digests of secrets.
bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace liuhen::base
