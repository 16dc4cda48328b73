#include "catalog/page.h"

#include <charconv>
#include <cstdio>

namespace liuhen::catalog {
namespace {

constexpr std::size_t kDigits = 16;

std::optional<std::uint64_t> place_in(char list, std::string_view cursor) {
  if (cursor.size() != 1 + kDigits || cursor[0] != list) return std::nullopt;
  std::uint64_t place = 0;
  const char* end = cursor.data() + cursor.size();
  const auto read = std::from_chars(cursor.data() + 1, end, place, 16);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  if (cursor_of(list, place) != cursor || place > INT64_MAX) return std::nullopt;
  return place;
}

}  // namespace

std::string cursor_of(char list, std::uint64_t place) {
  char text[32];
  std::snprintf(text, sizeof text, "%c%016llx", list, static_cast<unsigned long long>(place));
  return text;
}

model::Answer<std::optional<std::uint64_t>> place_of(char list, const PageRequest& request) {
  if (request.limit < 1 || request.limit > kPageLimitMax) {
    return model::bad_input("limit", "每页条数须在1到200之间。",
                            "The page limit must lie between 1 and 200.");
  }
  if (!request.cursor) return std::optional<std::uint64_t>();
  const auto place = place_in(list, *request.cursor);
  if (!place) {
    return model::bad_input("cursor", "分页标记无效，请从第一页重新打开列表。",
                            "The cursor is not valid. Open the list again from its first page.");
  }
  return place;
}

}  // namespace liuhen::catalog
