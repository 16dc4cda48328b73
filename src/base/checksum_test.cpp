#include "base/checksum.h"

#include <gtest/gtest.h>

namespace liuhen::base {
namespace {

// XXH3_128bits("") of xxHash 0.8, as its own program prints it: echo -n | xxh128sum.
TEST(Checksum, OfNothingIsThePublishedOne) {
  EXPECT_EQ(hex_of(ByteView(checksum_of({}))), "99aa06d3014798d86001c324468d497f");
}

TEST(Checksum, InPiecesAsAtOnceAndAgainAfterARestart) {
  Bytes bytes(100'001);
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(i * 31);
  Checksummer summer;
  summer.update(as_bytes("of before"));
  summer.restart();
  summer.update(ByteView(bytes).first(777));
  EXPECT_EQ(summer.value(), checksum_of(ByteView(bytes).first(777)));
  summer.update(ByteView(bytes).subspan(777));
  EXPECT_EQ(summer.value(), checksum_of(bytes));
  bytes[5] ^= 1U;
  EXPECT_NE(summer.value(), checksum_of(bytes));
}

}  // namespace
}  // namespace liuhen::base
