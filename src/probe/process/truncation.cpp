#include "probe/process/truncation.h"

#include <array>

#include "probe/process/big_endian.h"

namespace liuhen::probe::process {
namespace {

using Head = std::array<std::uint8_t, 64>;

std::size_t read_head(const base::File& file, std::uint64_t at, Head& head) {
  head.fill(0);
  return file.read_at(at, head);
}

// An AVI beyond 1 GiB is a row of RIFF parts (OpenDML). A recorder that lost power leaves the
// length 0 or wrong; a length of all ones is permitted for streams and RF64.
void note_riff(const base::File& file, FileFacts& facts) {
  constexpr int kPartsMax = 10'000;
  Head head;
  std::uint64_t at = 0;
  for (int i = 0; i < kPartsMax && at + 12 <= facts.size_bytes; ++i) {
    read_head(file, at, head);
    if (base::as_text(base::ByteView(head).first(4)) != "RIFF") return;
    const std::uint32_t length = le32(head, 4);
    if (length == 0xFFFFFFFF) return;
    if (length == 0) return facts.mark_truncated("the header was never completed");
    const std::uint64_t end = at + 8 + length;
    if (end > facts.size_bytes) {
      return facts.mark_truncated("the file lacks " + std::to_string(end - facts.size_bytes) +
                                  " bytes of what its header says");
    }
    at = end + (end & 1);
  }
}

void note_transport(const base::File& file, FileFacts& facts) {
  Head head;
  read_head(file, 0, head);
  const std::uint64_t step = head[0] == 0x47 ? 188 : 192;
  if (facts.size_bytes % step != 0) facts.mark_truncated("the last packet is cut");
}

// An EBML length (RFC 8794, 4): the first byte's leading zeros say how many bytes; all ones in the
// rest means unknown. `at` is moved behind it; 0 for unknown or broken.
std::uint64_t ebml_length(const Head& head, std::size_t& at) {
  std::size_t extra = 0;
  while (extra < 8 && (head[at] & (0x80u >> extra)) == 0) ++extra;
  if (extra == 8 || at + extra >= head.size()) return 0;
  std::uint64_t value = head[at] & (0x7Fu >> extra);
  for (std::size_t i = 1; i <= extra; ++i) value = value << 8 | head[at + i];
  at += extra + 1;
  const std::uint64_t unknown = (std::uint64_t{1} << (7 * (extra + 1))) - 1;
  return value == unknown ? 0 : value;
}

void note_matroska(const base::File& file, FileFacts& facts) {
  Head head;
  read_head(file, 0, head);
  std::size_t at = 4;
  const std::uint64_t header_length = ebml_length(head, at);
  const std::uint64_t segment = at + header_length;
  if (header_length == 0 || segment >= facts.size_bytes) return;
  read_head(file, segment, head);
  if (be32(head, 0) != 0x18538067) return;
  at = 4;
  const std::uint64_t length = ebml_length(head, at);
  const std::uint64_t end = segment + at + length;
  if (length != 0 && end > facts.size_bytes) {
    facts.mark_truncated("the file lacks " + std::to_string(end - facts.size_bytes) +
                         " bytes of what its header says");
  }
}

}  // namespace

void note_truncation(const base::File& file, FileFacts& facts) {
  if (facts.container == "avi" || facts.container == "wav") note_riff(file, facts);
  if (facts.container == "mpeg-ts") note_transport(file, facts);
  if (facts.container == "matroska" || facts.container == "webm") note_matroska(file, facts);
}

}  // namespace liuhen::probe::process
