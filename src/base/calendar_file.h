// Reads law/calendar/<year>.jsonc: the rest days and working weekends of a year, with its source.
// Strict: an unknown member, an impossible day or a range that runs backwards is refused with a
// sentence that names file and line. Bounded (64 KiB a file, 200 files a folder). Any thread.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/work_calendar.h"

namespace liuhen::base {

// `file_name` is only for the sentence. Also what an imported calendar goes through.
Result<CalendarYear, std::string> calendar_year_of(std::string_view text,
                                                   const std::string& file_name);

// Every *.jsonc of a folder. Throws Fault when the disk fails.
Result<WorkCalendar, std::string> load_calendar(const std::filesystem::path& folder);

}  // namespace liuhen::base
