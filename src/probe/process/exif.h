// Exif (CIPA DC-008) by libexif: when, where and with what a picture was taken.
#pragma once

#include "base/text.h"
#include "probe/process/file_facts.h"

namespace liuhen::probe::process {

// `block`: "Exif\0\0" and the TIFF structure after it, as in a JPEG APP1 segment.
void read_exif(base::ByteView block, FileFacts& facts);

}  // namespace liuhen::probe::process
