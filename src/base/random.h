// Random bytes from the kernel, and identifiers made of them.
#pragma once

#include <string>

#include "base/clock.h"
#include "base/text.h"

namespace liuhen::base {

Bytes random_bytes(std::size_t count);
std::string random_token();  // 256 bits as 64 hex characters: sessions, CSRF, machine tokens

// UUID version 7 (RFC 9562): 48-bit millisecond time, then 74 random bits. Sorts by creation.
std::string new_uuid(UtcTime now);
bool is_uuid(std::string_view text);  // 8-4-4-4-12 lower-case hex

}  // namespace liuhen::base
