// Times, places and device names as files write them. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "probe/process/file_facts.h"

namespace liuhen::probe::process {

// A written time with what is known about its zone:
//   "2026-03-05T01:10:00.000000Z"  -> RFC 3339 in UTC, "utc"
//   "2026-03-05T09:10:00+0800"     -> RFC 3339 with its offset, "offset"
//   "2026:03:05 09:10:00"          -> "2026-03-05T09:10:00", "local-unknown"
// Anything else is kept as clean text with "local-unknown"; nullopt for nothing.
std::optional<FoundTime> time_of_text(std::string_view text, std::string_view source);

// "D:20260305091000+08'00'" (ISO 32000-1, 7.9.4).
std::optional<FoundTime> time_of_pdf(std::string_view text, std::string_view source);

// "+30.3352+112.2414+030.000/" (ISO 6709 Annex H; degrees, degrees and minutes, or all three).
std::optional<Place> place_of_iso6709(std::string_view text, std::string_view source);

void add_time(FileFacts& facts, std::optional<FoundTime> time);
void add_place(FileFacts& facts, const Place& place);

// Takes a container's tag (key in any case) if it is one that is understood. `where` stands before
// the key in the source, for example "mov" or "stream:0".
void take_tag(FileFacts& facts, std::string_view where, std::string_view key,
              std::string_view value);

}  // namespace liuhen::probe::process
