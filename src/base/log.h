// Log lines for operators: one JSON object a line on standard error, with time, level, event and
// named values. Values are identifiers and numbers, never content, names of parties or secrets.
//   log_line(LogLevel::warning, "probe.crashed", {{"record", id}, {"signal", "11"}});
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace liuhen::base {

enum class LogLevel { note, warning, error };

void log_line(LogLevel level, std::string_view event,
              std::initializer_list<std::pair<std::string_view, std::string>> values = {});

// Command line programs that own the terminal turn notes off.
void set_log_level_min(LogLevel level);

}  // namespace liuhen::base
