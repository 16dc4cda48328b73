// What kind of file this is, from its content alone; a name proves nothing. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/text.h"
#include "probe/process/file_facts.h"

namespace liuhen::probe::process {

// Which reader goes on with the file.
enum class Reader { media, boxes, jpeg, png, tiff, heif, other_image, pdf, none, unclear };

struct Magic {
  std::string_view container;
  std::string_view mime;
  Reader reader = Reader::unclear;
  const char* demuxer = nullptr;  // libavformat's name when the content leaves no doubt
};

inline constexpr std::size_t kMagicBytes = 64 * 1024;

// `head`: the first kMagicBytes of the file, or all of a shorter one. Reader::unclear when no
// signature fits.
Magic magic_of(base::ByteView head);

// Text and its encoding; nullopt when the head is not text. `is_whole`: nothing follows the head.
std::optional<TextFacts> text_of(base::ByteView head, bool is_whole);

}  // namespace liuhen::probe::process
