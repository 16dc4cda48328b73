// Chunked transfer coding (RFC 9112 §7.1) for small bodies. Strict: extensions and trailers are
// refused, sizes are at most 8 hex digits.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace liuhen::http {

class ChunkedReader {
 public:
  enum class State { more, done, malformed, too_large };

  explicit ChunkedReader(std::size_t size_bytes_max) : size_bytes_max_(size_bytes_max) {}

  // Takes from the front of `arrived` what belongs to this body and removes it there.
  State take(std::string& arrived);
  std::string& body() { return body_; }

 private:
  enum class Part { size, bytes, bytes_end, last_end };

  State take_size_line(std::string_view& rest);
  State take_line_end(std::string_view& rest, Part next);
  void take_bytes(std::string_view& rest);

  const std::size_t size_bytes_max_;
  Part part_ = Part::size;
  std::size_t left_ = 0;
  std::string body_;
};

}  // namespace liuhen::http
