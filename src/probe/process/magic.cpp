#include "probe/process/magic.h"

#include <algorithm>
#include <array>

namespace liuhen::probe::process {
namespace {

using base::ByteView;

bool has(ByteView head, std::size_t at, std::string_view bytes) {
  return head.size() >= at + bytes.size() && base::as_text(head.subspan(at, bytes.size())) == bytes;
}

using std::string_view_literals::operator""sv;

struct Signature {
  std::size_t at;
  std::string_view bytes;
  Magic magic;
};

// Order matters only where one signature contains another.
constexpr Signature kSignatures[] = {
    {0, "\xFF\xD8\xFF"sv, {"jpeg", "image/jpeg", Reader::jpeg}},
    {0, "\x89PNG\r\n\x1a\n"sv, {"png", "image/png", Reader::png}},
    {0, "II\x2a\0"sv, {"tiff", "image/tiff", Reader::tiff}},
    {0, "MM\0\x2a"sv, {"tiff", "image/tiff", Reader::tiff}},
    {0, "GIF87a"sv, {"gif", "image/gif", Reader::other_image}},
    {0, "GIF89a"sv, {"gif", "image/gif", Reader::other_image}},
    {0, "%PDF-"sv, {"pdf", "application/pdf", Reader::pdf}},
    {0, "PK\x03\x04"sv, {"zip", "application/zip", Reader::none}},
    {0, "PK\x05\x06"sv, {"zip", "application/zip", Reader::none}},
    {0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, {"ole", "application/x-ole-storage", Reader::none}},
    {0, "Rar!\x1a\x07"sv, {"rar", "application/vnd.rar", Reader::none}},
    {0, "7z\xBC\xAF\x27\x1C"sv, {"7z", "application/x-7z-compressed", Reader::none}},
    {0, "\x1F\x8B"sv, {"gzip", "application/gzip", Reader::none}},
    {0, "SQLite format 3\0"sv, {"sqlite", "application/vnd.sqlite3", Reader::none}},
    {0,
     "\x7F"
     "ELF"sv,
     {"elf", "application/x-executable", Reader::none}},
    {0, "MZ"sv, {"exe", "application/vnd.microsoft.portable-executable", Reader::none}},
    {0, "fLaC"sv, {"flac", "audio/flac", Reader::media, "flac"}},
    {0, "OggS"sv, {"ogg", "application/ogg", Reader::media, "ogg"}},
    {0, "FLV\x01"sv, {"flv", "video/x-flv", Reader::media, "flv"}},
    {0, "#!AMR\n"sv, {"amr", "audio/amr", Reader::media, "amr"}},
    {0, "ID3"sv, {"mp3", "audio/mpeg", Reader::media}},
    {0, "DHAV"sv, {"dhav", "video/x-dhav", Reader::media, "dhav"}},
    {0, "\x1A\x45\xDF\xA3"sv, {"matroska", "video/x-matroska", Reader::media, "matroska"}},
    {0, "\0\0\x01\xBA"sv, {"mpeg-ps", "video/mp2p", Reader::media, "mpeg"}},
    {0, "\x30\x26\xB2\x75\x8E\x66\xCF\x11"sv, {"asf", "video/x-ms-asf", Reader::media, "asf"}},
};

std::optional<Magic> riff_magic(ByteView head) {
  if (!has(head, 0, "RIFF") && !has(head, 0, "RF64")) return std::nullopt;
  if (has(head, 8, "AVI ")) return Magic{"avi", "video/x-msvideo", Reader::media, "avi"};
  if (has(head, 8, "WAVE")) return Magic{"wav", "audio/wav", Reader::media, "wav"};
  if (has(head, 8, "WEBP")) return Magic{"webp", "image/webp", Reader::other_image};
  return Magic{"riff", "application/octet-stream", Reader::media};
}

bool is_heif_brand(std::string_view brand) {
  static constexpr std::string_view kBrands[] = {"heic", "heix", "heim", "heis", "mif1", "avif"};
  return std::find(std::begin(kBrands), std::end(kBrands), brand) != std::end(kBrands);
}

// ISO/IEC 14496-12. Old QuickTime files begin with moov, mdat, wide, free or skip instead of ftyp.
std::optional<Magic> box_magic(ByteView head) {
  if (head.size() < 12) return std::nullopt;
  const std::string_view type = base::as_text(head.subspan(4, 4));
  if (type == "ftyp") {
    const std::string_view brand = base::as_text(head.subspan(8, 4));
    if (brand == "avif") return Magic{"avif", "image/avif", Reader::heif};
    if (is_heif_brand(brand)) return Magic{"heic", "image/heic", Reader::heif};
    if (brand == "qt  ") return Magic{"mov", "video/quicktime", Reader::boxes, "mov"};
    if (brand.substr(0, 3) == "3gp") return Magic{"3gp", "video/3gpp", Reader::boxes, "mov"};
    return Magic{"mp4", "video/mp4", Reader::boxes, "mov"};
  }
  static constexpr std::string_view kOld[] = {"moov", "mdat", "wide", "free", "skip", "moof"};
  if (std::find(std::begin(kOld), std::end(kOld), type) == std::end(kOld)) return std::nullopt;
  return Magic{"mov", "video/quicktime", Reader::boxes, "mov"};
}

// ISO/IEC 13818-1: 0x47 every 188 bytes; every 192 with a four-byte time code (M2TS, AVCHD).
bool has_sync_bytes(ByteView head, std::size_t first, std::size_t step) {
  constexpr std::size_t kPacketsWanted = 5;
  std::size_t seen = 0;
  for (std::size_t at = first; at < head.size() && seen < kPacketsWanted; at += step, ++seen) {
    if (head[at] != 0x47) return false;
  }
  return seen >= 3;
}

std::optional<Magic> transport_magic(ByteView head) {
  const Magic stream{"mpeg-ts", "video/mp2t", Reader::media, "mpegts"};
  if (has_sync_bytes(head, 0, 188)) return stream;
  if (has_sync_bytes(head, 4, 192)) return stream;
  return std::nullopt;
}

// Length of one GB 18030 character at the start of `rest`, 0 when broken, 1 to 4 otherwise.
std::size_t gb18030_length(ByteView rest) {
  if (rest[0] < 0x80) return 1;
  if (rest[0] == 0x80 || rest[0] == 0xFF || rest.size() < 2) return 0;
  if (rest[1] >= 0x40 && rest[1] != 0x7F && rest[1] != 0xFF) return 2;
  const bool four = rest.size() >= 4 && rest[1] >= 0x30 && rest[1] <= 0x39 && rest[2] >= 0x81 &&
                    rest[2] != 0xFF && rest[3] >= 0x30 && rest[3] <= 0x39;
  return four ? 4 : 0;
}

bool is_gb18030(ByteView head, bool is_whole) {
  for (std::size_t at = 0; at < head.size();) {
    const std::size_t length = gb18030_length(head.subspan(at));
    if (length == 0) return !is_whole && head.size() - at < 4;
    at += length;
  }
  return true;
}

bool is_utf8_head(ByteView head, bool is_whole) {
  // A cut in the middle of the last character is not an error of the file.
  for (std::size_t drop = 0; drop <= (is_whole ? 0u : 3u) && drop < head.size(); ++drop) {
    if (base::is_utf8(base::as_text(head.first(head.size() - drop)))) return true;
  }
  return false;
}

bool has_control_bytes(ByteView head) {
  return std::any_of(head.begin(), head.end(), [](std::uint8_t byte) {
    return (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f') ||
           byte == 0x7F;
  });
}

// Delimiters outside quotes in one line.
std::size_t count_of(std::string_view line, char delimiter) {
  bool quoted = false;
  std::size_t count = 0;
  for (const char c : line) {
    if (c == '"') quoted = !quoted;
    if (c == delimiter && !quoted) ++count;
  }
  return count;
}

// RFC 4180 in spirit: at least two lines, each with the same number of the same delimiter.
std::string delimiter_of(std::string_view text, bool is_whole) {
  std::vector<std::string_view> lines;
  while (!text.empty() && lines.size() < 20) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos && !is_whole) break;
    const std::string_view line = text.substr(0, end);
    if (!line.empty() && line != "\r") lines.push_back(line);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  if (lines.size() < 2) return {};
  for (const char delimiter : {',', ';', '\t', '|'}) {
    const std::size_t wanted = count_of(lines.front(), delimiter);
    if (wanted > 0 && std::all_of(lines.begin(), lines.end(), [&](std::string_view line) {
          return count_of(line, delimiter) == wanted;
        })) {
      return delimiter == '\t' ? "tab" : std::string(1, delimiter);
    }
  }
  return {};
}

}  // namespace

Magic magic_of(ByteView head) {
  for (const Signature& signature : kSignatures) {
    if (has(head, signature.at, signature.bytes)) {
      Magic magic = signature.magic;
      if (magic.container == "matroska" &&
          base::as_text(head.first(std::min<std::size_t>(head.size(), 64))).find("webm") !=
              std::string_view::npos) {
        magic.container = "webm";
        magic.mime = "video/webm";
      }
      return magic;
    }
  }
  if (const auto magic = riff_magic(head)) return *magic;
  if (const auto magic = box_magic(head)) return *magic;
  if (const auto magic = transport_magic(head)) return *magic;
  if (has(head, 0, "BM") && has(head, 6, "\0\0\0\0"sv)) {
    return {"bmp", "image/bmp", Reader::other_image};
  }
  return {};
}

std::optional<TextFacts> text_of(ByteView head, bool is_whole) {
  if (head.empty()) return std::nullopt;
  if (has(head, 0, "\xFF\xFE"sv)) return TextFacts{"utf-16le", ""};
  if (has(head, 0, "\xFE\xFF"sv)) return TextFacts{"utf-16be", ""};
  if (has_control_bytes(head)) return std::nullopt;
  TextFacts facts;
  if (is_utf8_head(head, is_whole)) {
    facts.encoding = "utf-8";
  } else if (is_gb18030(head, is_whole)) {
    facts.encoding = "gb18030";
  } else {
    return std::nullopt;
  }
  facts.delimiter = delimiter_of(base::as_text(head), is_whole);
  return facts;
}

}  // namespace liuhen::probe::process
