// The digests of what came in, chunk by chunk, computed on the bytes as they arrived. They stand
// beside the staged file and answer two questions that the file alone cannot: after a crash, up to
// where are its bytes the ones the client sent (a power cut may leave a longer file than was
// synced); and on read-back, does the disk give back what was written.
//
// File: rows of 40 bytes, each a big-endian end offset and the SHA-256 of the bytes from the last
// 4 MiB boundary before it. A row at a boundary closes a chunk; any other row states a tail.
//
// Threads: one appender at a time; chunk_digest() from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/digest.h"
#include "base/disk.h"
#include "base/guarded.h"

namespace liuhen::flows {

inline constexpr std::uint64_t kChunkBytes = std::uint64_t{4} << 20;

class ChunkJournal {
 public:
  // Creates or reads the journal and truncates `bytes` to the last offset that a row proves.
  ChunkJournal(const base::fs::path& path, base::File& bytes);

  std::uint64_t offset() const { return offset_; }
  // The next bytes of the upload, as they arrived.
  void update(base::ByteView bytes);
  // Appends what is new and syncs. Call after the staged bytes themselves are synced.
  void commit();
  // Goes back to `offset`, the offset at the last commit(): a PATCH whose checksum failed.
  void roll_back_to(std::uint64_t offset, const base::File& bytes);

  // Digest of the chunk at `index`, or of the tail; nullopt while it has not all arrived.
  std::optional<base::Digest256> chunk_digest(std::uint64_t index, std::uint64_t end_offset) const;

 private:
  struct Row {
    std::uint64_t end_offset;
    base::Digest256 digest;
  };
  void read_rows();
  std::uint64_t proven_offset(const base::File& bytes) const;
  void restart_tail(const base::File& bytes);
  base::Digest256 tail_digest() const;

  base::File file_;
  std::uint64_t offset_ = 0;
  std::uint64_t written_rows_bytes_ = 0;
  base::Bytes tail_;  // the bytes since the last boundary
  base::Guarded<std::vector<base::Digest256>> full_chunks_;
  std::vector<Row> rows_;
};

}  // namespace liuhen::flows
