// Any bytes as what arrives on a connection: no crash, and what is accepted keeps its promises.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "base/text.h"
#include "http/chunked.h"
#include "http/parse_head.h"
#include "http/syntax.h"

namespace {

using namespace liuhen;

// No path that is let in can leave a folder or hide a byte.
void check_target(std::string_view raw) {
  const auto target = http::target_of(raw);
  if (!target) return;
  for (const std::string& segment : target->path) {
    CHECK(!segment.empty() && segment != "." && segment != "..");
    CHECK(segment.find_first_of(std::string_view("/\\\0", 3)) == std::string::npos);
    CHECK(base::is_utf8(segment));
  }
}

void check_range(std::string_view header) {
  for (const std::uint64_t size : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1000}}) {
    const auto choice = http::choose_range(header, size);
    if (choice.answer != http::RangeAnswer::part) continue;
    CHECK(choice.range.size_bytes > 0 && choice.range.first < size);
    CHECK(choice.range.size_bytes <= size - choice.range.first);
  }
}

// The body does not depend on how the bytes were cut on their way.
void check_chunked(std::string_view bytes) {
  const auto read = [&](std::size_t step) {
    http::ChunkedReader reader(1000);
    std::string arrived;
    auto state = http::ChunkedReader::State::more;
    for (std::size_t at = 0; at < bytes.size() && state == http::ChunkedReader::State::more;
         at += step) {
      arrived += bytes.substr(at, step);
      state = reader.take(arrived);
    }
    CHECK(reader.body().size() <= 1000);
    return state == http::ChunkedReader::State::done ? reader.body() : std::string("not done");
  };
  CHECK(read(1) == read(bytes.size() + 1));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  check_target(text);
  check_range(text);
  check_chunked(text);
  const auto end = http::find_head_end(text);
  // Without a complete head the bytes are tried as fields below a sound request line.
  const std::string own = "POST /x HTTP/1.1\r\n" + std::string(text) + "\r\n\r\n";
  const bool complete = end && end->has_value();
  const auto head = http::parse_head(complete ? text.substr(0, **end) : std::string_view(own));
  if (!head) return 0;
  check_target(head->target);
  const auto framing = http::framing_of(*head);
  if (framing.framing == http::Framing::chunked) CHECK(!head->fields.find("Content-Length"));
  if (framing.framing == http::Framing::length) CHECK(!head->fields.find("Transfer-Encoding"));
  static_cast<void>(http::cookies_of(head->fields).size());
  return 0;
}
