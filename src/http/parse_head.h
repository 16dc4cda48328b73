// The head of a request (request line and fields), read by Beast. The only file that includes it.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "http/message.h"

namespace liuhen::http {

inline constexpr std::size_t kHeadSizeMax = std::size_t{16} << 10U;

enum class HeadFault { malformed, too_large, unknown_verb, unknown_version };

// Where the head ends (just behind the empty line) in what has arrived so far; nullopt while it is
// not complete. A line feed without carriage return is malformed.
base::Result<std::optional<std::size_t>, HeadFault> find_head_end(std::string_view arrived);

// `bytes` is exactly one head, as found by find_head_end.
base::Result<RequestHead, HeadFault> parse_head(std::string_view bytes);

}  // namespace liuhen::http
