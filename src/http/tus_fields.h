// The header fields of tus 1.0.0 as values. Hostile text: bounded, strict, nullopt when wrong.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "flows/intake/upload_store.h"
#include "http/message.h"

namespace liuhen::http {

// Upload-Metadata: "name base64,name base64,name". At most 32 pairs, each name once.
std::optional<flows::UploadMetadata> upload_metadata_of(std::string_view header);
std::string upload_metadata_text(const flows::UploadMetadata& metadata);

// Upload-Checksum: "sha1 base64" or "sha256 base64", with a digest of that length.
inline constexpr std::string_view kChecksumAlgorithms = "sha1,sha256";
std::optional<flows::StatedChecksum> upload_checksum_of(std::string_view header);

// Upload-Concat: "partial", or "final;" and addresses below `base_path`, absolute or not; at most
// 100 of them.
struct UploadConcat {
  flows::UploadKind kind = flows::UploadKind::part;
  std::vector<model::UploadId> part_ids;
};
std::optional<UploadConcat> upload_concat_of(std::string_view header, std::string_view base_path);

}  // namespace liuhen::http
