// Loads what a writer must know of a log on disk, and proves that it fits the checkpoint. Reads
// O(log size) small files, so a log of millions of entries opens in milliseconds.
#pragma once

#include "base/disk.h"
#include "ledger/checkpoint.h"
#include "ledger/tree_edge.h"

namespace liuhen::ledger {

struct LogEdge {
  TreeEdge tree;
  base::Bytes bundle;  // the entries of the last, incomplete bundle
};

// Throws Damaged, naming the file that does not fit, when edge, bundle and root disagree.
LogEdge load_edge(const base::fs::path& log, const Checkpoint& checkpoint);

// Removes partial files that no checkpoint covers: a crash between tiles and checkpoint has left
// them, and the next entries may differ.
void remove_uncovered_partials(const base::fs::path& log, std::uint64_t size);
// The folder `…/<N>.p` of a tile, whatever its width.
base::fs::path partials_folder(const base::fs::path& log, TilePath path);

}  // namespace liuhen::ledger
