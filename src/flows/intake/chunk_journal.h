// The checksums of what came in, chunk by chunk, computed on the bytes as they arrived. They stand
// beside the staged file and answer two questions that the file alone cannot: after a crash, up to
// where are its bytes the ones the client sent (a power cut may leave a longer file than was
// synced); and on read-back, does the disk give back what was written.
//
// Checksums, not digests: both sides of the comparison lie in the same staging folder, so only
// accidents are looked for. The digests that prove are made by ReadBack (decision 0011).
//
// File: rows of 24 bytes, each a big-endian end offset and the checksum of the bytes from the last
// 4 MiB boundary before it. A row at a boundary closes a chunk; any other row states a tail. A row
// proves its offset only when every chunk before it has been closed by a row. Rows are only ever
// added; what is superfluous goes when a new file takes the place of the old one.
//
// Threads: one appender at a time; chunk_checksum() from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/checksum.h"
#include "base/disk.h"
#include "base/guarded.h"

namespace liuhen::flows {

inline constexpr std::uint64_t kChunkBytes = std::uint64_t{4} << 20;

struct ChunkRow {
  std::uint64_t end_offset = 0;
  base::Checksum128 checksum{};
};

class ChunkJournal {
 public:
  // The offset that opening would give, found without opening: changes nothing on disk. 0 when one
  // of the two files is not there.
  static std::uint64_t proven_offset_of(const base::fs::path& path,
                                        const base::fs::path& bytes_path);

  // Creates or reads the journal and truncates `bytes` to the last offset that a row proves.
  ChunkJournal(const base::fs::path& path, base::File& bytes);

  std::uint64_t offset() const { return offset_; }
  // The next bytes of the upload, as they arrived.
  void update(base::ByteView bytes);
  // Appends what is new and syncs. Call after the staged bytes themselves are synced.
  void commit();
  // Goes back to `offset`, the offset at the last commit(): a PATCH whose checksum failed.
  void roll_back_to(std::uint64_t offset, const base::File& bytes);

  // Checksum of the chunk at `index`, or of the tail; nullopt while it has not all arrived.
  std::optional<base::Checksum128> chunk_checksum(std::uint64_t index,
                                                  std::uint64_t end_offset) const;

 private:
  void restart_tail(std::vector<base::Checksum128> closed, const base::File& bytes);
  void read_tail(const base::File& bytes);
  std::uint64_t tail_bytes() const { return offset_ % kChunkBytes; }
  bool has_tail() const { return tail_bytes() != 0; }

  base::File file_;
  std::uint64_t offset_ = 0;
  std::uint64_t written_rows_bytes_ = 0;
  base::Checksummer tail_;  // of the bytes since the last boundary
  base::Guarded<std::vector<base::Checksum128>> full_chunks_;
  std::vector<ChunkRow> rows_;  // closed since the last commit()
};

}  // namespace liuhen::flows
