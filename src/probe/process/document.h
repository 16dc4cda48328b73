// PDF through Poppler: pages, encryption, who made it and when. No page is rendered.
#pragma once

#include "base/disk.h"
#include "probe/process/file_facts.h"

namespace liuhen::probe::process {

// Loads what Poppler wants from disk and sets it quiet. Before the sandbox.
void prepare_poppler();

void read_pdf(const base::File& file, FileFacts& facts);

}  // namespace liuhen::probe::process
