#include "print/bind.h"

#include "print/qpdf_binding.h"
#include "print/stamps.h"

namespace liuhen::print {
namespace {

constexpr int kPagesMax = 20000;

std::string pdf_date(base::UtcTime time) {
  std::string digits;
  for (const char c : base::rfc3339_of(time).substr(0, 19)) {
    if (c >= '0' && c <= '9') digits.push_back(c);
  }
  return "D:" + digits + "Z";
}

}  // namespace

base::Result<Bound, std::string> bind_parts(const std::vector<Part>& parts,
                                            const std::string& title, base::UtcTime created_at) {
  if (parts.empty()) return std::string("there is nothing to bind");
  BindingOrder order{{}, title, pdf_date(created_at), kPagesMax, stamps};
  for (const Part& part : parts) {
    order.parts.push_back({part.title, part.pdf.data(), part.pdf.size(), part.is_numbered});
  }
  try {
    BindingDone done = bind_with_qpdf(order);
    Bound bound{std::move(done.pdf), {}};
    for (const BindingPages& pages : done.parts) {
      bound.parts.push_back({pages.first, pages.last, pages.count});
    }
    return bound;
  } catch (const BindingRefusal& refusal) {
    return "\"" + base::display_text(parts[refusal.part].title, 200) +
           "\" cannot be bound: " + base::display_text(refusal.what(), 300);
  }
}

base::Result<int, std::string> page_count(const base::Bytes& pdf) {
  try {
    return count_pages_with_qpdf(pdf.data(), pdf.size());
  } catch (const BindingRefusal& refusal) {
    return std::string(refusal.what());
  }
}

}  // namespace liuhen::print
