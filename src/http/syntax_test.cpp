#include "http/syntax.h"

#include <gtest/gtest.h>

#include "http/chunked.h"
#include "http/parse_head.h"
#include "http/tus_fields.h"
#include "http/write_head.h"

namespace liuhen::http {
namespace {

TEST(Target, DecodesPathAndQuery) {
  const auto target = target_of("/api/cases/%E6%A1%88?q=a%20b+c&stage=&mine");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, (std::vector<std::string>{"api", "cases", "案"}));
  EXPECT_EQ(target->query.find("q"), "a b c");
  EXPECT_EQ(target->query.find("stage"), "");
  EXPECT_EQ(target->query.find("mine"), "");
  EXPECT_TRUE(target_of("/")->path.empty());
  EXPECT_TRUE(target_of("/?x=1")->path.empty());
}

TEST(Target, RefusesEverythingCrooked) {
  for (const char* raw : {"",
                          "api",
                          "http://h/api",
                          "*",
                          "/a//b",
                          "/a/",
                          "/../etc/passwd",
                          "/a/./b",
                          "/%2e%2e/x",
                          "/a%2fb",
                          "/a%5cb",
                          "/a\\b",
                          "/%00",
                          "/%0d%0a",
                          "/%",
                          "/%1",
                          "/%zz",
                          "/a#b",
                          "/%ff",
                          "/%c0%ae",
                          "/a b",
                          "/\xE6\xA1\x88",
                          "/x?q=%",
                          "/x?=1",
                          "/x?a=1&a=2",
                          "/x?q=%00"})
    EXPECT_FALSE(target_of(raw)) << raw;
  EXPECT_FALSE(target_of("/" + std::string(200, 'a') + [] {
    std::string deep;
    for (int i = 0; i < 70; ++i) deep += "/a";
    return deep;
  }()));
}

TEST(Range, OfRfc9110) {
  const auto part = [](std::string_view header, std::uint64_t size) {
    const RangeChoice choice = choose_range(header, size);
    EXPECT_EQ(choice.answer, RangeAnswer::part) << header;
    return std::pair(choice.range.first, choice.range.size_bytes);
  };
  using Pair = std::pair<std::uint64_t, std::uint64_t>;
  EXPECT_EQ(part("bytes=0-0", 10), Pair(0, 1));
  EXPECT_EQ(part("bytes=2-", 10), Pair(2, 8));
  EXPECT_EQ(part("bytes=2-100", 10), Pair(2, 8));
  EXPECT_EQ(part("bytes=-3", 10), Pair(7, 3));
  EXPECT_EQ(part("bytes=-30", 10), Pair(0, 10));
  EXPECT_EQ(choose_range("bytes=10-", 10).answer, RangeAnswer::unsatisfiable);
  EXPECT_EQ(choose_range("bytes=-0", 10).answer, RangeAnswer::unsatisfiable);
  EXPECT_EQ(choose_range("bytes=0-", 0).answer, RangeAnswer::unsatisfiable);
  for (const char* whole : {"bytes=5-2", "bytes=a-b", "bytes=0-1,3-4", "lines=1-2", "bytes=", "",
                            "bytes=-", "bytes=99999999999999999999-", "bytes=--1"})
    EXPECT_EQ(choose_range(whole, 10).answer, RangeAnswer::whole) << whole;
}

BodyFraming framing(const Fields& fields, int minor_version = 1) {
  return framing_of({.verb = Verb::post, .minor_version = minor_version, .fields = fields});
}

TEST(Framing, RefusesWhatTwoReadersCouldReadDifferently) {
  const auto with = [](std::initializer_list<Fields::Field> all) {
    Fields fields;
    for (const auto& [name, value] : all) fields.add(name, value);
    return fields;
  };
  EXPECT_EQ(framing({}).framing, Framing::none);
  EXPECT_EQ(framing(with({{"Content-Length", "0"}})).framing, Framing::none);
  EXPECT_EQ(framing(with({{"content-LENGTH", "12"}})).size_bytes, 12U);
  EXPECT_EQ(framing(with({{"Transfer-Encoding", "Chunked"}})).framing, Framing::chunked);
  EXPECT_EQ(framing(with({{"Content-Length", "1"}, {"Transfer-Encoding", "chunked"}})).fault,
            FramingFault::both);
  EXPECT_EQ(framing(with({{"Content-Length", "1"}, {"Content-Length", "1"}})).fault,
            FramingFault::malformed);
  for (const char* length : {"", "+1", "-1", "1,1", "0x10", "1 ", "99999999999999999999"})
    EXPECT_EQ(framing(with({{"Content-Length", length}})).fault, FramingFault::malformed) << length;
  EXPECT_EQ(framing(with({{"Transfer-Encoding", "gzip, chunked"}})).fault,
            FramingFault::unknown_coding);
  EXPECT_EQ(framing(with({{"Transfer-Encoding", "xchunked"}})).fault, FramingFault::unknown_coding);
  EXPECT_EQ(framing(with({{"Transfer-Encoding", "chunked"}}), 0).fault, FramingFault::malformed);
}

TEST(ParseHead, TakesAnOrdinaryRequest) {
  const auto head = parse_head("PATCH /x?y HTTP/1.1\r\nHost: h\r\nX-Empty:\r\nA:  b \r\n\r\n");
  ASSERT_TRUE(head);
  EXPECT_EQ(head->verb, Verb::patch);
  EXPECT_EQ(head->target, "/x?y");
  EXPECT_EQ(head->minor_version, 1);
  EXPECT_EQ(head->fields.find("a"), "b");
  EXPECT_EQ(head->fields.find("x-empty"), "");
}

TEST(ParseHead, RefusesTheMalformed) {
  const auto fault = [](std::string_view bytes) {
    const auto head = parse_head(bytes);
    EXPECT_FALSE(head) << bytes;
    return head ? HeadFault::too_large : head.error();
  };
  EXPECT_EQ(fault("GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n"), HeadFault::malformed);
  EXPECT_EQ(fault("GET / HTTP/1.1\r\nHost : a\r\n\r\n"), HeadFault::malformed);
  EXPECT_EQ(fault("GET / HTTP/1.1\r\n: a\r\n\r\n"), HeadFault::malformed);
  EXPECT_EQ(fault("GET / HTTP/1.1\r\nno colon\r\n\r\n"), HeadFault::malformed);
  EXPECT_EQ(fault("GET /\r\n\r\n"), HeadFault::malformed);
  EXPECT_EQ(fault(std::string_view("GET / HTTP/1.1\r\nA: \0\r\n\r\n", 23)), HeadFault::malformed);
  EXPECT_EQ(fault("GET / HTTP/2.0\r\n\r\n"), HeadFault::unknown_version);
  EXPECT_EQ(fault("BREW / HTTP/1.1\r\n\r\n"), HeadFault::unknown_verb);
  EXPECT_EQ(fault("get / HTTP/1.1\r\n\r\n"), HeadFault::unknown_verb);
}

TEST(ParseHead, FindsTheEnd) {
  EXPECT_EQ(find_head_end("GET / HTTP/1.1\r\n").value(), std::nullopt);
  EXPECT_EQ(find_head_end("GET / HTTP/1.1\r\n\r\nbody\n").value(), 18U);
  EXPECT_EQ(find_head_end("GET / HTTP/1.1\n\n").error(), HeadFault::malformed);
  EXPECT_EQ(find_head_end(std::string(kHeadSizeMax + 1, 'a')).error(), HeadFault::too_large);
}

ChunkedReader::State read_chunked(std::string bytes, std::string& body, std::size_t step) {
  ChunkedReader reader(100);
  std::string arrived;
  auto state = ChunkedReader::State::more;
  while (!bytes.empty() && state == ChunkedReader::State::more) {
    arrived += bytes.substr(0, step);
    bytes.erase(0, std::min(step, bytes.size()));
    state = reader.take(arrived);
  }
  body = reader.body() + "|" + arrived;
  return state;
}

TEST(Chunked, ReadsInStepsOfAnySize) {
  for (std::size_t step = 1; step < 40; ++step) {
    std::string body;
    EXPECT_EQ(read_chunked("5\r\nhello\r\nA\r\n, world!!!\r\n0\r\n\r\n", body, step),
              ChunkedReader::State::done);
    EXPECT_EQ(body, "hello, world!!!|");
  }
}

TEST(Chunked, RefusesTheMalformedAndTheLarge) {
  std::string body;
  for (const char* bytes :
       {"x\r\n", "-1\r\n", "0x5\r\nhello\r\n", "5;a=b\r\nhello\r\n", "\r\n", "5\r\nhelloXX",
        "123456789\r\n", "5\r\nhello\r\n0\r\nTrailer: a\r\n\r\n", "111111111111"})
    EXPECT_EQ(read_chunked(bytes, body, 1000), ChunkedReader::State::malformed) << bytes;
  EXPECT_EQ(read_chunked("65\r\n", body, 10), ChunkedReader::State::too_large);
  EXPECT_EQ(read_chunked("ffffffff\r\n", body, 20), ChunkedReader::State::too_large);
}

TEST(Cookies, OfSeveralPairs) {
  Fields fields;
  fields.add("Cookie", "a=1; liuhen_session=x=y;;junk; a=2");
  const Names cookies = cookies_of(fields);
  EXPECT_EQ(cookies.find("a"), "1");
  EXPECT_EQ(cookies.find("liuhen_session"), "x=y");
  EXPECT_EQ(cookies.size(), 2U);
}

TEST(WriteHead, AFieldCannotEndItsLine) {
  Response response{.status = 200};
  response.fields.add("X", "a\r\nSet-Cookie: evil");
  const std::string head = head_text(response, {.size_bytes = 3, .now = {784111777000}});
  EXPECT_EQ(head.find("\r\nSet-Cookie"), std::string::npos);
  EXPECT_NE(head.find("Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"), std::string::npos);
  EXPECT_NE(head.find("X-Content-Type-Options: nosniff\r\n"), std::string::npos);
  EXPECT_NE(head.find("Content-Length: 3\r\n"), std::string::npos);
}

TEST(TusFields, Metadata) {
  const auto metadata = upload_metadata_of("filename 5qGILm1wNA==,empty,note aGk=");
  ASSERT_TRUE(metadata);
  EXPECT_EQ(metadata->at("filename"), "案.mp4");
  EXPECT_EQ(metadata->at("empty"), "");
  EXPECT_EQ(upload_metadata_text(*metadata), "empty,filename 5qGILm1wNA==,note aGk=");
  EXPECT_TRUE(upload_metadata_of("")->empty());
  for (const char* bad :
       {"a aGk", "a !!!", "a aGk=,a aGk=", ",", "a aGk=,", "a aGk= x", " ,", "\x01 aGk="})
    EXPECT_FALSE(upload_metadata_of(bad)) << bad;
  EXPECT_FALSE(upload_metadata_of("a " + std::string(8192, 'A')));
}

TEST(TusFields, ChecksumAndConcat) {
  const std::string digest = base::base64_of(base::sha256_of(std::string_view("x")));
  const auto sha256 = upload_checksum_of("sha256 " + digest);
  ASSERT_TRUE(sha256);
  EXPECT_EQ(sha256->algorithm, base::DigestAlgorithm::sha256);
  EXPECT_EQ(base::base64_of(sha256->digest), digest);
  const auto sha1 = upload_checksum_of("sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=");
  ASSERT_TRUE(sha1);
  EXPECT_EQ(sha1->algorithm, base::DigestAlgorithm::sha1);
  EXPECT_FALSE(upload_checksum_of("sha1 " + digest));
  EXPECT_FALSE(upload_checksum_of("md5 1B2M2Y8AsgTpgAmY7PhCfg=="));
  EXPECT_FALSE(upload_checksum_of("sha256 AAAA"));
  EXPECT_FALSE(upload_checksum_of("sha256"));

  const std::string a = "01890a5d-ac96-774b-bcce-b302099a8057";
  EXPECT_EQ(upload_concat_of("partial", "/u")->kind, flows::UploadKind::part);
  const auto joined = upload_concat_of("final;/u/" + a + " http://host:1/u/" + a, "/u");
  ASSERT_TRUE(joined);
  EXPECT_EQ(joined->part_ids.size(), 2U);
  const std::vector<std::string> crooked{
      "final", "final;", "final;/v/" + a, "final;/u/../" + a, "final;/u/x", "final;http://h"};
  for (const std::string& bad : crooked) EXPECT_FALSE(upload_concat_of(bad, "/u")) << bad;
}

}  // namespace
}  // namespace liuhen::http
