#include "flows/intake/chunk_journal.h"

#include <algorithm>
#include <map>

#include "base/check.h"

namespace liuhen::flows {
namespace {

constexpr std::size_t kRowBytes = 8 + sizeof(base::Checksum128);

void append_row(base::Bytes& out, std::uint64_t end_offset, const base::Checksum128& checksum) {
  for (int shift = 56; shift >= 0; shift -= 8) {
    out.push_back(static_cast<std::uint8_t>(end_offset >> static_cast<unsigned>(shift)));
  }
  out.insert(out.end(), checksum.begin(), checksum.end());
}

base::Bytes read_range(const base::File& file, std::uint64_t from, std::uint64_t to) {
  base::Bytes out(to - from);
  out.resize(file.read_at(from, out));
  return out;
}

base::Bytes read_whole(const base::File& file) { return read_range(file, 0, file.size_bytes()); }

std::vector<ChunkRow> rows_of(base::ByteView raw) {
  std::vector<ChunkRow> rows;
  for (std::size_t at = 0; at + kRowBytes <= raw.size(); at += kRowBytes) {
    ChunkRow row;
    for (std::size_t i = 0; i < 8; ++i) row.end_offset = (row.end_offset << 8U) | raw[at + i];
    std::copy_n(raw.begin() + static_cast<std::ptrdiff_t>(at) + 8, row.checksum.size(),
                row.checksum.begin());
    rows.push_back(row);
  }
  return rows;
}

// The chunks from the first on that rows close without a gap.
std::vector<base::Checksum128> closed_chunks_of(const std::vector<ChunkRow>& rows) {
  std::map<std::uint64_t, base::Checksum128> by_index;
  for (const ChunkRow& row : rows) {
    if (row.end_offset == 0 || row.end_offset % kChunkBytes != 0) continue;
    by_index[row.end_offset / kChunkBytes - 1] = row.checksum;
  }
  std::vector<base::Checksum128> closed;
  for (const auto& [index, checksum] : by_index) {
    if (index != closed.size()) break;
    closed.push_back(checksum);
  }
  return closed;
}

std::uint64_t proven_offset(const std::vector<ChunkRow>& rows, std::size_t closed_count,
                            const base::File& bytes) {
  const std::uint64_t size = bytes.size_bytes();
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
    if (row->end_offset == 0 || row->end_offset > size) continue;
    const std::uint64_t index = (row->end_offset - 1) / kChunkBytes;
    if (index > closed_count) continue;  // a chunk before it is not proven
    const base::Bytes chunk = read_range(bytes, index * kChunkBytes, row->end_offset);
    if (base::checksum_of(chunk) == row->checksum) {
      return row->end_offset;
    }
  }
  return 0;
}

}  // namespace

std::uint64_t ChunkJournal::proven_offset_of(const base::fs::path& path,
                                             const base::fs::path& bytes_path) {
  const auto file = base::File::find_read(path);
  const auto bytes = base::File::find_read(bytes_path);
  if (!file || !bytes) return 0;
  const std::vector<ChunkRow> rows = rows_of(read_whole(*file));
  return proven_offset(rows, closed_chunks_of(rows).size(), *bytes);
}

ChunkJournal::ChunkJournal(const base::fs::path& path, base::File& bytes)
    : file_(base::File::open_write(path)) {
  const std::vector<ChunkRow> rows = rows_of(read_whole(file_));
  std::vector<base::Checksum128> closed = closed_chunks_of(rows);
  offset_ = proven_offset(rows, closed.size(), bytes);
  if (bytes.size_bytes() != offset_) bytes.truncate(offset_);
  restart_tail(std::move(closed), bytes);
}

// Leaves in the journal the chunks that are closed below offset_, in order, each once, and the
// tail. Never in place: the old rows prove acknowledged bytes until the new file is durable.
void ChunkJournal::restart_tail(std::vector<base::Checksum128> closed, const base::File& bytes) {
  const std::uint64_t count = offset_ / kChunkBytes;
  CHECK(count <= closed.size());
  closed.resize(static_cast<std::size_t>(count));
  base::Bytes raw;
  for (std::size_t i = 0; i < closed.size(); ++i) append_row(raw, (i + 1) * kChunkBytes, closed[i]);
  read_tail(bytes);
  if (has_tail()) append_row(raw, offset_, tail_.value());
  if (read_whole(file_) != raw) {
    const base::fs::path path = file_.path();
    base::write_file_durably(path, raw, 0600);
    file_ = base::File::open_write(path);
  }
  written_rows_bytes_ = raw.size();
  full_chunks_.with([&](auto& chunks) { chunks = std::move(closed); });
}

void ChunkJournal::update(base::ByteView bytes) {
  while (!bytes.empty()) {
    const std::size_t take =
        std::min<std::size_t>(bytes.size(), static_cast<std::size_t>(kChunkBytes - tail_bytes()));
    tail_.update(bytes.first(take));
    offset_ += take;
    bytes = bytes.subspan(take);
    if (!has_tail()) {
      const base::Checksum128 checksum = tail_.value();
      rows_.push_back({offset_, checksum});
      full_chunks_.with([&](auto& chunks) { chunks.push_back(checksum); });
      tail_.restart();
    }
  }
}

void ChunkJournal::commit() {
  base::Bytes raw;
  for (const ChunkRow& row : rows_) append_row(raw, row.end_offset, row.checksum);
  if (has_tail()) append_row(raw, offset_, tail_.value());
  if (raw.empty()) return;
  file_.write_at(written_rows_bytes_, raw);
  file_.sync();
  written_rows_bytes_ += raw.size();
  rows_.clear();
}

void ChunkJournal::roll_back_to(std::uint64_t offset, const base::File& bytes) {
  CHECK(offset <= offset_);
  rows_.clear();
  const std::uint64_t closed = offset / kChunkBytes;
  full_chunks_.with(
      [&](auto& chunks) { chunks.resize(std::min<std::size_t>(chunks.size(), closed)); });
  offset_ = offset;
  read_tail(bytes);
}

std::optional<base::Checksum128> ChunkJournal::chunk_checksum(std::uint64_t index,
                                                              std::uint64_t end_offset) const {
  auto closed = full_chunks_.with([&](const auto& chunks) {
    return index < chunks.size() ? std::optional(chunks[index]) : std::nullopt;
  });
  if (closed) return closed;
  // The tail is asked for only after the last byte came, when nobody appends any more.
  if (end_offset == offset_ && index == offset_ / kChunkBytes && has_tail()) {
    return tail_.value();
  }
  return std::nullopt;
}

void ChunkJournal::read_tail(const base::File& bytes) {
  tail_.restart();
  tail_.update(read_range(bytes, offset_ - tail_bytes(), offset_));
}

}  // namespace liuhen::flows
