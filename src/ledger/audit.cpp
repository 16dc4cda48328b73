#include "ledger/audit.h"

#include <algorithm>

#include "base/fault.h"
#include "ledger/bundle.h"
#include "ledger/checkpoint.h"
#include "ledger/durable_writes.h"
#include "ledger/note.h"
#include "ledger/receipt_proof.h"
#include "ledger/signature.h"
#include "ledger/tile_files.h"
#include "ledger/tree_edge.h"

namespace liuhen::ledger {
namespace {

namespace fs = base::fs;
using base::Digest256;

// A forged checkpoint may claim 10^18 entries; the audit must still end.
constexpr unsigned kGoneInARowMax = 256;

// Names made by others may hold any bytes; a report is text.
std::string printable(std::string name) {
  if (base::is_utf8(name)) return name;
  for (char& c : name) {
    if (static_cast<unsigned char>(c) >= 0x80) c = '?';
  }
  return name;
}

class Audit {
 public:
  Audit(const fs::path& log, const AuditKeys& keys, const AuditProgress& progress)
      : log_(log), keys_(keys), progress_(progress) {}

  LogReport run();

 private:
  void add(const std::string& code, const std::string& file, const std::string& sentence);

  void check_checkpoint();
  bool is_reported(const std::string& file) const;
  void check_note(const std::string& note);
  void check_sm2(const std::string& text);

  void check_tree();
  Hashes leaves_of_tile(std::uint64_t index);
  Hashes trusted_leaves(const TilePath& bundle, const Hashes& of_bundle, const Hashes& of_tile);
  std::optional<Hashes> read_bundle_leaves(const TilePath& wanted);
  std::optional<Hashes> read_hashes(const TilePath& wanted) const;
  bool fits_above(const TilePath& tile, const Hashes& leaves) const;
  void check_tile(const TilePath& path, HashView expected);
  void check_roots();

  void check_folder(const fs::path& folder);
  void check_file(const fs::directory_entry& entry);
  void check_narrower(const TilePath& path, const std::string& file);

  const fs::path& log_;
  const AuditKeys& keys_;
  const AuditProgress& progress_;
  LogReport report_;
  std::optional<Checkpoint> checkpoint_;
  std::vector<Sm2Line> lines_;
  std::optional<Digest256> previous_root_;  // recomputed, at the size of the first SM2 line
  TreeEdge tree_;
  unsigned gone_in_a_row_ = 0;
};

void Audit::add(const std::string& code, const std::string& file, const std::string& sentence) {
  if (report_.problems.size() == kProblemsListedMax) {
    ++report_.problems_not_listed;
    return;
  }
  report_.problems.push_back({code, file, sentence});
}

bool Audit::is_reported(const std::string& file) const {
  const auto names = [&](const LogProblem& problem) { return problem.file == file; };
  return std::any_of(report_.problems.begin(), report_.problems.end(), names);
}

LogReport Audit::run() {
  check_checkpoint();
  if (checkpoint_) {
    report_.entries = checkpoint_->size;
    check_tree();
    check_roots();
  }
  check_folder(log_);
  return std::move(report_);
}

std::optional<std::string> read_small(const fs::path& path) {
  const std::optional<base::File> file = base::File::find_read(path);
  if (!file) return std::nullopt;
  std::string text(std::min<std::uint64_t>(file->size_bytes(), kNoteSizeMax + 1), '\0');
  text.resize(file->read_at(0, {reinterpret_cast<std::uint8_t*>(text.data()), text.size()}));
  return text;
}

// A writer may publish between the two reads; then the pair is read again.
void Audit::check_checkpoint() {
  std::optional<std::string> note;
  std::optional<std::string> sm2;
  do {
    note = read_small(log_ / kCheckpointFile);
    sm2 = read_small(log_ / kSm2File);
  } while (read_small(log_ / kCheckpointFile) != note);
  if (note) {
    check_note(*note);
  } else {
    add("checkpoint.missing", kCheckpointFile, "there is no checkpoint, so nothing is proven");
  }
  if (sm2) {
    check_sm2(*sm2);
  } else {
    add("sm2.missing", kSm2File, "there is no SM2 signature beside the checkpoint");
  }
}

void Audit::check_note(const std::string& text) {
  const base::Result<SignedNote, std::string> note = parse_note(text);
  if (!note) return add("checkpoint.malformed", kCheckpointFile, note.error());
  const base::Result<Checkpoint, std::string> checkpoint = parse_checkpoint(note->text);
  if (!checkpoint) return add("checkpoint.malformed", kCheckpointFile, checkpoint.error());
  checkpoint_ = *checkpoint;
  if (!keys_.vkey) return;
  report_.ed25519_checked = true;
  const base::Result<Checkpoint, std::string> verified = verify_checkpoint(text, *keys_.vkey);
  if (!verified) add("checkpoint.signature", kCheckpointFile, verified.error());
}

void Audit::check_sm2(const std::string& text) {
  const base::Result<std::vector<Sm2Line>, std::string> lines = parse_sm2_lines(text);
  if (!lines) return add("sm2.malformed", kSm2File, lines.error());
  lines_ = *lines;
  if (!checkpoint_) return;
  if (!find_sm2_line(lines_, *checkpoint_)) {
    add("sm2.root", kSm2File, "no line of it signs the size and root of the checkpoint");
  }
  if (!keys_.sm2_public_pem) return;
  report_.sm2_checked = true;
  for (const Sm2Line& line : lines_) {
    const std::string signed_text = format_checkpoint({checkpoint_->origin, line.size, line.root});
    const base::Bytes signature = *base::bytes_of_base64(line.signature_base64);
    if (sm2_verify(*keys_.sm2_public_pem, signed_text, signature)) continue;
    add("sm2.signature", kSm2File,
        "the SM2 signature for size " + std::to_string(line.size) + " does not fit");
  }
}

void Audit::check_tree() {
  const std::uint64_t size = checkpoint_->size;
  const TreeEdge::TileSink check = [&](const TilePath& path, HashView hashes) {
    if (path.level > 0) check_tile(path, hashes);  // level 0 is compared with its bundle
  };
  const std::uint64_t previous = lines_.empty() ? size : lines_.front().size;
  if (previous == 0) previous_root_ = empty_root();
  while (tree_.size() < size) {
    const std::uint64_t index = tree_.size() / kTileWidth;
    if (gone_in_a_row_ == kGoneInARowMax) {
      add("bundle.missing", format_tile_path({TileKind::entries, 0, index}),
          "so many files before it are missing that the rest is not looked for");
      return;
    }
    for (const Digest256& leaf : leaves_of_tile(index)) {
      tree_.push(leaf, check);
      if (tree_.size() == previous) previous_root_ = tree_.root();
    }
    if (progress_) progress_(tree_.size(), size);
  }
  tree_.for_each_partial(0, check);
}

// The leaves under level 0 tile `index`, after comparing tile and bundle. Always of full number, so
// that one damaged file does not make everything behind it look damaged too.
Hashes Audit::leaves_of_tile(std::uint64_t index) {
  const unsigned width = tile_width(0, index, checkpoint_->size);
  const TilePath bundle{TileKind::entries, 0, index, width};
  const TilePath tile{TileKind::hashes, 0, index, width};
  const std::optional<Hashes> of_bundle = read_bundle_leaves(bundle);
  const std::optional<Hashes> of_tile = read_hashes(tile);
  gone_in_a_row_ = of_bundle || of_tile ? 0 : gone_in_a_row_ + 1;
  if (of_bundle && of_tile && *of_bundle != *of_tile) {
    return trusted_leaves(bundle, *of_bundle, *of_tile);
  }
  if (!of_tile) {
    check_tile(tile, of_bundle ? HashView(*of_bundle) : HashView());
  }
  if (of_bundle) return *of_bundle;
  return of_tile.value_or(Hashes(width));
}

// Bundle and tile disagree; what stands above them tells which was changed.
Hashes Audit::trusted_leaves(const TilePath& bundle, const Hashes& of_bundle,
                             const Hashes& of_tile) {
  TilePath tile = bundle;
  tile.kind = TileKind::hashes;
  const bool tile_fits = fits_above(tile, of_tile) && !fits_above(tile, of_bundle);
  if (!tile_fits) {
    add("tile.differs", format_tile_path(tile), "its hashes are not those of the entries");
    return of_bundle;
  }
  std::size_t first = 0;
  while (of_bundle[first] == of_tile[first]) ++first;
  add("bundle.differs", format_tile_path(bundle),
      "entry " + std::to_string(bundle.index * kTileWidth + first) +
          " is not the one that the checkpoint covers");
  return of_tile;
}

// For a full tile: the hash in the stored tile above. At the right edge: the checkpoint's root.
bool Audit::fits_above(const TilePath& tile, const Hashes& leaves) const {
  if (!tile.is_full()) {
    TreeEdge end = tree_;
    for (const Digest256& leaf : leaves) end.push(leaf, [](const TilePath&, HashView) {});
    return end.root() == checkpoint_->root;
  }
  const TilePath above{TileKind::hashes, 1, tile.index / kTileWidth,
                       tile_width(1, tile.index / kTileWidth, checkpoint_->size)};
  const std::optional<Hashes> hashes = read_hashes(above);
  return hashes && (*hashes)[tile.index % kTileWidth] == root_of(leaves);
}

std::optional<Hashes> Audit::read_bundle_leaves(const TilePath& wanted) {
  const std::string file = format_tile_path(wanted);
  const std::optional<StoredFile> stored = find_stored(log_, wanted);
  if (!stored) {
    add("bundle.missing", file, "the entries in it are lost here; restore it from a replica");
    return std::nullopt;
  }
  std::optional<std::vector<base::ByteView>> entries = entries_of_bundle(stored->bytes);
  if (!entries || entries->size() != stored->path.width) {
    add("bundle.malformed", format_tile_path(stored->path),
        "it does not hold " + std::to_string(stored->path.width) + " whole entries");
    return std::nullopt;
  }
  entries->resize(wanted.width);
  return leaf_hashes_of(*entries);
}

// nullopt when missing or of the wrong length.
std::optional<Hashes> Audit::read_hashes(const TilePath& wanted) const {
  const std::optional<StoredFile> stored = find_stored(log_, wanted);
  if (!stored) return std::nullopt;
  std::optional<Hashes> hashes = hashes_of(stored->bytes);
  if (!hashes || hashes->size() != stored->path.width) return std::nullopt;
  hashes->resize(wanted.width);
  return hashes;
}

void Audit::check_tile(const TilePath& path, HashView expected) {
  const std::string file = format_tile_path(path);
  const std::optional<Hashes> hashes = read_hashes(path);
  if (!hashes && !find_stored(log_, path)) {
    return add("tile.missing", file, "it can be computed again from the entries");
  }
  if (!hashes) return add("tile.differs", file, "it has the wrong length");
  if (std::equal(hashes->begin(), hashes->end(), expected.begin(), expected.end())) return;
  add("tile.differs", file, "its hashes are not those of the tiles beneath it");
}

void Audit::check_roots() {
  if (tree_.root() != checkpoint_->root) {
    add("checkpoint.root", kCheckpointFile,
        "the entries on disk have another root than the checkpoint names");
  }
  if (lines_.size() == 2 && (!previous_root_ || *previous_root_ != lines_.front().root)) {
    add("sm2.root", kSm2File, "its first line is not a root that this log has had");
  }
}

// A running writer may remove a folder or file while it is listed: what is gone is skipped.
void Audit::check_folder(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::directory_entry> found;
  fs::directory_iterator it(folder, error);
  for (const fs::directory_iterator end; !error && it != end; it.increment(error)) {
    found.push_back(*it);
  }
  if (error && error != std::errc::no_such_file_or_directory) {
    base::throw_errno("cannot list " + folder.string(), error.value());
  }
  std::sort(found.begin(), found.end());
  for (const fs::directory_entry& entry : found) {
    if (entry.symlink_status(error).type() == fs::file_type::directory) {
      check_folder(entry.path());
    } else if (!error) {
      check_file(entry);
    }
  }
}

void Audit::check_file(const fs::directory_entry& entry) {
  const std::string file = printable(entry.path().lexically_relative(log_).string());
  std::error_code gone;
  const bool is_regular = entry.symlink_status(gone).type() == fs::file_type::regular;
  if (gone) return;
  if (is_regular && (file == kCheckpointFile || file == kSm2File)) return;
  if (is_regular && file == kLockFile && entry.file_size(gone) == 0) return;
  if (is_regular && file.starts_with(std::string(kStagingFolder) + "/")) {
    report_.leftovers.push_back(file);
    return;
  }
  const std::optional<TilePath> path = is_regular ? parse_tile_path(file) : std::nullopt;
  if (!path) return add("file.stray", file, "this file does not belong to a log; who put it here?");
  if (!checkpoint_) return;
  if (!is_within(*path, checkpoint_->size)) {
    report_.leftovers.push_back(file);
  } else if (path->width < tile_width(path->level, path->index, checkpoint_->size)) {
    check_narrower(*path, file);
  }
}

// A partial of an earlier checkpoint: it must be the beginning of the file that replaced it, which
// has been compared already.
void Audit::check_narrower(const TilePath& path, const std::string& file) {
  TilePath wider = path;
  wider.width = tile_width(path.level, path.index, checkpoint_->size);
  const std::optional<base::Bytes> bytes = base::find_file(log_ / file, kBundleSizeMax);
  const std::optional<StoredFile> stored = find_stored(log_, wider);
  if (!bytes || !stored) return;  // just removed, or already reported as missing
  if (is_reported(format_tile_path(stored->path))) return;  // then it is no measure
  const bool is_bundle = path.kind == TileKind::entries;
  std::optional<base::ByteView> expected;
  if (is_bundle) {
    expected = first_entries(stored->bytes, path.width);
  } else if (stored->bytes.size() >= std::size_t{path.width} * 32) {
    expected = base::ByteView(stored->bytes).first(std::size_t{path.width} * 32);
  }
  if (expected && std::equal(bytes->begin(), bytes->end(), expected->begin(), expected->end())) {
    return;
  }
  add(is_bundle ? "bundle.differs" : "tile.differs", file,
      "it is not the beginning of " + format_tile_path(stored->path));
}

}  // namespace

LogReport audit_log(const fs::path& log, const AuditKeys& keys, const AuditProgress& progress) {
  return Audit(log, keys, progress).run();
}

}  // namespace liuhen::ledger
