// One line of progress in a terminal: how much, at which rate, how long still. On something that is
// no terminal it prints a line every ten seconds instead. Writes to standard error, so that --json
// on standard output stays clean.
#pragma once

#include <cstdint>
#include <string>

namespace liuhen::cli {

class ProgressLine {
 public:
  // `bytes`: amounts are bytes; otherwise they are counted things.
  explicit ProgressLine(std::string label, bool bytes = true);
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  ~ProgressLine();

  // `already` of `total` were done before this run began (a resumed upload): not part of the rate.
  void start(std::uint64_t total_bytes, std::uint64_t already_bytes = 0);
  // For work that learns its size on the way.
  void start_over_if_total_changed(std::uint64_t total);
  void show(std::uint64_t done_bytes);
  void end(const std::string& closing);

 private:
  std::string amount(std::uint64_t count) const;
  void print(const std::string& text, bool force);

  std::string label_;
  bool bytes_;
  bool terminal_;
  bool shown_ = false;
  std::uint64_t total_ = 0;
  std::uint64_t already_ = 0;
  std::int64_t started_ms_ = 0;
  std::int64_t printed_ms_ = 0;
};

std::string size_text(std::uint64_t bytes);       // "1.25 GB"
std::string duration_text(std::int64_t seconds);  // "2:05", "1:02:05"

}  // namespace liuhen::cli
