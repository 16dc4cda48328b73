#include "print/qpdf_binding.h"

// qpdf 11 wants to be told that no code of ours uses its old pointers.
#define POINTERHOLDER_TRANSITION 4

#include <memory>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <utility>

namespace liuhen::print {
namespace {

std::unique_ptr<QPDF> open_pdf(const unsigned char* bytes, std::size_t size_bytes,
                               std::size_t part) {
  auto pdf = std::make_unique<QPDF>();
  pdf->setSuppressWarnings(true);
  try {
    pdf->processMemoryFile("part", reinterpret_cast<const char*>(bytes), size_bytes);
  } catch (const QPDFExc& error) {
    if (error.getErrorCode() == qpdf_e_password) throw BindingRefusal(part, "it is encrypted");
    throw BindingRefusal(part, "it is no whole PDF: " + error.getMessageDetail());
  }
  if (pdf->isEncrypted()) throw BindingRefusal(part, "it is encrypted");
  return pdf;
}

bool leads_outside(QPDFObjectHandle action) {
  if (!action.isDictionary()) return false;
  QPDFObjectHandle kind = action.getKey("/S");
  return !kind.isName() || (kind.getName() != "/GoTo" && kind.getName() != "/URI");
}

// What would run, open or submit something by itself has no place in a case file.
void take_out_actions(QPDFPageObjectHelper page) {
  page.getObjectHandle().removeKey("/AA");
  for (auto& annotation : page.getAnnotations()) {
    QPDFObjectHandle dictionary = annotation.getObjectHandle();
    dictionary.removeKey("/AA");
    if (leads_outside(dictionary.getKey("/A"))) dictionary.removeKey("/A");
  }
}

Stamp stamp_of(QPDFPageObjectHelper page, int number) {
  const auto box = page.getTrimBox().getArrayAsRectangle();
  Stamp stamp{box.urx - box.llx, box.ury - box.lly, number};
  QPDFObjectHandle rotate = page.getAttribute("/Rotate", false);
  const int turned = rotate.isInteger() ? static_cast<int>(rotate.getIntValue() % 180) : 0;
  if (turned != 0) std::swap(stamp.width_pt, stamp.height_pt);
  return stamp;
}

void put_over(QPDF& pdf, QPDFPageObjectHelper page, QPDFPageObjectHelper stamp_page) {
  QPDFObjectHandle over = pdf.copyForeignObject(stamp_page.getFormXObjectForPage());
  QPDFObjectHandle resources = page.getAttribute("/Resources", true);
  if (!resources.isDictionary()) {
    resources = QPDFObjectHandle::newDictionary();
    page.getObjectHandle().replaceKey("/Resources", resources);
  }
  int suffix = 1;
  const std::string name = resources.getUniqueResourceName("/LiuhenNumber", suffix);
  const std::string content =
      page.placeFormXObject(over, name, page.getTrimBox().getArrayAsRectangle());
  if (content.empty()) return;
  resources.mergeResources(QPDFObjectHandle::parse("<< /XObject << >> >>"));
  resources.getKey("/XObject").replaceKey(name, over);
  page.addPageContents(pdf.newStream("q\n"), true);
  page.addPageContents(pdf.newStream("\nQ\n" + content), false);
}

// The outline is a chain of siblings (ISO 32000-1, 12.3.3).
void put_bookmarks(QPDF& pdf, const std::vector<std::pair<std::string, QPDFObjectHandle>>& marks) {
  if (marks.empty()) return;
  QPDFObjectHandle outlines = pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
  std::vector<QPDFObjectHandle> entries;
  for (const auto& [title, page] : marks) {
    QPDFObjectHandle entry = pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
    entry.replaceKey("/Title", QPDFObjectHandle::newUnicodeString(title));
    entry.replaceKey("/Parent", outlines);
    QPDFObjectHandle destination = QPDFObjectHandle::newArray();
    destination.appendItem(page);
    destination.appendItem(QPDFObjectHandle::newName("/Fit"));
    entry.replaceKey("/Dest", destination);
    if (!entries.empty()) {
      entry.replaceKey("/Prev", entries.back());
      entries.back().replaceKey("/Next", entry);
    }
    entries.push_back(entry);
  }
  outlines.replaceKey("/Type", QPDFObjectHandle::newName("/Outlines"));
  outlines.replaceKey("/First", entries.front());
  outlines.replaceKey("/Last", entries.back());
  outlines.replaceKey("/Count", QPDFObjectHandle::newInteger(static_cast<int>(entries.size())));
  pdf.getRoot().replaceKey("/Outlines", outlines);
  pdf.getRoot().replaceKey("/PageMode", QPDFObjectHandle::newName("/UseOutlines"));
}

void put_information(QPDF& pdf, const std::string& title, const std::string& created) {
  QPDFObjectHandle information = QPDFObjectHandle::newDictionary();
  information.replaceKey("/Title", QPDFObjectHandle::newUnicodeString(title));
  information.replaceKey("/Creator", QPDFObjectHandle::newString("Liuhen"));
  information.replaceKey("/CreationDate", QPDFObjectHandle::newString(created));
  pdf.getTrailer().replaceKey("/Info", pdf.makeIndirectObject(information));
}

std::vector<unsigned char> written(QPDF& pdf) {
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setDeterministicID(true);
  writer.setObjectStreamMode(qpdf_o_generate);
  writer.write();
  const auto buffer = writer.getBufferSharedPointer();
  return std::vector<unsigned char>(buffer->getBuffer(), buffer->getBuffer() + buffer->getSize());
}

// Parts and stamps stay open until the whole is written: qpdf copies streams only then.
class Binding {
 public:
  Binding() { whole_.emptyPDF(); }

  void add(const BindingPart& part, std::unique_ptr<QPDF> pdf) {
    BindingPages pages;
    for (auto& page : QPDFPageDocumentHelper(*pdf).getAllPages()) {
      take_out_actions(page);
      QPDFPageDocumentHelper(whole_).addPage(page, false);
      const QPDFObjectHandle added = whole_.getAllPages().back();
      if (pages.count++ == 0) marks_.emplace_back(part.title, added);
      if (!part.is_numbered) continue;
      if (pages.first == 0) pages.first = number_ + 1;
      pages.last = ++number_;
      stamped_.emplace_back(added);
      stamps_.push_back(stamp_of(QPDFPageObjectHelper(added), number_));
    }
    if (pages.count == 0) throw std::runtime_error("it has no page");
    page_count_ += pages.count;
    parts_.push_back(pages);
    opened_.push_back(std::move(pdf));
  }

  int page_count() const { return page_count_; }

  BindingDone finish(const BindingOrder& order) {
    std::vector<unsigned char> over;
    QPDF numbers;
    if (!stamps_.empty()) {
      over = order.make_stamps(stamps_);
      numbers.processMemoryFile("numbers", reinterpret_cast<const char*>(over.data()), over.size());
      const auto pages = QPDFPageDocumentHelper(numbers).getAllPages();
      for (std::size_t i = 0; i < stamped_.size(); ++i) put_over(whole_, stamped_[i], pages[i]);
    }
    put_bookmarks(whole_, marks_);
    put_information(whole_, order.title, order.created);
    return {written(whole_), parts_};
  }

 private:
  QPDF whole_;
  std::vector<std::unique_ptr<QPDF>> opened_;
  std::vector<std::pair<std::string, QPDFObjectHandle>> marks_;
  std::vector<QPDFPageObjectHelper> stamped_;
  std::vector<Stamp> stamps_;
  std::vector<BindingPages> parts_;
  int number_ = 0, page_count_ = 0;
};

}  // namespace

BindingDone bind_with_qpdf(const BindingOrder& order) {
  Binding binding;
  for (std::size_t i = 0; i < order.parts.size(); ++i) {
    const BindingPart& part = order.parts[i];
    auto opened = open_pdf(part.bytes, part.size_bytes, i);
    try {
      binding.add(part, std::move(opened));
    } catch (const std::exception& error) {
      throw BindingRefusal(i, error.what());
    }
    if (binding.page_count() > order.pages_max) {
      throw BindingRefusal(i, "more than " + std::to_string(order.pages_max) + " pages in all");
    }
  }
  try {
    return binding.finish(order);
  } catch (const QPDFExc& error) {
    throw BindingRefusal(order.parts.size() - 1, error.getMessageDetail());
  } catch (const std::logic_error& error) {
    throw BindingRefusal(order.parts.size() - 1, error.what());
  }
}

int count_pages_with_qpdf(const unsigned char* bytes, std::size_t size_bytes) {
  const auto pdf = open_pdf(bytes, size_bytes, 0);
  try {
    return static_cast<int>(QPDFPageDocumentHelper(*pdf).getAllPages().size());
  } catch (const std::exception& error) {
    throw BindingRefusal(0, error.what());
  }
}

}  // namespace liuhen::print
