#include "probe/process/file_probe.h"

#include <algorithm>

#include "probe/process/boxes.h"
#include "probe/process/document.h"
#include "probe/process/image.h"
#include "probe/process/magic.h"
#include "probe/process/playable.h"
#include "probe/process/truncation.h"

namespace liuhen::probe::process {
namespace {

void read_boxed_media(const base::File& file, const char* demuxer, const WalkLimits& limits,
                      FileFacts& facts) {
  const BoxFacts boxes = read_boxes(file, facts);
  facts.kind = "video";  // until its streams say otherwise, or for good when they cannot be read
  if (!boxes.has_index) {
    facts.mark_unreadable("the index (moov) is missing, so not one frame can be found");
    return;
  }
  read_media(file, demuxer, &boxes, limits, facts);
}

// Nothing fits by signature: text, or one of the formats without one (MP3, raw H.264, ...).
void read_unclear(const base::File& file, base::ByteView head, const WalkLimits& limits,
                  FileFacts& facts) {
  if (auto text = text_of(head, head.size() == facts.size_bytes)) {
    facts.kind = text->delimiter.empty() ? "text" : "csv";
    facts.container = facts.kind;
    facts.mime = text->delimiter.empty() ? "text/plain" : "text/csv";
    facts.text = std::move(*text);
    return;
  }
  FileFacts guessed = facts;
  if (read_media(file, nullptr, nullptr, limits, guessed) && guessed.kind != "unknown" &&
      guessed.readable) {
    facts = std::move(guessed);
    return;
  }
  facts.mark_unreadable("the content is of no known format");
}

void read_image(const base::File& file, Reader reader, FileFacts& facts) {
  facts.kind = "image";
  if (reader == Reader::jpeg) read_jpeg(file, facts);
  if (reader == Reader::png) read_png(file, facts);
  if (reader == Reader::tiff) read_tiff(file, facts);
  if (reader == Reader::heif) read_heif(file, facts);
  if (reader == Reader::other_image) read_other_image(file, facts);
  note_enormous_image(facts);
}

void read_by_kind(const base::File& file, base::ByteView head, const WalkLimits& limits,
                  FileFacts& facts) {
  const Magic magic = magic_of(head);
  if (magic.reader != Reader::unclear) {
    facts.container = magic.container;
    facts.mime = magic.mime;
  }
  switch (magic.reader) {
    case Reader::media:
      facts.kind = facts.mime.substr(0, 6) == "audio/" ? "audio" : "video";
      note_truncation(file, facts);
      if (!read_media(file, magic.demuxer, nullptr, limits, facts)) {
        facts.mark_unreadable("the container cannot be opened");
      }
      return;
    case Reader::boxes:
      return read_boxed_media(file, magic.demuxer, limits, facts);
    case Reader::pdf:
      facts.kind = "pdf";
      return read_pdf(file, facts);
    case Reader::none:
      return;
    case Reader::unclear:
      return read_unclear(file, head, limits, facts);
    default:
      return read_image(file, magic.reader, facts);
  }
}

}  // namespace

FileFacts probe_file(const base::File& file, const WalkLimits& limits) {
  FileFacts facts;
  facts.size_bytes = file.size_bytes();
  if (facts.size_bytes == 0) {
    facts.mark_unreadable("the file is empty");
  } else {
    base::Bytes head(std::min<std::uint64_t>(facts.size_bytes, kMagicBytes));
    head.resize(file.read_at(0, head));
    read_by_kind(file, head, limits, facts);
  }
  judge_playability(facts);
  return facts;
}

}  // namespace liuhen::probe::process
