#include "render/kinds.h"

#include "base/check.h"

namespace liuhen::render {
namespace {

struct Row {
  DerivedKind kind;
  std::string_view file_name;
  std::string_view media_type;
};

constexpr Row kRows[] = {
    {DerivedKind::poster, "poster.jpg", "image/jpeg"},
    {DerivedKind::filmstrip, "filmstrip.jpg", "image/jpeg"},
    {DerivedKind::filmstrip_index, "filmstrip.json", "application/json"},
    {DerivedKind::waveform, "waveform.json", "application/json"},
    {DerivedKind::proxy, "proxy.mp4", "video/mp4"},
};

const Row& row_of(DerivedKind kind) {
  for (const Row& row : kRows) {
    if (row.kind == kind) return row;
  }
  CHECK(false && "a kind without a row");
}

}  // namespace

std::string_view file_name_of(DerivedKind kind) { return row_of(kind).file_name; }
std::string_view media_type_of(DerivedKind kind) { return row_of(kind).media_type; }

std::optional<DerivedKind> find_kind(std::string_view file_name) {
  for (const Row& row : kRows) {
    if (row.file_name == file_name) return row.kind;
  }
  return std::nullopt;
}

}  // namespace liuhen::render
