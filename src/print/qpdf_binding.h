// What bind.cpp asks of qpdf. Plain C++17 and nothing of ours: qpdf 11's headers do not compile as
// C++20 with clang 14 (a vector of an incomplete type), so qpdf_binding.cpp alone is C++17 (see
// CMakeLists.txt). One thread a call.
#pragma once

#include <cstddef>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

namespace liuhen::print {

struct BindingPart {
  std::string title;
  const unsigned char* bytes = nullptr;
  std::size_t size_bytes = 0;
  bool is_numbered = true;
};

// Numbers of a part's first and last page; 0 where it is not numbered.
struct BindingPages {
  int first = 0, last = 0, count = 0;
};

// A page that gets a number in its upper right corner, as it is seen (turned pages turned).
struct Stamp {
  double width_pt = 0, height_pt = 0;
  int number = 0;
};

struct BindingOrder {
  std::vector<BindingPart> parts;
  std::string title, created;  // created as PDF has it: "D:20260305011000Z"
  int pages_max = 0;
  std::function<std::vector<unsigned char>(const std::vector<Stamp>&)> make_stamps;
};

struct BindingDone {
  std::vector<unsigned char> pdf;
  std::vector<BindingPages> parts;
};

// A part that cannot be bound; `part` is its index.
class BindingRefusal : public std::runtime_error {
 public:
  BindingRefusal(std::size_t index, const std::string& why)
      : std::runtime_error(why), part(index) {}
  std::size_t part;
};

BindingDone bind_with_qpdf(const BindingOrder& order);                          // BindingRefusal
int count_pages_with_qpdf(const unsigned char* bytes, std::size_t size_bytes);  // BindingRefusal

}  // namespace liuhen::print
