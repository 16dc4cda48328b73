// Files cut before their end, for containers that say how long they are (ISO boxes: boxes.h).
#pragma once

#include "base/disk.h"
#include "probe/process/file_facts.h"

namespace liuhen::probe::process {

// RIFF (AVI, WAV), MPEG-TS, Matroska and WebM; nothing for others.
void note_truncation(const base::File& file, FileFacts& facts);

}  // namespace liuhen::probe::process
