// Receipts as strangers may hand them in: whatever the bytes, the check answers, and nothing that
// was not made by the log's key holds.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "flows/intake/receipt.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const auto check = liuhen::flows::check_receipt(
      text, "nobody+00000000+AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", std::nullopt,
      std::nullopt);
  CHECK(!check.ok());
  CHECK(!check.steps.empty());
  return 0;
}
