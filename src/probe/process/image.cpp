#include "probe/process/image.h"

#include <algorithm>
#include <array>

#include "probe/process/big_endian.h"
#include "probe/process/exif.h"

namespace liuhen::probe::process {
namespace {

using base::ByteView;

constexpr int kSegmentsMax = 2000;
constexpr int kChunksMax = 100'000;
constexpr std::size_t kTailBytes = 64 * 1024;
constexpr std::uint64_t kPixelsMax = 500'000'000;
constexpr std::string_view kExifHeader("Exif\0\0", 6);

base::Bytes bytes_at(const base::File& file, std::uint64_t at, std::size_t count) {
  base::Bytes out(count);
  out.resize(file.read_at(at, out));
  return out;
}

bool starts_frame(std::uint8_t marker) {  // SOF0 to SOF15 without DHT, JPG and DAC
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

bool has_length(std::uint8_t marker) {
  return marker != 0x01 && (marker < 0xD0 || marker > 0xD7);  // TEM, RSTn
}

// Reads one segment at `at`; answers the place of the next, or 0 at the start of the scan or when
// nothing sensible follows.
std::uint64_t read_segment(const base::File& file, std::uint64_t at, base::Bytes& exif,
                           ImageFacts& image) {
  const base::Bytes head = bytes_at(file, at, 4);
  if (head.size() < 2 || head[0] != 0xFF) return 0;
  const std::uint8_t marker = head[1];
  if (marker == 0xFF) return at + 1;  // fill byte
  if (marker == 0xDA || marker == 0xD9) return 0;
  if (!has_length(marker)) return at + 2;
  if (head.size() < 4 || be16(head, 2) < 2) return 0;
  const std::size_t length = be16(head, 2);
  const base::Bytes body = bytes_at(file, at + 4, length - 2);
  if (body.size() < length - 2) return 0;
  if (starts_frame(marker) && body.size() >= 5) {
    image.height = be16(body, 1);
    image.width = be16(body, 3);
  }
  if (marker == 0xE1 && exif.empty() && base::as_text(body).substr(0, 6) == kExifHeader) {
    exif = body;
  }
  return at + 2 + length;
}

bool ends_with_marker(const base::File& file, std::uint64_t scan_start) {
  const std::uint64_t size = file.size_bytes();
  const std::uint64_t from = std::max(scan_start, size - std::min<std::uint64_t>(size, kTailBytes));
  const base::Bytes tail = bytes_at(file, from, kTailBytes);
  static constexpr std::uint8_t kEnd[] = {0xFF, 0xD9};
  return std::search(tail.begin(), tail.end(), std::begin(kEnd), std::end(kEnd)) != tail.end();
}

}  // namespace

void read_jpeg(const base::File& file, FileFacts& facts) {
  base::Bytes exif;
  ImageFacts image;
  std::uint64_t at = 2, last = 2;
  for (int i = 0; i < kSegmentsMax && at != 0; ++i) {
    last = at;
    at = read_segment(file, at, exif, image);
  }
  facts.image = image;
  if (!exif.empty()) read_exif(exif, facts);
  const base::Bytes next = bytes_at(file, last, 2);
  const bool at_scan = next.size() == 2 && next[0] == 0xFF && next[1] == 0xDA;
  if (image.width == 0) facts.mark_unreadable("no picture header was found");
  if (!at_scan || !ends_with_marker(file, last)) {
    facts.mark_truncated("the end of the picture (EOI) is missing");
  }
}

void read_png(const base::File& file, FileFacts& facts) {
  ImageFacts image;
  base::Bytes exif(base::as_bytes(kExifHeader).begin(), base::as_bytes(kExifHeader).end());
  const std::uint64_t size = file.size_bytes();
  bool ended = false;
  std::uint64_t at = 8;
  for (int i = 0; i < kChunksMax && !ended && at + 12 <= size; ++i) {
    const base::Bytes head = bytes_at(file, at, 16);
    if (head.size() < 12) break;
    const std::uint32_t length = be32(head, 0);
    const std::string_view type = base::as_text(ByteView(head).subspan(4, 4));
    if (type == "IHDR" && head.size() == 16) {
      image.width = be32(head, 8);
      image.height = be32(head, 12);
    }
    if (type == "eXIf" && length <= 65536 && exif.size() == kExifHeader.size()) {
      const base::Bytes body = bytes_at(file, at + 8, length);
      exif.insert(exif.end(), body.begin(), body.end());
    }
    ended = type == "IEND";
    at += 12 + std::uint64_t{length};
  }
  facts.image = image;
  if (exif.size() > kExifHeader.size()) read_exif(exif, facts);
  if (image.width == 0 || image.height == 0) facts.mark_unreadable("no picture header was found");
  if (!ended) facts.mark_truncated("the end of the picture (IEND) is missing");
}

void read_tiff(const base::File& file, FileFacts& facts) {
  const base::Bytes head = bytes_at(file, 0, 8);
  ImageFacts image;
  const bool big = !head.empty() && head[0] == 'M';
  const auto u16 = [big](ByteView b, std::size_t at) { return big ? be16(b, at) : le16(b, at); };
  const auto u32 = [big](ByteView b, std::size_t at) { return big ? be32(b, at) : le32(b, at); };
  const std::uint64_t directory = head.size() == 8 ? u32(head, 4) : 0;
  const base::Bytes counted = bytes_at(file, directory, 2);
  const std::size_t entries = counted.size() == 2 ? u16(counted, 0) : 0;
  const base::Bytes list = bytes_at(file, directory + 2, std::min<std::size_t>(entries, 512) * 12);
  for (std::size_t at = 0; at + 12 <= list.size(); at += 12) {
    const bool is_short = u16(list, at + 2) == 3;
    const std::int64_t value = is_short ? u16(list, at + 8) : u32(list, at + 8);
    if (u16(list, at) == 256) image.width = value;
    if (u16(list, at) == 257) image.height = value;
  }
  facts.image = image;
  if (image.width == 0) facts.mark_unreadable("no picture header was found");
}

void read_other_image(const base::File& file, FileFacts& facts) {
  const base::Bytes head = bytes_at(file, 0, 30);
  ImageFacts image;
  if (facts.container == "gif" && head.size() >= 10) {
    image.width = le16(head, 6);
    image.height = le16(head, 8);
  } else if (facts.container == "bmp" && head.size() >= 26) {
    image.width = le32(head, 18);
    image.height = le32(head, 22);
    if (image.height > 0x7fffffff) image.height = 0x100000000 - image.height;  // top-down
  } else if (facts.container == "webp" && head.size() >= 30) {
    const std::string_view chunk = base::as_text(ByteView(head).subspan(12, 4));
    if (chunk == "VP8X") {
      image.width = (le32(head, 24) & 0xffffff) + 1;
      image.height = (le32(head, 26) >> 8) + 1;
    } else if (chunk == "VP8 ") {
      image.width = le16(head, 26) & 0x3fff;
      image.height = le16(head, 28) & 0x3fff;
    } else if (chunk == "VP8L") {
      image.width = (le32(head, 21) & 0x3fff) + 1;
      image.height = ((le32(head, 21) >> 14) & 0x3fff) + 1;
    }
  }
  facts.image = image;
  if (image.width == 0) facts.mark_unreadable("no picture header was found");
}

void note_enormous_image(FileFacts& facts) {
  if (!facts.image) return;
  const auto width = static_cast<std::uint64_t>(facts.image->width);
  const auto height = static_cast<std::uint64_t>(facts.image->height);
  if (width * height > kPixelsMax) facts.add_note("image_dimensions_enormous");
}

}  // namespace liuhen::probe::process
