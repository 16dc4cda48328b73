// Can an ordinary browser (Chromium 108 and newer) show this file as it is, or is a proxy needed?
#pragma once

#include "probe/process/file_facts.h"

namespace liuhen::probe::process {

// Sets playable_in_browser and reason: "ok", or what stands in the way, as "word" or "word:value"
// with the words unreadable, not_media, container, video_codec, audio_codec, pixel_format,
// image_format, dimensions.
void judge_playability(FileFacts& facts);

}  // namespace liuhen::probe::process
