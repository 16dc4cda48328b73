// Picture size and Exif from headers alone. Nothing is decoded or inflated, so a picture that
// claims a million by a million pixels costs no more than a small one.
#pragma once

#include "base/disk.h"
#include "probe/process/file_facts.h"

namespace liuhen::probe::process {

void read_jpeg(const base::File& file, FileFacts& facts);
void read_png(const base::File& file, FileFacts& facts);
void read_tiff(const base::File& file, FileFacts& facts);
void read_other_image(const base::File& file, FileFacts& facts);  // GIF, BMP, WebP

// Notes a picture too large to show, whatever its format.
void note_enormous_image(FileFacts& facts);

}  // namespace liuhen::probe::process
