// Video and audio through libavformat: streams, duration, tags, and the walk over every packet.
#pragma once

#include "base/disk.h"
#include "probe/process/boxes.h"
#include "probe/process/file_facts.h"

namespace liuhen::probe::process {

struct WalkLimits {
  std::int64_t deadline_ms = 0;  // monotonic
  std::int64_t packets_max = 0;
  int gap_permille = 1500;
};

// `demuxer` as in Magic; `boxes` when the file is made of ISO boxes. false when libavformat cannot
// make anything of it and `demuxer` was a guess, so that the caller can go on asking.
bool read_media(const base::File& file, const char* demuxer, const BoxFacts* boxes,
                const WalkLimits& limits, FileFacts& facts);

}  // namespace liuhen::probe::process
