#include "ledger/log_reader.h"

#include <algorithm>

#include "base/fault.h"
#include "ledger/note.h"
#include "ledger/tile_files.h"

namespace liuhen::ledger {
namespace {

namespace fs = base::fs;

// The SM2 file holds the newest two signatures, so a reader that took the checkpoint must be
// overtaken by two batches to miss its own; then it reads again.
constexpr int kPairAttemptsMax = 1000;

Checkpoint checkpoint_of_note(const fs::path& directory, std::string_view bytes) {
  const base::Result<SignedNote, std::string> note = parse_note(bytes);
  if (!note) throw_damaged(directory, kCheckpointFile, "is unreadable: " + note.error());
  base::Result<Checkpoint, std::string> checkpoint = parse_checkpoint(note->text);
  if (!checkpoint) {
    throw_damaged(directory, kCheckpointFile, "is unreadable: " + checkpoint.error());
  }
  return std::move(*checkpoint);
}

std::optional<Sm2Line> find_signature(const fs::path& directory, const Checkpoint& checkpoint) {
  const std::optional<base::Bytes> file = base::find_file(directory / kSm2File, kNoteSizeMax);
  if (!file) throw_damaged(directory, kSm2File, "is missing");
  const auto lines = parse_sm2_lines(base::as_text(*file));
  if (!lines) throw_damaged(directory, kSm2File, "is unreadable: " + lines.error());
  return find_sm2_line(*lines, checkpoint);
}

std::string beyond(std::uint64_t size) {
  return "the log has " + std::to_string(size) + " entries so far; ask within them";
}

}  // namespace

std::optional<LatestCheckpoint> LogReader::latest() const {
  for (int attempt = 0; attempt < kPairAttemptsMax; ++attempt) {
    const std::optional<base::Bytes> file =
        base::find_file(directory_ / kCheckpointFile, kNoteSizeMax);
    if (!file) return std::nullopt;
    const Checkpoint checkpoint = checkpoint_of_note(directory_, base::as_text(*file));
    const std::optional<Sm2Line> line = find_signature(directory_, checkpoint);
    if (line) {
      return LatestCheckpoint{{std::string(base::as_text(*file)), line->signature_base64},
                              checkpoint};
    }
    if (base::find_file(directory_ / kCheckpointFile, kNoteSizeMax) == file) break;
  }
  throw_damaged(directory_, kSm2File, "does not sign the checkpoint beside it");
}

std::optional<base::Bytes> LogReader::read_file(std::string_view relative_path) const {
  if (relative_path == kCheckpointFile || relative_path == kSm2File) {
    return base::find_file(directory_ / relative_path, kNoteSizeMax);
  }
  const std::optional<TilePath> path = parse_tile_path(relative_path);
  if (!path) return std::nullopt;
  // A tile beyond the checkpoint is not yet promised: a crash may still take it back.
  const std::optional<LatestCheckpoint> now = latest();
  if (!now || !is_within(*path, now->checkpoint.size)) return std::nullopt;
  return base::find_file(directory_ / relative_path, kBundleSizeMax);
}

StoredTree LogReader::stored_tree(std::uint64_t size) const {
  return {size, [directory = directory_, size](unsigned level, std::uint64_t index) {
            return get_tile(directory, level, index, size);
          }};
}

base::Result<Hashes, std::string> LogReader::inclusion_proof(std::uint64_t index,
                                                             std::uint64_t size) const {
  const std::optional<LatestCheckpoint> now = latest();
  const std::uint64_t known = now ? now->checkpoint.size : 0;
  if (size > known || index >= size) return beyond(known);
  StoredTree tree = stored_tree(known);
  Hashes proof = tree.inclusion_proof(index, size);
  if (size == known &&
      !verify_inclusion(index, size, tree.leaf_at(index), proof, now->checkpoint.root)) {
    throw_damaged(directory_, "tile", "holds a hash that does not lead to the checkpoint");
  }
  return proof;
}

base::Result<Hashes, std::string> LogReader::consistency_proof(std::uint64_t old_size,
                                                               std::uint64_t new_size) const {
  const std::optional<LatestCheckpoint> now = latest();
  const std::uint64_t known = now ? now->checkpoint.size : 0;
  if (new_size > known || old_size > new_size) return beyond(known);
  StoredTree tree = stored_tree(known);
  Hashes proof = tree.consistency_proof(old_size, new_size);
  if (new_size == known && !verify_consistency(old_size, new_size, tree.root_at(old_size),
                                               now->checkpoint.root, proof)) {
    throw_damaged(directory_, "tile", "holds a hash that does not lead to the checkpoint");
  }
  return proof;
}

std::uint64_t LogReader::read_entries(std::uint64_t first, std::uint64_t count,
                                      const EntryUse& use) const {
  const std::optional<LatestCheckpoint> now = latest();
  const std::uint64_t size = now ? now->checkpoint.size : 0;
  if (first >= size) return 0;
  const std::uint64_t end = first + std::min(count, size - first);
  for (std::uint64_t index = first; index < end;) {
    const base::Bytes bundle = get_bundle(directory_, index / kTileWidth, size);
    const std::vector<base::ByteView> entries = *entries_of_bundle(bundle);
    for (std::size_t i = index % kTileWidth; i < entries.size() && index < end; ++i, ++index) {
      use(index, entries[i]);
    }
  }
  return end - first;
}

std::optional<base::Bytes> LogReader::read_entry(std::uint64_t index) const {
  std::optional<base::Bytes> found;
  read_entries(index, 1, [&](std::uint64_t, base::ByteView entry) {
    found.emplace(entry.begin(), entry.end());
  });
  return found;
}

}  // namespace liuhen::ledger
