#include "probe/process/boxes.h"

#include <algorithm>
#include <array>
#include <functional>
#include <string_view>

#include "probe/process/big_endian.h"

namespace liuhen::probe::process {
namespace {

constexpr int kBoxesMax = 200'000;  // headers read of one file
constexpr std::uint32_t kEditEntriesMax = 1024;

struct Box {
  std::string type;
  std::uint64_t start = 0;  // of the body
  std::uint64_t end = 0;    // may lie beyond the end of the file
};

class BoxReader {
 public:
  explicit BoxReader(const base::File& file) : file_(file), size_(file.size_bytes()) {}

  std::uint64_t size() const { return size_; }

  // Calls `use` for each box in [at, end); stops at the first that makes no sense and answers
  // where. A box that says "to the end of the file" ends at `end`.
  std::uint64_t walk(std::uint64_t at, std::uint64_t end,
                     const std::function<void(const Box&)>& use) {
    while (at + 8 <= end && at + 8 <= size_ && left_-- > 0) {
      std::array<std::uint8_t, 16> header{};
      file_.read_at(at, header);
      std::uint64_t length = be32(header, 0);
      std::uint64_t header_length = 8;
      if (length == 1) {
        length = be64(header, 8);
        header_length = 16;
      } else if (length == 0) {
        length = end - at;
      }
      if (length < header_length || length > (std::uint64_t{1} << 62)) return at;
      Box box{std::string(base::as_text(base::ByteView(header).subspan(4, 4))), at + header_length,
              at + length};
      if (!is_type(box.type)) return at;
      use(box);
      at += length;
    }
    return at;
  }

  base::Bytes body(const Box& box, std::size_t bytes_max) const {
    const std::uint64_t end = std::min(box.end, size_);
    if (box.start >= end) return {};
    base::Bytes out(std::min<std::uint64_t>(end - box.start, bytes_max));
    out.resize(file_.read_at(box.start, out));
    return out;
  }

 private:
  static bool is_type(std::string_view type) {
    for (const char c : type) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte < 0x20 && byte != 0) return false;
    }
    return true;
  }

  const base::File& file_;
  std::uint64_t size_;
  int left_ = kBoxesMax;
};

std::int64_t scaled_ms(std::uint64_t ticks, std::uint32_t timescale) {
  constexpr std::uint64_t kTicksMax = std::uint64_t{1} << 52;
  if (timescale == 0) return 0;
  return static_cast<std::int64_t>(std::min(ticks, kTicksMax) * 1000 / timescale);
}

// moov/trak/edts/elst (ISO/IEC 14496-12, 8.6.6): media_time -1 is an empty edit.
void read_edit_list(const base::Bytes& elst, std::int64_t track, std::uint32_t timescale,
                    FileFacts& facts) {
  if (elst.size() < 8) return;
  const bool wide = elst[0] == 1;
  const std::size_t entry_size = wide ? 20 : 12;
  std::uint64_t start = 0;
  for (std::uint32_t i = 0; i < std::min(be32(elst, 4), kEditEntriesMax); ++i) {
    const std::size_t at = 8 + i * entry_size;
    if (at + entry_size > elst.size()) break;
    const std::uint64_t length = wide ? be64(elst, at) : be32(elst, at);
    const bool is_empty =
        wide ? be64(elst, at + 8) == ~std::uint64_t{0} : be32(elst, at + 4) == ~std::uint32_t{0};
    if (is_empty && facts.empty_edits.size() < kEditsMax) {
      facts.empty_edits.push_back(
          {track, {scaled_ms(start, timescale), scaled_ms(length, timescale)}});
    } else if (is_empty) {
      ++facts.empty_edits_cut;
    }
    start += length;
  }
}

struct Movie {
  std::uint32_t timescale = 0;
  std::vector<std::pair<std::int64_t, base::Bytes>> edit_lists;
};

void read_track(BoxReader& reader, const Box& trak, Movie& movie) {
  std::int64_t track = 0;
  reader.walk(trak.start, trak.end, [&](const Box& box) {
    if (box.type == "tkhd") {
      const base::Bytes body = reader.body(box, 32);
      if (body.size() >= 24) track = be32(body, body[0] == 1 ? 20 : 12);
    } else if (box.type == "edts") {
      reader.walk(box.start, box.end, [&](const Box& inner) {
        if (inner.type != "elst" || movie.edit_lists.size() >= kStreamsMax) return;
        movie.edit_lists.emplace_back(track, reader.body(inner, 8 + 20 * kEditEntriesMax));
      });
    }
  });
}

void read_movie(BoxReader& reader, const Box& moov, FileFacts& facts) {
  Movie movie;
  reader.walk(moov.start, moov.end, [&](const Box& box) {
    if (box.type == "mvhd") {
      const base::Bytes body = reader.body(box, 32);
      if (body.size() >= 24) movie.timescale = be32(body, body[0] == 1 ? 20 : 12);
    } else if (box.type == "trak") {
      read_track(reader, box, movie);
    }
  });
  for (const auto& [track, elst] : movie.edit_lists) {
    read_edit_list(elst, track, movie.timescale, facts);
  }
}

}  // namespace

BoxFacts read_boxes(const base::File& file, FileFacts& facts) {
  BoxReader reader(file);
  BoxFacts found;
  const std::uint64_t ended = reader.walk(0, reader.size(), [&](const Box& box) {
    if (box.type == "ftyp" && facts.brand.empty()) {
      facts.brand = clean_text(base::as_text(reader.body(box, 4)), 16);
    }
    if (box.type == "moov") {
      found.has_index = true;
      read_movie(reader, box, facts);
    }
    if (box.type == "moof") found.is_fragmented = true;
    if (box.type == "mdat") found.has_content = true;
    if (box.end > reader.size()) {
      facts.mark_truncated("the last part (" + clean_text(box.type, 8) + ") lacks " +
                           std::to_string(box.end - reader.size()) + " bytes");
    }
  });
  if (ended < reader.size()) {
    const std::uint64_t rest = reader.size() - ended;
    if (rest < 8) facts.mark_truncated("the file ends inside a part's header");
    if (rest >= 8) facts.add_note("bytes_after_last_part");
  }
  if (!found.has_index) facts.mark_truncated("the index (moov) is missing");
  return found;
}

void read_heif(const base::File& file, FileFacts& facts) {
  BoxReader reader(file);
  ImageFacts image;
  std::uint64_t most = 0;
  const auto take_size = [&](const Box& box) {
    if (box.type != "ispe") return;
    const base::Bytes body = reader.body(box, 12);
    if (body.size() < 12) return;
    const std::uint64_t width = be32(body, 4), height = be32(body, 8);
    if (width * height > most) {
      most = width * height;
      image.width = static_cast<std::int64_t>(width);
      image.height = static_cast<std::int64_t>(height);
    }
  };
  reader.walk(0, reader.size(), [&](const Box& box) {
    if (box.end > reader.size()) facts.mark_truncated("the last part is cut");
    if (box.type == "ftyp") facts.brand = clean_text(base::as_text(reader.body(box, 4)), 16);
    if (box.type != "meta") return;
    reader.walk(box.start + 4, box.end, [&](const Box& iprp) {
      if (iprp.type != "iprp") return;
      reader.walk(iprp.start, iprp.end, [&](const Box& ipco) {
        if (ipco.type == "ipco") reader.walk(ipco.start, ipco.end, take_size);
      });
    });
  });
  facts.image = image;
}

}  // namespace liuhen::probe::process
