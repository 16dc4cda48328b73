#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "base/clock.h"
#include "base/digest.h"
#include "base/disk.h"
#include "base/fault.h"
#include "base/json.h"
#include "base/random.h"
#include "base/text.h"

namespace liuhen::base {
namespace {

TEST(Digest, PublishedVectors) {
  // FIPS 180-4 and GB/T 32905-2016, both for "abc".
  EXPECT_EQ(hex_of(sha256_of("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hex_of(sm3_of("abc")),
            "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
}

TEST(Text, Base64IsStrict) {
  EXPECT_EQ(base64_of(as_bytes("any carnal pleas")), "YW55IGNhcm5hbCBwbGVhcw==");
  EXPECT_EQ(as_text(*bytes_of_base64("YW55IGNhcm5hbCBwbGVhcw==")), "any carnal pleas");
  EXPECT_FALSE(bytes_of_base64("YW55IGNhcm5hbCBwbGVhcx=="));  // unused bits set
  EXPECT_FALSE(bytes_of_base64("YW5"));
  EXPECT_FALSE(bytes_of_base64("YW=5"));
  EXPECT_EQ(bytes_of_base64("")->size(), 0U);
}

TEST(Text, FileNamesFromOutsideAreOnlyText) {
  EXPECT_EQ(display_file_name("../../etc/passwd"), "passwd");
  EXPECT_EQ(display_file_name("C:\\DCIM\\现场.mp4"), "现场.mp4");
  EXPECT_EQ(display_file_name("a\r\nb\x7f.mp4"), "ab.mp4");
  EXPECT_EQ(display_file_name(".."), "unnamed");
  EXPECT_EQ(display_file_name("\xff\xfe"), "unnamed");
  EXPECT_EQ(display_file_name("gpj.\xE2\x80\xAE"
                              "exe"),
            "gpj.exe");
  EXPECT_EQ(display_file_name("现场现场", 7), "现场");
  EXPECT_EQ(display_text("no /usr/bin/x\n\x1b[1m: 不/行", 17), "no /usr/bin/x[1m:");
  EXPECT_EQ(display_text("\xff\n", 9), "");
  EXPECT_EQ(safe_extension("x.MP4"), "mp4");
  EXPECT_EQ(safe_extension("x.m p"), "");
}

TEST(Clock, Rfc3339RoundTrip) {
  const auto time = time_of_rfc3339("2026-03-05T09:10:00+08:00");
  ASSERT_TRUE(time);
  EXPECT_EQ(rfc3339_of(*time), "2026-03-05T01:10:00.000Z");
  EXPECT_FALSE(time_of_rfc3339("2026-02-30T09:10:00Z"));
  EXPECT_FALSE(time_of_rfc3339("2026-03-05T09:10:00"));
  EXPECT_EQ(time_of_rfc3339("1969-12-31T23:59:59.5Z")->ms, -500);
  // What is taken can be written again: four digits of a year, in UTC.
  EXPECT_EQ(rfc3339_of(*time_of_rfc3339("0000-01-01T00:00:00Z")), "0000-01-01T00:00:00.000Z");
  EXPECT_EQ(rfc3339_of(*time_of_rfc3339("9999-12-31T23:59:59.999Z")), "9999-12-31T23:59:59.999Z");
  EXPECT_FALSE(time_of_rfc3339("0000-01-01T00:00:00+00:01"));
  EXPECT_FALSE(time_of_rfc3339("9999-12-31T23:59:59-00:01"));
  // A leap second ends a day of UTC.
  EXPECT_EQ(rfc3339_of(*time_of_rfc3339("2017-01-01T07:59:60+08:00")), "2017-01-01T00:00:00.000Z");
  EXPECT_FALSE(time_of_rfc3339("2026-03-05T09:10:60Z"));
}

TEST(Json, CanonicalFormOfRfc8785) {
  const auto parsed =
      parse_json(R"({ "b": [1, true, null], "a": "\u20ac$\u000f\nA'\"\\/", "c": -0 })");
  ASSERT_TRUE(parsed);
  EXPECT_EQ(canonical_json(*parsed),
            "{\"a\":\"€$\\u000f\\nA'\\\"\\\\/\",\"b\":[1,true,null],\"c\":0}");
}

TEST(Json, KeysSortByUtf16) {
  // RFC 8785 §3.2.3: U+1F600 (D83D DE00) sorts before U+FB33.
  const auto parsed = parse_json("{\"\xEF\xAC\xB3\":1,\"\xF0\x9F\x98\x80\":2,\"1\":3}");
  ASSERT_TRUE(parsed);
  EXPECT_EQ(canonical_json(*parsed), "{\"1\":3,\"\xF0\x9F\x98\x80\":2,\"\xEF\xAC\xB3\":1}");
}

TEST(Json, BadTextIsRefusedWithAPlace) {
  EXPECT_FALSE(parse_json("{\"a\":"));
  EXPECT_FALSE(parse_json("{\"a\":1}x"));
  EXPECT_FALSE(parse_json(std::string(100, '[')));
  EXPECT_FALSE(parse_json("\"\xff\""));
  EXPECT_FALSE(is_canonicalizable(*parse_json("1.5")));
}

TEST(Disk, RenameNeverReplaces) {
  const ScratchFolder folder;
  write_file_durably(folder / "a", std::string_view("one"));
  write_file_durably(folder / "b", std::string_view("two"));
  EXPECT_FALSE(rename_if_absent(folder / "a", folder / "b"));
  EXPECT_EQ(read_text(folder / "b"), "two");
  EXPECT_TRUE(rename_if_absent(folder / "a", folder / "c"));
  EXPECT_FALSE(find_file(folder / "a"));
}

TEST(Disk, SecondLockIsRefused) {
  const ScratchFolder folder;
  const FolderLock first(folder.path());
  EXPECT_THROW(FolderLock second(folder.path()), AlreadyRunning);
}

TEST(Random, UuidsSortByTime) {
  const std::string early = new_uuid({1000}), late = new_uuid({2000});
  EXPECT_TRUE(is_uuid(early));
  EXPECT_LT(early, late);
  EXPECT_FALSE(is_uuid("../../../etc/passwd-000000000000000"));
}

}  // namespace
}  // namespace liuhen::base
