#include "probe/process/document.h"

#include <poppler-document.h>
#include <poppler-global.h>
#include <sys/mman.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>

#include "probe/process/tags.h"

namespace liuhen::probe::process {
namespace {

constexpr std::uint64_t kPdfBytesMax = std::uint64_t{512} << 20;
constexpr std::size_t kTailBytes = 2048;

constexpr std::string_view kSmallestPdf =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    "2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

class MappedFile {
 public:
  explicit MappedFile(const base::File& file)
      : size_(file.size_bytes()),
        place_(::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file.descriptor(), 0)) {}
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile() {
    if (is_mapped()) ::munmap(place_, size_);
  }
  bool is_mapped() const { return place_ != MAP_FAILED; }
  std::string_view text() const { return {static_cast<const char*>(place_), size_}; }

 private:
  std::size_t size_;
  void* place_;
};

void append_utf8(std::string& out, std::uint32_t point) {
  if (point < 0x80) {
    out.push_back(static_cast<char>(point));
  } else if (point < 0x800) {
    out.push_back(static_cast<char>(0xC0 | point >> 6));
    out.push_back(static_cast<char>(0x80 | (point & 0x3F)));
  } else if (point < 0x10000) {
    out.push_back(static_cast<char>(0xE0 | point >> 12));
    out.push_back(static_cast<char>(0x80 | (point >> 6 & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (point & 0x3F)));
  } else {
    out.push_back(static_cast<char>(0xF0 | point >> 18));
    out.push_back(static_cast<char>(0x80 | (point >> 12 & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (point >> 6 & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (point & 0x3F)));
  }
}

// Poppler's own conversion asks iconv, which loads modules from disk; the sandbox has none.
std::string text_of(const poppler::ustring& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size() && out.size() < 1024; ++i) {
    std::uint32_t point = text[i];
    const bool is_lead = point >= 0xD800 && point < 0xDC00;
    if (is_lead && i + 1 < text.size() && text[i + 1] >= 0xDC00 && text[i + 1] < 0xE000) {
      point = 0x10000 + ((point - 0xD800) << 10) + (text[++i] - 0xDC00u);
    }
    append_utf8(out, point >= 0xD800 && point < 0xE000 ? ' ' : point);
  }
  return clean_text(out);
}

bool has_end_mark(std::string_view file) {
  return file.substr(file.size() - std::min(file.size(), kTailBytes)).find("%%EOF") !=
         std::string_view::npos;
}

void describe(const poppler::document& document, FileFacts& facts, PdfFacts& pdf) {
  pdf.locked = document.is_locked();
  pdf.encrypted = pdf.locked || document.is_encrypted();
  if (pdf.locked) return;  // Poppler has no catalog now, and dies when asked about it
  int major = 0, minor = 0;
  document.get_pdf_version(&major, &minor);
  pdf.version = std::to_string(major) + "." + std::to_string(minor);
  pdf.pages = document.pages();
  pdf.title = text_of(document.get_title());
  pdf.author = text_of(document.get_author());
  pdf.producer = text_of(document.get_producer());
  pdf.creator = text_of(document.get_creator());
  add_time(facts, time_of_pdf(text_of(document.info_key("CreationDate")), "pdf:CreationDate"));
  add_time(facts, time_of_pdf(text_of(document.info_key("ModDate")), "pdf:ModDate"));
}

}  // namespace

void prepare_poppler() {
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  const std::unique_ptr<poppler::document> document(poppler::document::load_from_raw_data(
      kSmallestPdf.data(), static_cast<int>(kSmallestPdf.size())));
  if (document) document->pages();
}

void read_pdf(const base::File& file, FileFacts& facts) {
  if (facts.size_bytes > kPdfBytesMax) {
    facts.mark_unreadable("a PDF of more than 512 MiB is not opened");
    return;
  }
  const MappedFile mapped(file);
  if (!mapped.is_mapped()) {
    facts.mark_unreadable("the PDF does not fit into the memory limit");
    return;
  }
  const std::string_view text = mapped.text();
  if (!has_end_mark(text)) facts.mark_truncated("the end mark (%%EOF) is missing");
  const std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(text.data(), static_cast<int>(text.size())));
  if (!document) {
    facts.mark_unreadable("the PDF's structure is broken");
    return;
  }
  PdfFacts pdf;
  describe(*document, facts, pdf);
  facts.pdf = pdf;
  if (pdf.locked) facts.mark_unreadable("the PDF needs a password");
  if (!pdf.locked && pdf.pages.value_or(0) <= 0) facts.mark_unreadable("the PDF has no page");
}

}  // namespace liuhen::probe::process
