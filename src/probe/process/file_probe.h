// Everything about one file: content decides the kind, the kind decides the reader.
#pragma once

#include "base/disk.h"
#include "probe/process/file_facts.h"
#include "probe/process/media.h"

namespace liuhen::probe::process {

FileFacts probe_file(const base::File& file, const WalkLimits& limits);

}  // namespace liuhen::probe::process
