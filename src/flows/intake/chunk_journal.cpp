#include "flows/intake/chunk_journal.h"

#include <algorithm>

#include "base/check.h"

namespace liuhen::flows {
namespace {

constexpr std::size_t kRowBytes = 40;

void append_row(base::Bytes& out, std::uint64_t end_offset, const base::Digest256& digest) {
  for (int shift = 56; shift >= 0; shift -= 8) {
    out.push_back(static_cast<std::uint8_t>(end_offset >> static_cast<unsigned>(shift)));
  }
  out.insert(out.end(), digest.begin(), digest.end());
}

base::Bytes read_range(const base::File& file, std::uint64_t from, std::uint64_t to) {
  base::Bytes out(to - from);
  out.resize(file.read_at(from, out));
  return out;
}

}  // namespace

ChunkJournal::ChunkJournal(const base::fs::path& path, base::File& bytes)
    : file_(base::File::open_write(path)) {
  read_rows();
  offset_ = proven_offset(bytes);
  if (bytes.size_bytes() != offset_) bytes.truncate(offset_);
  restart_tail(bytes);
}

void ChunkJournal::read_rows() {
  const std::uint64_t size = file_.size_bytes() / kRowBytes * kRowBytes;
  const base::Bytes raw = read_range(file_, 0, size);
  for (std::size_t at = 0; at + kRowBytes <= raw.size(); at += kRowBytes) {
    Row row{};
    for (std::size_t i = 0; i < 8; ++i) row.end_offset = (row.end_offset << 8U) | raw[at + i];
    std::copy_n(raw.begin() + static_cast<std::ptrdiff_t>(at) + 8, 32, row.digest.begin());
    rows_.push_back(row);
  }
}

std::uint64_t ChunkJournal::proven_offset(const base::File& bytes) const {
  const std::uint64_t size = bytes.size_bytes();
  for (auto row = rows_.rbegin(); row != rows_.rend(); ++row) {
    if (row->end_offset == 0 || row->end_offset > size) continue;
    const std::uint64_t start = (row->end_offset - 1) / kChunkBytes * kChunkBytes;
    if (base::sha256_of(read_range(bytes, start, row->end_offset)) == row->digest) {
      return row->end_offset;
    }
  }
  return 0;
}

void ChunkJournal::restart_tail(const base::File& bytes) {
  // Rewrites the journal as the chunks that are closed below offset_, in order, each once.
  std::vector<base::Digest256> closed(offset_ / kChunkBytes);
  for (const Row& row : rows_) {
    if (row.end_offset == 0 || row.end_offset % kChunkBytes != 0) continue;
    const std::uint64_t index = row.end_offset / kChunkBytes - 1;
    if (index < closed.size()) closed[index] = row.digest;
  }
  rows_.clear();
  base::Bytes raw;
  for (std::size_t i = 0; i < closed.size(); ++i) append_row(raw, (i + 1) * kChunkBytes, closed[i]);
  tail_ = read_range(bytes, closed.size() * kChunkBytes, offset_);
  if (!tail_.empty()) append_row(raw, offset_, tail_digest());
  file_.write_at(0, raw);
  file_.truncate(raw.size());
  file_.sync();
  written_rows_bytes_ = raw.size();
  full_chunks_.with([&](auto& chunks) { chunks = std::move(closed); });
}

void ChunkJournal::update(base::ByteView bytes) {
  while (!bytes.empty()) {
    const std::size_t take =
        std::min<std::size_t>(bytes.size(), static_cast<std::size_t>(kChunkBytes) - tail_.size());
    const base::ByteView piece = bytes.first(take);
    tail_.insert(tail_.end(), piece.begin(), piece.end());
    offset_ += take;
    bytes = bytes.subspan(take);
    if (tail_.size() == kChunkBytes) {
      const base::Digest256 digest = tail_digest();
      rows_.push_back({offset_, digest});
      full_chunks_.with([&](auto& chunks) { chunks.push_back(digest); });
      tail_.clear();
    }
  }
}

void ChunkJournal::commit() {
  base::Bytes raw;
  for (const Row& row : rows_) append_row(raw, row.end_offset, row.digest);
  if (!tail_.empty()) append_row(raw, offset_, tail_digest());
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
  tail_ = read_range(bytes, closed * kChunkBytes, offset);
  offset_ = offset;
}

std::optional<base::Digest256> ChunkJournal::chunk_digest(std::uint64_t index,
                                                          std::uint64_t end_offset) const {
  auto closed = full_chunks_.with([&](const auto& chunks) {
    return index < chunks.size() ? std::optional(chunks[index]) : std::nullopt;
  });
  if (closed) return closed;
  // The tail is asked for only after the last byte came, when nobody appends any more.
  if (end_offset == offset_ && index == offset_ / kChunkBytes && !tail_.empty()) {
    return tail_digest();
  }
  return std::nullopt;
}

base::Digest256 ChunkJournal::tail_digest() const { return base::sha256_of(tail_); }

}  // namespace liuhen::flows
