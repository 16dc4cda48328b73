// The box structure of ISO base media files (ISO/IEC 14496-12) as libavformat does not tell it: a
// file cut in the middle, a missing index, empty edits, the picture size of HEIF. Reads headers
// only; counts are bounded.
#pragma once

#include "base/disk.h"
#include "probe/process/file_facts.h"

namespace liuhen::probe::process {

struct BoxFacts {
  bool has_index = false;  // moov
  bool is_fragmented = false;
  bool has_content = false;  // mdat
};

// Notes truncation, empty edits and the brand in `facts`.
BoxFacts read_boxes(const base::File& file, FileFacts& facts);

// Largest ispe of a HEIF file, never decoded.
void read_heif(const base::File& file, FileFacts& facts);

}  // namespace liuhen::probe::process
