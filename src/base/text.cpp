#include "base/text.h"

#include <array>

namespace liuhen::base {
namespace {

constexpr char kHex[] = "0123456789abcdef";
constexpr char kBase64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::array<std::int8_t, 256> make_base64_values() {
  std::array<std::int8_t, 256> values{};
  values.fill(-1);
  for (int i = 0; i < 64; ++i)
    values[static_cast<std::uint8_t>(kBase64[i])] = static_cast<std::int8_t>(i);
  return values;
}

// Length of the well-formed UTF-8 character at `pos`, 0 when there is none.
std::size_t utf8_length_at(std::string_view text, std::size_t pos) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t lead = byte(pos);
  if (lead < 0x80) return 1;
  std::size_t length = 0;
  std::uint32_t code = 0;
  if (lead >= 0xC2 && lead <= 0xDF) {
    length = 2;
    code = lead & 0x1FU;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    length = 3;
    code = lead & 0x0FU;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    length = 4;
    code = lead & 0x07U;
  } else
    return 0;
  if (pos + length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(pos + i) & 0xC0U) != 0x80U) return 0;
    code = (code << 6U) | (byte(pos + i) & 0x3FU);
  }
  if (length == 3 && code < 0x800) return 0;
  if (length == 4 && (code < 0x10000 || code > 0x10FFFF)) return 0;
  if (code >= 0xD800 && code <= 0xDFFF) return 0;
  return length;
}

}  // namespace

std::string hex_of(ByteView bytes) {
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) {
    out.push_back(kHex[byte >> 4U]);
    out.push_back(kHex[byte & 15U]);
  }
  return out;
}

std::optional<Bytes> bytes_of_hex(std::string_view hex) {
  if (hex.size() % 2 != 0) return std::nullopt;
  Bytes out;
  out.reserve(hex.size() / 2);
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const int high = hex_value(hex[i]);
    const int low = hex_value(hex[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    out.push_back(static_cast<std::uint8_t>(high * 16 + low));
  }
  return out;
}

std::string base64_of(ByteView bytes) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t left = bytes.size() - i;
    const std::uint32_t group = (std::uint32_t{bytes[i]} << 16U) |
                                (left > 1 ? std::uint32_t{bytes[i + 1]} << 8U : 0U) |
                                (left > 2 ? std::uint32_t{bytes[i + 2]} : 0U);
    out.push_back(kBase64[group >> 18U]);
    out.push_back(kBase64[(group >> 12U) & 63U]);
    out.push_back(left > 1 ? kBase64[(group >> 6U) & 63U] : '=');
    out.push_back(left > 2 ? kBase64[group & 63U] : '=');
  }
  return out;
}

std::optional<Bytes> bytes_of_base64(std::string_view text) {
  static const std::array<std::int8_t, 256> values = make_base64_values();
  if (text.size() % 4 != 0) return std::nullopt;
  Bytes out;
  out.reserve(text.size() / 4 * 3);
  for (std::size_t i = 0; i < text.size(); i += 4) {
    const bool last = i + 4 == text.size();
    const int padding = last && text[i + 3] == '=' ? (text[i + 2] == '=' ? 2 : 1) : 0;
    std::uint32_t group = 0;
    for (std::size_t j = 0; j < 4; ++j) {
      const bool is_padding = static_cast<int>(j) >= 4 - padding;
      const int value = is_padding ? 0 : values[static_cast<std::uint8_t>(text[i + j])];
      if (value < 0) return std::nullopt;
      group = (group << 6U) | static_cast<std::uint32_t>(value);
    }
    // Unused bits must be zero, or two texts would decode to the same bytes.
    if (padding == 1 && (group & 0xFFU) != 0) return std::nullopt;
    if (padding == 2 && (group & 0xFFFFU) != 0) return std::nullopt;
    out.push_back(static_cast<std::uint8_t>(group >> 16U));
    if (padding < 2) out.push_back(static_cast<std::uint8_t>((group >> 8U) & 255U));
    if (padding < 1) out.push_back(static_cast<std::uint8_t>(group & 255U));
  }
  return out;
}

bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = utf8_length_at(text, i);
    if (length == 0) return false;
    i += length;
  }
  return true;
}

std::string display_text(std::string_view untrusted, std::size_t max_bytes) {
  std::string out;
  for (std::size_t i = 0; i < untrusted.size();) {
    const std::size_t length = utf8_length_at(untrusted, i);
    if (length == 0) {
      ++i;
      continue;
    }
    const auto lead = static_cast<std::uint8_t>(untrusted[i]);
    const bool is_control = length == 1 && (lead < 0x20 || lead == 0x7F);
    // U+0080–U+009F, and the direction overrides U+202A–U+202E and U+2066–U+2069, which make a
    // name read otherwise than it is.
    const std::string_view character = untrusted.substr(i, length);
    const bool is_c1 =
        length == 2 && lead == 0xC2 && static_cast<std::uint8_t>(character[1]) < 0xA0;
    const bool is_override =
        (character >= "\xE2\x80\xAA" && character <= "\xE2\x80\xAE" && length == 3) ||
        (character >= "\xE2\x81\xA6" && character <= "\xE2\x81\xA9" && length == 3);
    if (!is_control && !is_c1 && !is_override) {
      if (out.size() + length > max_bytes) break;
      out.append(character);
    }
    i += length;
  }
  return out;
}

std::string display_file_name(std::string_view untrusted, std::size_t max_bytes) {
  const std::size_t slash = untrusted.find_last_of("/\\");
  if (slash != std::string_view::npos) untrusted.remove_prefix(slash + 1);
  std::string out = display_text(untrusted, max_bytes);
  if (out.empty() || out == "." || out == "..") return "unnamed";
  return out;
}

std::string safe_extension(std::string_view untrusted_name) {
  const std::size_t dot = untrusted_name.find_last_of('.');
  if (dot == std::string_view::npos) return {};
  std::string out;
  for (const char c : untrusted_name.substr(dot + 1)) {
    if (c >= 'A' && c <= 'Z')
      out.push_back(static_cast<char>(c - 'A' + 'a'));
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      out.push_back(c);
    else
      return {};
    if (out.size() > 8) return {};
  }
  return out;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    difference |=
        static_cast<unsigned>(static_cast<std::uint8_t>(a[i]) ^ static_cast<std::uint8_t>(b[i]));
  }
  return difference == 0;
}

}  // namespace liuhen::base
