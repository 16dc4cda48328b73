// Small grammars of HTTP (RFC 9110, 9112) that hostile bytes are read with. Everything here is
// strict: what is not exactly right is nullopt, never guessed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "http/message.h"

namespace liuhen::http {

bool same_name(std::string_view a, std::string_view b);  // ASCII, without case
std::string_view trimmed(std::string_view text);         // spaces and tabs at both ends
std::vector<std::string_view> split(std::string_view text, char at);

// 1*DIGIT below 2^63, no sign, no spaces, at most 19 digits.
std::optional<std::uint64_t> number_of(std::string_view digits);

// "Sun, 06 Nov 1994 08:49:37 GMT" (IMF-fixdate)
std::string http_date(base::UtcTime time);

struct Target {
  std::vector<std::string> path;  // decoded segments; "/" gives none
  Names query;
};

// An origin-form target. Refused: anything but visible ASCII, bad or NUL escapes, escaped slashes,
// backslashes, empty and dot segments, text that is not UTF-8, control characters, a query name
// twice, more than 64 of either.
std::optional<Target> target_of(std::string_view raw);

// RFC 6265 pairs; malformed ones are left out, of two equal names the first counts.
Names cookies_of(const Fields& fields);

// One range of RFC 9110 §14: [first, first+size).
struct ByteRange {
  std::uint64_t first = 0;
  std::uint64_t size_bytes = 0;
};
enum class RangeAnswer { whole, part, unsatisfiable };
struct RangeChoice {
  RangeAnswer answer = RangeAnswer::whole;
  ByteRange range;
};

// What a Range header means for a body of `size_bytes`. Several ranges or another unit: the whole
// body, as the RFC allows.
RangeChoice choose_range(std::string_view header, std::uint64_t size_bytes);

// How the body of a request is framed (RFC 9112 §6). Anything two parties could read differently
// is refused, which is what request smuggling needs.
enum class Framing { none, length, chunked };
enum class FramingFault { malformed, both, unknown_coding };
struct BodyFraming {
  Framing framing = Framing::none;
  std::uint64_t size_bytes = 0;
  std::optional<FramingFault> fault;
};
BodyFraming framing_of(const RequestHead& head);

}  // namespace liuhen::http
