// The walk over a file's packets in order of decoding. Files of ISO boxes with one index are walked
// over the index, which holds every time stamp and place, without reading the content.
#pragma once

#include "probe/process/avio.h"
#include "probe/process/file_facts.h"
#include "probe/process/media.h"

namespace liuhen::probe::process {

// facts.streams must describe the streams already, in order. Fills in their walk, the audio/video
// difference, and what is known to be cut.
void walk_packets(OpenMedia& media, bool by_index, std::uint64_t size_bytes,
                  const WalkLimits& limits, FileFacts& facts);

}  // namespace liuhen::probe::process
