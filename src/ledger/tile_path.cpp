#include "ledger/tile_path.h"

#include "base/check.h"

namespace liuhen::ledger {
namespace {

constexpr std::string_view kPrefix = "tile/";
constexpr std::string_view kEntries = "entries/";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string three_digits(std::uint64_t value) {
  std::string out = "000";
  out[0] = static_cast<char>('0' + value / 100);
  out[1] = static_cast<char>('0' + value / 10 % 10);
  out[2] = static_cast<char>('0' + value % 10);
  return out;
}

std::string format_index(std::uint64_t index) {
  std::string out = three_digits(index % 1000);
  for (index /= 1000; index > 0; index /= 1000) out = "x" + three_digits(index % 1000) + "/" + out;
  return out;
}

// Decimal without sign or leading zeros, at most three digits.
std::optional<unsigned> parse_small(std::string_view text) {
  if (text.empty() || text.size() > 3) return std::nullopt;
  if (text.size() > 1 && text[0] == '0') return std::nullopt;
  unsigned value = 0;
  for (const char c : text) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value;
}

// Groups of three digits; canonical form is checked by the caller, who writes the path again.
std::optional<std::uint64_t> parse_index(std::string_view text) {
  std::uint64_t value = 0;
  for (int group = 0; group < 6; ++group) {
    const bool last = text.size() == 3;
    if (!last && (text.size() < 5 || text[0] != 'x' || text[4] != '/')) return std::nullopt;
    const std::string_view digits = text.substr(last ? 0 : 1, 3);
    for (const char c : digits) {
      if (!is_digit(c)) return std::nullopt;
      value = value * 10 + static_cast<std::uint64_t>(c - '0');
    }
    if (last) return value;
    text.remove_prefix(5);
  }
  return std::nullopt;
}

std::optional<TilePath> parse_loosely(std::string_view text) {
  TilePath path;
  if (!text.starts_with(kPrefix)) return std::nullopt;
  text.remove_prefix(kPrefix.size());
  if (text.starts_with(kEntries)) {
    path.kind = TileKind::entries;
    text.remove_prefix(kEntries.size());
  } else {
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    const std::optional<unsigned> level = parse_small(text.substr(0, slash));
    if (!level || *level > kLevelMax) return std::nullopt;
    path.level = *level;
    text.remove_prefix(slash + 1);
  }
  if (const std::size_t dot = text.find(".p/"); dot != std::string_view::npos) {
    const std::optional<unsigned> width = parse_small(text.substr(dot + 3));
    if (!width || *width == 0 || *width >= kTileWidth) return std::nullopt;
    path.width = *width;
    text = text.substr(0, dot);
  }
  const std::optional<std::uint64_t> index = parse_index(text);
  if (!index) return std::nullopt;
  path.index = *index;
  return path;
}

}  // namespace

std::string format_tile_path(const TilePath& path) {
  CHECK(path.level <= kLevelMax && path.index <= kTileIndexMax);
  CHECK(path.width >= 1 && path.width <= kTileWidth);
  CHECK(path.kind == TileKind::hashes || path.level == 0);
  std::string out(kPrefix);
  if (path.kind == TileKind::entries) {
    out += kEntries;
  } else {
    out += std::to_string(path.level) + "/";
  }
  out += format_index(path.index);
  if (!path.is_full()) out += ".p/" + std::to_string(path.width);
  return out;
}

std::optional<TilePath> parse_tile_path(std::string_view text) {
  const std::optional<TilePath> path = parse_loosely(text);
  if (!path || format_tile_path(*path) != text) return std::nullopt;
  return path;
}

std::uint64_t hash_count_at(unsigned level, std::uint64_t size) {
  return level >= 8 ? 0 : size >> (8 * level);
}

unsigned tile_width(unsigned level, std::uint64_t index, std::uint64_t size) {
  const std::uint64_t count = hash_count_at(level, size);
  if (index < count / kTileWidth) return kTileWidth;
  return index == count / kTileWidth ? static_cast<unsigned>(count % kTileWidth) : 0;
}

unsigned partial_width(unsigned level, std::uint64_t size) {
  return static_cast<unsigned>(hash_count_at(level, size) % kTileWidth);
}

bool is_within(const TilePath& path, std::uint64_t size) {
  return path.width <= tile_width(path.level, path.index, size);
}

}  // namespace liuhen::ledger
