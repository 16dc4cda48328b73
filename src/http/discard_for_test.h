// A route's answer for tests of the wire: pulls the whole body, keeps nothing, and says how many
// bytes came and whether that was all of them.
#pragma once

#include <string>

#include "http/message.h"

namespace liuhen::http {

inline Response discard(Request& request) {
  std::uint64_t size = 0;
  for (auto piece = request.stream->next(); !piece.empty(); piece = request.stream->next())
    size += piece.size();
  return json_response(
      200, std::to_string(size) + (request.stream->is_complete() ? " complete" : " cut"));
}

}  // namespace liuhen::http
