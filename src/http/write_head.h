// The head of an answer as bytes, with the security fields that every answer carries unless it sets
// its own (OWASP Secure Headers; CSP level 3).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/clock.h"
#include "http/message.h"

namespace liuhen::http {

struct HeadShape {
  std::optional<std::uint64_t> size_bytes;  // absent: no Content-Length
  bool keep_alive = true;
  base::UtcTime now;
};

std::string head_text(const Response& response, const HeadShape& shape);

}  // namespace liuhen::http
