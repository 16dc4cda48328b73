#include "ledger/log_folder.h"

#include "base/check.h"
#include "base/fault.h"
#include "ledger/bundle.h"
#include "ledger/log_reader.h"
#include "ledger/receipt_proof.h"
#include "ledger/tile_files.h"

namespace liuhen::ledger {
namespace {

namespace fs = base::fs;

base::Bytes copy_of(std::string_view text) {
  const base::ByteView bytes = base::as_bytes(text);
  return {bytes.begin(), bytes.end()};
}

// Each line must bear a good signature of our key before it may decide anything.
std::vector<Sm2Line> verified_sm2_lines(const fs::path& directory, std::string_view text,
                                        const std::string& origin, const CheckpointKeys& keys) {
  const base::Result<std::vector<Sm2Line>, std::string> lines = parse_sm2_lines(text);
  if (!lines) throw_damaged(directory, kSm2File, "is unreadable: " + lines.error());
  for (const Sm2Line& line : *lines) {
    const std::string signed_text = format_checkpoint({origin, line.size, line.root});
    const base::Bytes signature = *base::bytes_of_base64(line.signature_base64);
    if (!sm2_verify(keys.sm2_public_pem(), signed_text, signature)) {
      throw_damaged(directory, kSm2File,
                    "bears a signature that the SM2 key of this installation did not make (size " +
                        std::to_string(line.size) + ")");
    }
  }
  return *lines;
}

}  // namespace

LogFolder::LogFolder(fs::path directory, std::string origin, const CheckpointKeys& keys)
    : directory_(std::move(directory)), origin_(std::move(origin)), keys_(keys) {}

LogFolder LogFolder::open(const fs::path& directory, std::string origin,
                          const CheckpointKeys& keys) {
  if (origin != keys.name()) {
    throw base::Fault("the log " + origin + " cannot be signed with the keys of " + keys.name() +
                      "; the origin and the name of the keys must be the same");
  }
  base::make_directories_durably(directory);
  LogFolder log(directory, std::move(origin), keys);
  log.lock_ = std::make_unique<base::FolderLock>(directory);
  log.load();
  return log;
}

void LogFolder::load() {
  clear_staging(directory_);
  const std::optional<base::Bytes> note =
      base::find_file(directory_ / kCheckpointFile, kNoteSizeMax);
  const std::optional<base::Bytes> sm2 = base::find_file(directory_ / kSm2File, kNoteSizeMax);
  if (sm2) {
    load_published(*sm2, note);
  } else if (note || fs::exists(directory_ / "tile")) {
    // Signing an empty tree here would contradict every receipt that was ever given.
    throw_damaged(directory_, note ? kSm2File : kCheckpointFile,
                  "is missing although the log has been in use");
  } else {
    edge_ = {};
    publish({origin_, 0, empty_root()});
  }
  remove_uncovered_partials(directory_, size());
  health_ = Health::good;
}

void LogFolder::load_published(const base::Bytes& sm2_file,
                               const std::optional<base::Bytes>& note) {
  const std::vector<Sm2Line> lines =
      verified_sm2_lines(directory_, base::as_text(sm2_file), origin_, keys_);
  const Checkpoint newest{origin_, lines.back().size, lines.back().root};
  newest_sm2_ = lines.back();
  bool is_published = false;
  if (note) {
    const base::Result<Checkpoint, std::string> published =
        verify_checkpoint(base::as_text(*note), keys_.vkey());
    if (!published) throw_damaged(directory_, kCheckpointFile, "is refused: " + published.error());
    const std::optional<Sm2Line> line = find_sm2_line(lines, *published);
    if (!line) throw_damaged(directory_, kSm2File, "does not sign the checkpoint beside it");
    is_published = *published == newest;
  }
  edge_ = load_edge(directory_, newest);
  if (is_published) {
    latest_ = {std::string(base::as_text(*note)), newest_sm2_->signature_base64};
  } else {
    publish_note(newest);
  }
}

std::span<const std::string_view> LogFolder::not_yet_added(
    std::uint64_t first_index, std::span<const std::string_view> entries) const {
  CHECK(first_index <= size());
  const auto known =
      std::min<std::uint64_t>(size() - first_index, static_cast<std::uint64_t>(entries.size()));
  const LogReader reader(directory_);
  for (std::uint64_t i = 0; i < known; ++i) {
    const auto held = reader.read_entry(first_index + i);
    if (!held || base::as_text(*held) != entries[i]) {
      throw_damaged(
          directory_, "tile/entries",
          "holds another entry " + std::to_string(first_index + i) + " than the catalog does");
    }
  }
  return entries.subspan(static_cast<std::size_t>(known));
}

SignedCheckpoint LogFolder::append(std::uint64_t first_index,
                                   std::span<const std::string_view> entries) {
  if (health_ == Health::stopped) {
    throw base::Fault("the log " + directory_.string() +
                      " stopped after a disk error; mend the disk and start the server again");
  }
  if (health_ == Health::full) load();
  const auto fresh = not_yet_added(first_index, entries);
  if (fresh.empty()) return latest_;
  try {
    return append_or_throw(fresh);
  } catch (const base::DiskFull&) {
    health_ = Health::full;
    throw;
  } catch (...) {
    health_ = Health::stopped;
    throw;
  }
}

SignedCheckpoint LogFolder::append_or_throw(std::span<const std::string_view> entries) {
  const std::uint64_t old_size = size();
  LogEdge edge = edge_;
  write_tiles(entries, edge);
  publish({origin_, edge.tree.size(), edge.tree.root()});
  edge_ = std::move(edge);
  remove_covered_partials(old_size);
  return latest_;
}

void LogFolder::write_tiles(std::span<const std::string_view> entries, LogEdge& edge) {
  const std::uint64_t old_size = edge.tree.size();
  DurableWrites writes(directory_, hook_);
  const TreeEdge::TileSink write_tile = [&](const TilePath& path, HashView hashes) {
    // Partials of a tile that no checkpoint reaches yet are left from a crash.
    if (tile_width(path.level, path.index, old_size) == 0) {
      fs::remove_all(partials_folder(directory_, path));
    }
    writes.add(format_tile_path(path), bytes_of(hashes));
    if (path.level > 0) return;
    const TilePath bundle{TileKind::entries, 0, path.index, path.width};
    if (tile_width(0, path.index, old_size) == 0) {
      fs::remove_all(partials_folder(directory_, bundle));
    }
    writes.add(format_tile_path(bundle), edge.bundle);
    if (path.is_full()) edge.bundle.clear();
  };
  for (const std::string_view entry : entries) {
    append_to_bundle(edge.bundle, base::as_bytes(entry));
    edge.tree.push(leaf_hash(base::as_bytes(entry)), write_tile);
  }
  edge.tree.for_each_partial(old_size, write_tile);
  writes.finish();
}

void LogFolder::publish(const Checkpoint& checkpoint) {
  CHECK(!newest_sm2_ || checkpoint.size > newest_sm2_->size);
  const Sm2Line line{checkpoint.size, checkpoint.root,
                     keys_.sign_sm2_base64(format_checkpoint(checkpoint))};
  std::vector<Sm2Line> lines;
  if (newest_sm2_) lines.push_back(*newest_sm2_);
  lines.push_back(line);
  DurableWrites writes(directory_, hook_);
  writes.add(kSm2File, copy_of(format_sm2_lines(lines)));
  writes.finish();
  newest_sm2_ = line;
  publish_note(checkpoint);
}

void LogFolder::publish_note(const Checkpoint& checkpoint) {
  const std::string note = keys_.sign_note(format_checkpoint(checkpoint));
  DurableWrites writes(directory_, hook_);
  writes.add(kCheckpointFile, copy_of(note));
  writes.finish();
  latest_ = {note, newest_sm2_->signature_base64};
}

// Not synced: a partial that comes back after a power cut is still a true prefix of its full tile.
void LogFolder::remove_covered_partials(std::uint64_t since) const {
  std::error_code ignored;
  for (unsigned level = 0; hash_count_at(level, size()) > 0; ++level) {
    const std::uint64_t first = hash_count_at(level, since) / kTileWidth;
    const std::uint64_t end = hash_count_at(level, size()) / kTileWidth;
    for (std::uint64_t index = first; index < end; ++index) {
      fs::remove_all(partials_folder(directory_, {TileKind::hashes, level, index}), ignored);
      if (level > 0) continue;
      fs::remove_all(partials_folder(directory_, {TileKind::entries, 0, index}), ignored);
    }
  }
}

}  // namespace liuhen::ledger
