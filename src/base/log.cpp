#include "base/log.h"

#include <unistd.h>

#include <atomic>
#include <boost/json.hpp>

#include "base/clock.h"

namespace liuhen::base {
namespace {

std::atomic<LogLevel> level_min{LogLevel::note};

constexpr std::string_view name_of(LogLevel level) {
  switch (level) {
    case LogLevel::note:
      return "note";
    case LogLevel::warning:
      return "warning";
    case LogLevel::error:
      return "error";
  }
  return "note";
}

}  // namespace

void log_line(LogLevel level, std::string_view event,
              std::initializer_list<std::pair<std::string_view, std::string>> values) {
  if (level < level_min.load()) return;
  boost::json::object line{
      {"time", rfc3339_of(SystemClock().now())}, {"level", name_of(level)}, {"event", event}};
  for (const auto& [name, value] : values) line[name] = value;
  const std::string text = boost::json::serialize(line) + "\n";
  // One write, so that lines of several threads do not mix; a lost log line is no fault.
  static_cast<void>(!::write(STDERR_FILENO, text.data(), text.size()));
}

void set_log_level_min(LogLevel level) { level_min.store(level); }

}  // namespace liuhen::base
