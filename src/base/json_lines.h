// On which line of a JSON text (with comments, as law files are) each member stands, so that a
// refusal can name file and line. Also finds members named twice, which parsers let pass in
// silence. For texts that parse_json has accepted; for others the answer is merely incomplete.
// Pure; any thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace liuhen::base {

class JsonLines {
 public:
  explicit JsonLines(std::string_view text);

  // Paths look like "/versions/0/parameters/unit". The line of the nearest member above when the
  // path itself is absent; 1 for the whole text. Lines count from 1.
  int line_of(std::string_view path) const;

  // The first member that its object names twice, as a path.
  const std::optional<std::string>& twice() const { return twice_; }
  int twice_line() const { return twice_line_; }

 private:
  friend class JsonLineScan;
  std::map<std::string, int, std::less<>> lines_;
  std::optional<std::string> twice_;
  int twice_line_ = 1;
};

// The line of a byte offset, counted from 1.
int line_of_byte(std::string_view text, std::size_t offset);

}  // namespace liuhen::base
