#include "base/io_buffer.h"

#include <algorithm>
#include <cstdlib>
#include <new>

namespace liuhen::base {
namespace {

constexpr std::size_t kPageBytes = 4096;

}  // namespace

IoBuffer::IoBuffer(std::size_t size_bytes) : size_bytes_(size_bytes) {
  const std::size_t pages = std::max<std::size_t>(1, (size_bytes + kPageBytes - 1) / kPageBytes);
  bytes_.reset(static_cast<std::uint8_t*>(std::aligned_alloc(kPageBytes, pages * kPageBytes)));
  if (!bytes_) throw std::bad_alloc();
}

void IoBuffer::Free::operator()(std::uint8_t* bytes) const { std::free(bytes); }

}  // namespace liuhen::base
