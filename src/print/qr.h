// QR codes (ISO/IEC 18004). Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace liuhen::print {

struct QrCode {
  std::size_t width = 0;   // modules a side
  std::vector<bool> dark;  // row by row
};

// Error correction M. nullopt when the text is empty, holds a NUL or is too long for one code.
std::optional<QrCode> qr_code(const std::string& text);

}  // namespace liuhen::print
