#include "http/tus_fields.h"

#include <algorithm>

#include "http/syntax.h"

namespace liuhen::http {
namespace {

constexpr std::size_t kPairsMax = 32;
constexpr std::size_t kPartsMax = 100;
constexpr std::size_t kMetadataBytesMax = std::size_t{8} << 10U;

bool is_metadata_name(std::string_view name) {
  return !name.empty() && name.size() <= 64 &&
         std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < 0x7F; });
}

std::optional<model::UploadId> upload_id_at(std::string_view address, std::string_view base_path) {
  if (const auto scheme = address.find("://"); scheme != std::string_view::npos) {
    const auto path = address.find('/', scheme + 3);
    if (path == std::string_view::npos) return std::nullopt;
    address.remove_prefix(path);
  }
  if (!address.starts_with(base_path)) return std::nullopt;
  address.remove_prefix(base_path.size());
  if (!address.starts_with('/')) return std::nullopt;
  return model::parse_id<model::UploadId>(address.substr(1));
}

}  // namespace

std::optional<flows::UploadMetadata> upload_metadata_of(std::string_view header) {
  flows::UploadMetadata metadata;
  header = trimmed(header);
  if (header.empty()) return metadata;
  if (header.size() > kMetadataBytesMax) return std::nullopt;
  for (const std::string_view part : split(header, ',')) {
    const std::string_view pair = trimmed(part);
    const auto space = pair.find(' ');
    const std::string_view name = pair.substr(0, space);
    const std::string_view coded =
        space == std::string_view::npos ? std::string_view() : trimmed(pair.substr(space));
    const auto value = base::bytes_of_base64(coded);
    if (!is_metadata_name(name) || !value || metadata.size() >= kPairsMax) return std::nullopt;
    if (!metadata.emplace(name, base::as_text(*value)).second) return std::nullopt;
  }
  return metadata;
}

std::string upload_metadata_text(const flows::UploadMetadata& metadata) {
  std::string text;
  for (const auto& [name, value] : metadata) {
    if (!text.empty()) text += ",";
    text += name;
    if (!value.empty()) text += " " + base::base64_of(base::as_bytes(value));
  }
  return text;
}

std::optional<flows::StatedChecksum> upload_checksum_of(std::string_view header) {
  using base::DigestAlgorithm;
  header = trimmed(header);
  const auto space = header.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  const std::string_view name = header.substr(0, space);
  if (name != "sha1" && name != "sha256") return std::nullopt;
  auto digest = base::bytes_of_base64(trimmed(header.substr(space)));
  if (!digest || digest->size() != (name == "sha1" ? 20U : 32U)) return std::nullopt;
  return flows::StatedChecksum{name == "sha1" ? DigestAlgorithm::sha1 : DigestAlgorithm::sha256,
                               std::move(*digest)};
}

std::optional<UploadConcat> upload_concat_of(std::string_view header, std::string_view base_path) {
  static constexpr std::string_view kFinal = "final;";
  header = trimmed(header);
  if (header == "partial") return UploadConcat{};
  if (!header.starts_with(kFinal)) return std::nullopt;
  UploadConcat concat{.kind = flows::UploadKind::joined};
  for (const std::string_view address : split(trimmed(header.substr(kFinal.size())), ' ')) {
    const auto id = upload_id_at(address, base_path);
    if (!id || concat.part_ids.size() >= kPartsMax) return std::nullopt;
    concat.part_ids.push_back(*id);
  }
  return concat;
}

}  // namespace liuhen::http
