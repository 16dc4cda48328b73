#include "vault/chunks.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/fault.h"
#include "base/json.h"
#include "vault/ocfl/tree.h"

namespace liuhen::vault {
namespace {

constexpr std::int64_t kChunkBytesMax = std::int64_t{1} << 28;
constexpr std::size_t kListedMax = 10;

bool is_chunk_sound(const base::File& file, std::uint64_t offset, base::Bytes& buffer,
                    const base::Digest256& wanted) {
  try {
    const std::size_t got = file.read_at(offset, buffer);
    return got > 0 && base::sha256_of(base::ByteView(buffer).first(got)) == wanted;
  } catch (const base::Fault&) {
    return false;
  }
}

}  // namespace

std::optional<ChunkList> chunk_list_of(std::string_view record_json) {
  base::JsonLimits limits;
  limits.size_bytes_max = std::size_t{1} << 28;
  const auto parsed = base::parse_json(record_json, limits);
  if (!parsed || !parsed->is_object()) return std::nullopt;
  const auto* chunks = base::find_object(parsed->get_object(), "chunks");
  if (chunks == nullptr) return std::nullopt;
  const auto size = base::find_integer(*chunks, "size");
  const auto* digests = base::find_array(*chunks, "sha256");
  if (!size || *size <= 0 || *size > kChunkBytesMax || digests == nullptr) return std::nullopt;
  ChunkList list;
  list.size_bytes = static_cast<std::uint64_t>(*size);
  for (const boost::json::value& hex : *digests) {
    const auto digest = hex.is_string() ? base::digest_of_hex(hex.get_string()) : std::nullopt;
    if (!digest) return std::nullopt;
    list.sha256.push_back(*digest);
  }
  return list;
}

std::vector<DamagedChunk> damaged_chunks_of(const std::filesystem::path& path,
                                            const ChunkList& chunks) {
  const base::File file = ocfl::open_plain_file(path);
  base::Bytes buffer(chunks.size_bytes);
  std::vector<DamagedChunk> damaged;
  for (std::uint64_t i = 0; i < chunks.sha256.size(); ++i) {
    const std::uint64_t offset = i * chunks.size_bytes;
    if (is_chunk_sound(file, offset, buffer, chunks.sha256[i])) continue;
    damaged.push_back({i, offset, chunks.size_bytes});
  }
  const std::uint64_t listed = chunks.sha256.size() * chunks.size_bytes;
  const std::uint64_t size = file.size_bytes();
  if (size > listed) damaged.push_back({chunks.sha256.size(), listed, size - listed});
  return damaged;
}

std::string sentence_of(const std::vector<DamagedChunk>& damaged) {
  std::string out;
  for (std::size_t i = 0; i < std::min(damaged.size(), kListedMax); ++i) {
    const DamagedChunk& chunk = damaged[i];
    out += (i == 0 ? "" : ", ") + ("piece " + std::to_string(chunk.index)) + " (bytes " +
           std::to_string(chunk.offset) + "–" +
           std::to_string(chunk.offset + chunk.size_bytes - 1) + ")";
  }
  if (damaged.size() > kListedMax) {
    out += " and " + std::to_string(damaged.size() - kListedMax) + " more";
  }
  return out;
}

}  // namespace liuhen::vault
