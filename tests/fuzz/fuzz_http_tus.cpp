// Any bytes as the fields of tus: no crash; accepted metadata survive being written and read again.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "http/tus_fields.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace liuhen;
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const auto metadata = http::upload_metadata_of(text);
  if (metadata) CHECK(http::upload_metadata_of(http::upload_metadata_text(*metadata)) == metadata);
  static_cast<void>(http::upload_checksum_of(text).has_value());
  const auto concat = http::upload_concat_of(text, "/api/uploads");
  if (concat && concat->kind == flows::UploadKind::joined) CHECK(!concat->part_ids.empty());
  return 0;
}
