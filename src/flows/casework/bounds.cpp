#include "flows/casework/bounds.h"

#include <algorithm>

#include "base/text.h"

namespace liuhen::flows {
namespace {

// U+202A–202E and U+2066–2069 make text read otherwise than it is stored: "exe.4pm" as "mp4.exe".
bool turns_direction(const std::string& text) {
  for (std::size_t at = text.find('\xE2'); at != std::string::npos && at + 2 < text.size();
       at = text.find('\xE2', at + 1)) {
    const auto second = static_cast<unsigned char>(text[at + 1]);
    const auto third = static_cast<unsigned char>(text[at + 2]);
    if (second == 0x80 && third >= 0xAA && third <= 0xAE) return true;
    if (second == 0x81 && third >= 0xA6 && third <= 0xA9) return true;
  }
  return false;
}

}  // namespace

std::optional<model::Refusal> refuse_text(const std::string& field, const std::string& text,
                                          std::size_t characters_max, bool required) {
  if (required && text.find_first_not_of(" \t\n\r") == std::string::npos) {
    return model::bad_input(field, "这一项不能为空。", "This must not be empty.");
  }
  const auto characters = std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  });
  if (static_cast<std::size_t>(characters) > characters_max) {
    return model::bad_input(
        field, "这一项最多 " + std::to_string(characters_max) + " 个字。",
        "This takes at most " + std::to_string(characters_max) + " characters.");
  }
  const bool control = std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n') || byte == 0x7F;
  });
  if (control || turns_direction(text) || !base::is_utf8(text)) {
    return model::bad_input(field, "这一项含有不能使用的字符。",
                            "This holds characters that cannot be used.");
  }
  return std::nullopt;
}

}  // namespace liuhen::flows
