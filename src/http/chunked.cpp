#include "http/chunked.h"

#include <algorithm>
#include <charconv>

namespace liuhen::http {

// `more` from a step means: it needs bytes that have not arrived; `done`: go on with the next step.
ChunkedReader::State ChunkedReader::take_size_line(std::string_view& rest) {
  static constexpr std::size_t kDigitsMax = 8;
  const auto end = rest.find("\r\n");
  if (end == std::string_view::npos)
    return rest.size() > kDigitsMax + 1 ? State::malformed : State::more;
  const char* const last = rest.data() + end;
  const auto [stopped, error] = std::from_chars(rest.data(), last, left_, 16);
  if (end == 0 || end > kDigitsMax || error != std::errc() || stopped != last || rest[0] == '-')
    return State::malformed;
  if (left_ > size_bytes_max_ - body_.size()) return State::too_large;
  rest.remove_prefix(end + 2);
  part_ = left_ == 0 ? Part::last_end : Part::bytes;
  return State::done;
}

void ChunkedReader::take_bytes(std::string_view& rest) {
  const std::size_t size = std::min(left_, rest.size());
  body_.append(rest.substr(0, size));
  rest.remove_prefix(size);
  left_ -= size;
  if (left_ == 0) part_ = Part::bytes_end;
}

ChunkedReader::State ChunkedReader::take_line_end(std::string_view& rest, Part next) {
  if (!rest.empty() && rest[0] != '\r') return State::malformed;
  if (rest.size() < 2) return State::more;
  if (rest[1] != '\n') return State::malformed;
  rest.remove_prefix(2);
  part_ = next;
  return State::done;
}

ChunkedReader::State ChunkedReader::take(std::string& arrived) {
  std::string_view rest = arrived;
  State state = State::done;
  bool ended = false;
  while (state == State::done && !ended) {
    switch (part_) {
      case Part::size:
        state = take_size_line(rest);
        break;
      case Part::bytes:
        take_bytes(rest);
        if (part_ == Part::bytes) state = State::more;
        break;
      case Part::bytes_end:
        state = take_line_end(rest, Part::size);
        break;
      case Part::last_end:
        state = take_line_end(rest, Part::size);
        ended = state == State::done;
        break;
    }
  }
  arrived.erase(0, arrived.size() - rest.size());
  return state;
}

}  // namespace liuhen::http
