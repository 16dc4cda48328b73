#include "http/syntax.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <ctime>

#include "base/text.h"

namespace liuhen::http {
namespace {

constexpr std::size_t kPartsMax = 64;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (lower(c) >= 'a' && lower(c) <= 'f') return lower(c) - 'a' + 10;
  return -1;
}

bool is_visible_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7F; });
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return (static_cast<unsigned char>(c) < 0x20) || c == 0x7F; });
}

std::optional<std::string> percent_decoded(std::string_view raw, bool plus_is_space) {
  std::string out;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] == '+' && plus_is_space) {
      out.push_back(' ');
    } else if (raw[i] != '%') {
      out.push_back(raw[i]);
    } else {
      if (i + 2 >= raw.size()) return std::nullopt;
      const int high = hex_digit(raw[i + 1]);
      const int low = hex_digit(raw[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      out.push_back(static_cast<char>(high * 16 + low));
      i += 2;
    }
  }
  if (!base::is_utf8(out) || has_control(out)) return std::nullopt;
  return out;
}

std::optional<std::string> segment_of(std::string_view raw) {
  auto text = percent_decoded(raw, false);
  if (!text || text->empty() || *text == "." || *text == "..") return std::nullopt;
  if (text->find_first_of("/\\") != std::string::npos) return std::nullopt;
  return text;
}

bool add_query(std::string_view raw, Names& query) {
  if (raw.empty()) return true;
  const auto parts = split(raw, '&');
  if (parts.size() > kPartsMax) return false;
  for (const std::string_view part : parts) {
    const auto equals = part.find('=');
    const auto name = percent_decoded(part.substr(0, equals), true);
    const auto value = equals == std::string_view::npos
                           ? std::optional<std::string>("")
                           : percent_decoded(part.substr(equals + 1), true);
    if (!name || name->empty() || !value || !query.add(*name, *value)) return false;
  }
  return true;
}

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto end = text.find(at);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::optional<std::uint64_t> number_of(std::string_view digits) {
  if (digits.empty() || digits.size() > 19) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
  }
  if (value > static_cast<std::uint64_t>(INT64_MAX)) return std::nullopt;
  return value;
}

std::string http_date(base::UtcTime time) {
  static constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::time_t seconds = time.ms / 1000;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT",
                kDays[static_cast<std::size_t>(parts.tm_wday)], parts.tm_mday,
                kMonths[static_cast<std::size_t>(parts.tm_mon)], parts.tm_year + 1900,
                parts.tm_hour, parts.tm_min, parts.tm_sec);
  return text.data();
}

std::optional<Target> target_of(std::string_view raw) {
  if (raw.empty() || raw.front() != '/' || !is_visible_ascii(raw)) return std::nullopt;
  if (raw.find('#') != std::string_view::npos) return std::nullopt;
  const auto mark = raw.find('?');
  const std::string_view path = raw.substr(1, mark == std::string_view::npos ? mark : mark - 1);
  Target target;
  if (!path.empty()) {
    const auto parts = split(path, '/');
    if (parts.size() > kPartsMax) return std::nullopt;
    for (const std::string_view part : parts) {
      auto segment = segment_of(part);
      if (!segment) return std::nullopt;
      target.path.push_back(std::move(*segment));
    }
  }
  const bool has_query = mark != std::string_view::npos;
  if (has_query && !add_query(raw.substr(mark + 1), target.query)) return std::nullopt;
  return target;
}

Names cookies_of(const Fields& fields) {
  Names cookies;
  for (const auto& [name, value] : fields.all()) {
    if (!same_name(name, "Cookie")) continue;
    for (const std::string_view pair : split(value, ';')) {
      const auto equals = pair.find('=');
      if (equals == std::string_view::npos || cookies.size() >= kPartsMax) continue;
      cookies.add(std::string(trimmed(pair.substr(0, equals))),
                  std::string(trimmed(pair.substr(equals + 1))));
    }
  }
  return cookies;
}

RangeChoice choose_range(std::string_view header, std::uint64_t size_bytes) {
  static constexpr std::string_view kUnit = "bytes=";
  if (!same_name(header.substr(0, kUnit.size()), kUnit)) return {};
  const std::string_view spec = trimmed(header.substr(kUnit.size()));
  const auto dash = spec.find('-');
  if (dash == std::string_view::npos) return {};
  const std::string_view from = trimmed(spec.substr(0, dash));
  const std::string_view to = trimmed(spec.substr(dash + 1));
  const auto first = number_of(from);
  const auto last = number_of(to);
  if ((!from.empty() && !first) || (!to.empty() && !last) || (!first && !last)) return {};
  if (!first) {  // the last so many bytes
    if (*last == 0 || size_bytes == 0) return {.answer = RangeAnswer::unsatisfiable};
    const std::uint64_t size = std::min(*last, size_bytes);
    return {RangeAnswer::part, {size_bytes - size, size}};
  }
  if (last && *last < *first) return {};
  if (*first >= size_bytes) return {.answer = RangeAnswer::unsatisfiable};
  const std::uint64_t end = last ? std::min(*last, size_bytes - 1) : size_bytes - 1;
  return {RangeAnswer::part, {*first, end - *first + 1}};
}

BodyFraming framing_of(const RequestHead& head) {
  const std::size_t lengths = head.fields.count("Content-Length");
  const std::size_t codings = head.fields.count("Transfer-Encoding");
  if (lengths > 0 && codings > 0) return {.fault = FramingFault::both};
  if (lengths > 1 || codings > 1) return {.fault = FramingFault::malformed};
  if (codings == 1) {
    if (head.minor_version < 1) return {.fault = FramingFault::malformed};
    if (!same_name(*head.fields.find("Transfer-Encoding"), "chunked"))
      return {.fault = FramingFault::unknown_coding};
    return {.framing = Framing::chunked};
  }
  if (lengths == 0) return {};
  const auto size = number_of(*head.fields.find("Content-Length"));
  if (!size) return {.fault = FramingFault::malformed};
  if (*size == 0) return {};
  return {.framing = Framing::length, .size_bytes = *size};
}

}  // namespace liuhen::http
