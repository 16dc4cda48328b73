// Which pieces of a damaged file differ, by the chunk digests in record.json:
//   "chunks":{"size":4194304,"sha256":["<hex>",…]}
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "base/disk.h"

namespace liuhen::vault {

struct ChunkList {
  std::uint64_t size_bytes = 0;  // of every chunk but the last
  std::vector<base::Digest256> sha256;
};

struct DamagedChunk {
  std::uint64_t index = 0;  // from 0
  std::uint64_t offset = 0, size_bytes = 0;
};

// nullopt when record.json carries no usable list.
std::optional<ChunkList> chunk_list_of(std::string_view record_json);
// Reads the whole file. A missing end is damage too; a chunk that cannot be read is damaged.
std::vector<DamagedChunk> damaged_chunks_of(const std::filesystem::path& file,
                                            const ChunkList& chunks);
// "piece 17 (bytes 71303168–75497471)" …, at most ten of them.
std::string sentence_of(const std::vector<DamagedChunk>& damaged);

}  // namespace liuhen::vault
