#include "print/qr.h"

#include <qrencode.h>

#include <memory>

namespace liuhen::print {

std::optional<QrCode> qr_code(const std::string& text) {
  constexpr std::size_t kBytesMax = 2000;
  if (text.empty() || text.size() > kBytesMax || text.find('\0') != std::string::npos) {
    return std::nullopt;
  }
  const std::unique_ptr<QRcode, void (*)(QRcode*)> made(
      QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M), QRcode_free);
  if (!made) return std::nullopt;
  QrCode code;
  code.width = static_cast<std::size_t>(made->width);
  for (std::size_t i = 0; i < code.width * code.width; ++i) {
    code.dark.push_back((made->data[i] & 1U) != 0);
  }
  return code;
}

}  // namespace liuhen::print
