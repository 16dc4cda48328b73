// Numbers out of file headers. The caller has checked that the bytes are there.
#pragma once

#include <cstdint>

#include "base/text.h"

namespace liuhen::probe::process {

inline std::uint16_t be16(base::ByteView bytes, std::size_t at) {
  return static_cast<std::uint16_t>(bytes[at] << 8 | bytes[at + 1]);
}
inline std::uint32_t be32(base::ByteView bytes, std::size_t at) {
  return std::uint32_t{be16(bytes, at)} << 16 | be16(bytes, at + 2);
}
inline std::uint64_t be64(base::ByteView bytes, std::size_t at) {
  return std::uint64_t{be32(bytes, at)} << 32 | be32(bytes, at + 4);
}
inline std::uint16_t le16(base::ByteView bytes, std::size_t at) {
  return static_cast<std::uint16_t>(bytes[at + 1] << 8 | bytes[at]);
}
inline std::uint32_t le32(base::ByteView bytes, std::size_t at) {
  return std::uint32_t{le16(bytes, at + 2)} << 16 | le16(bytes, at);
}

}  // namespace liuhen::probe::process
