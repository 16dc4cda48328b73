#include "base/io_buffer.h"

#include <gtest/gtest.h>

namespace liuhen::base {
namespace {

TEST(IoBuffer, IsAlignedAndAsLargeAsAskedFor) {
  for (const std::size_t size : {std::size_t{1}, std::size_t{4096}, IoBuffer::kDefaultBytes}) {
    const IoBuffer buffer(size);
    EXPECT_EQ(buffer.size(), size);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(buffer.span().data()) % 4096, 0U);
  }
}

TEST(ReadThrough, GivesEveryByteOnceInOrder) {
  const ScratchFolder folder("read-through");
  Bytes content(IoBuffer::kDefaultBytes * 2 + 3);
  for (std::size_t i = 0; i < content.size(); ++i) content[i] = static_cast<std::uint8_t>(i / 7);
  write_file_durably(folder / "x", content);
  Bytes got;
  const auto size = read_through(File::open_read(folder / "x"), [&](ByteView piece) {
    got.insert(got.end(), piece.begin(), piece.end());
  });
  EXPECT_EQ(size, content.size());
  EXPECT_EQ(got, content);
}

}  // namespace
}  // namespace liuhen::base
