#include "cli/progress_line.h"

#include <unistd.h>

#include <cstdio>

#include "base/clock.h"

namespace liuhen::cli {

ProgressLine::ProgressLine(std::string label, bool bytes)
    : label_(std::move(label)), bytes_(bytes), terminal_(::isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() {
  if (shown_ && terminal_) std::fputs("\n", stderr);
}

void ProgressLine::start(std::uint64_t total_bytes, std::uint64_t already_bytes) {
  total_ = total_bytes;
  already_ = already_bytes;
  started_ms_ = base::monotonic_ms();
  printed_ms_ = 0;
}

void ProgressLine::start_over_if_total_changed(std::uint64_t total) {
  if (total != total_ || started_ms_ == 0) start(total);
}

std::string ProgressLine::amount(std::uint64_t count) const {
  return bytes_ ? size_text(count) : std::to_string(count);
}

void ProgressLine::show(std::uint64_t done_bytes) {
  const std::int64_t now = base::monotonic_ms();
  if (now - printed_ms_ < (terminal_ ? 200 : 10'000)) return;
  if (!terminal_ && printed_ms_ == 0) {
    printed_ms_ = now;
    return;
  }
  printed_ms_ = now;
  const double seconds = static_cast<double>(now - started_ms_) / 1000.0;
  const double rate = seconds > 0 ? static_cast<double>(done_bytes - already_) / seconds : 0;
  const double percent =
      total_ == 0 ? 100.0 : 100.0 * static_cast<double>(done_bytes) / static_cast<double>(total_);
  char head[64];
  std::snprintf(head, sizeof head, "%5.1f %%  ", percent);
  std::string text = label_ + "  " + head + size_text(done_bytes) + " of " + size_text(total_);
  if (rate > 0) {
    text +=
        "  " + size_text(static_cast<std::uint64_t>(rate)) + "/s  " +
        duration_text(static_cast<std::int64_t>(static_cast<double>(total_ - done_bytes) / rate)) +
        " left";
  }
  print(text, false);
}

void ProgressLine::end(const std::string& closing) {
  print(label_ + "  " + closing, true);
  if (terminal_) std::fputs("\n", stderr);
  shown_ = false;
}

void ProgressLine::print(const std::string& text, bool force) {
  if (terminal_) {
    std::fprintf(stderr, "\r\033[K%s", text.c_str());
  } else {
    std::fprintf(stderr, "%s\n", text.c_str());
  }
  std::fflush(stderr);
  shown_ = !force;
}

std::string size_text(std::uint64_t bytes) {
  static constexpr const char* kUnits[] = {"B", "kB", "MB", "GB", "TB"};
  auto value = static_cast<double>(bytes);
  std::size_t unit = 0;
  while (value >= 1000 && unit + 1 < std::size(kUnits)) {
    value /= 1000;
    ++unit;
  }
  char out[32];
  std::snprintf(out, sizeof out, unit == 0 ? "%.0f %s" : "%.2f %s", value, kUnits[unit]);
  return out;
}

std::string duration_text(std::int64_t seconds) {
  char out[32];
  if (seconds >= 3600) {
    std::snprintf(out, sizeof out, "%lld:%02lld:%02lld", static_cast<long long>(seconds / 3600),
                  static_cast<long long>(seconds / 60 % 60), static_cast<long long>(seconds % 60));
  } else {
    std::snprintf(out, sizeof out, "%lld:%02lld", static_cast<long long>(seconds / 60),
                  static_cast<long long>(seconds % 60));
  }
  return out;
}

}  // namespace liuhen::cli
