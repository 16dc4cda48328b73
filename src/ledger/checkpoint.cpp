#include "ledger/checkpoint.h"

#include <algorithm>
#include <charconv>

#include "base/check.h"

namespace liuhen::ledger {
namespace {

using base::Digest256;

constexpr std::size_t kSm2FileSizeMax = 4096;

// Decimal without sign or leading zeros.
std::optional<std::uint64_t> parse_size(std::string_view text) {
  std::uint64_t value = 0;
  if (text.empty() || (text.size() > 1 && text[0] == '0')) return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<Digest256> parse_root(std::string_view text) {
  const std::optional<base::Bytes> bytes = base::bytes_of_base64(text);
  if (!bytes || bytes->size() != 32) return std::nullopt;
  Digest256 root{};
  std::copy(bytes->begin(), bytes->end(), root.begin());
  return root;
}

// Takes one line off the front, without its newline; nullopt when there is no newline left.
std::optional<std::string_view> take_until(std::string_view& text, char end) {
  const std::size_t place = text.find(end);
  if (place == std::string_view::npos) return std::nullopt;
  const std::string_view line = text.substr(0, place);
  text.remove_prefix(place + 1);
  return line;
}

std::optional<Sm2Line> parse_sm2_line(std::string_view line) {
  const std::optional<std::string_view> size_text = take_until(line, ' ');
  const std::optional<std::string_view> root_text = take_until(line, ' ');
  if (!size_text || !root_text) return std::nullopt;
  const std::optional<std::uint64_t> size = parse_size(*size_text);
  const std::optional<Digest256> root = parse_root(*root_text);
  const std::optional<base::Bytes> signature = base::bytes_of_base64(line);
  if (!size || !root || !signature || signature->empty()) return std::nullopt;
  return Sm2Line{*size, *root, std::string(line)};
}

}  // namespace

std::string format_checkpoint(const Checkpoint& checkpoint) {
  CHECK(!checkpoint.origin.empty() && checkpoint.origin.find('\n') == std::string::npos);
  return checkpoint.origin + "\n" + std::to_string(checkpoint.size) + "\n" +
         base::base64_of(base::ByteView(checkpoint.root)) + "\n";
}

base::Result<Checkpoint, std::string> parse_checkpoint(std::string_view text) {
  const std::optional<std::string_view> origin = take_until(text, '\n');
  const std::optional<std::string_view> size_text = take_until(text, '\n');
  const std::optional<std::string_view> root_text = take_until(text, '\n');
  if (!origin || !size_text || !root_text || origin->empty()) {
    return std::string("a checkpoint must begin with three lines: origin, size and root");
  }
  const std::optional<std::uint64_t> size = parse_size(*size_text);
  if (!size) return std::string("the second line of the checkpoint is not a size");
  const std::optional<Digest256> root = parse_root(*root_text);
  if (!root) return std::string("the third line of the checkpoint is not a SHA-256 in base64");
  while (!text.empty()) {
    const std::optional<std::string_view> extension = take_until(text, '\n');
    if (!extension || extension->empty()) {
      return std::string("an extension line of the checkpoint is empty or has no end");
    }
  }
  return Checkpoint{std::string(*origin), *size, *root};
}

std::string format_sm2_lines(const std::vector<Sm2Line>& lines) {
  std::string out;
  for (const Sm2Line& line : lines) {
    out += std::to_string(line.size) + " " + base::base64_of(base::ByteView(line.root)) + " " +
           line.signature_base64 + "\n";
  }
  CHECK(parse_sm2_lines(out).ok());
  return out;
}

base::Result<std::vector<Sm2Line>, std::string> parse_sm2_lines(std::string_view text) {
  if (text.size() > kSm2FileSizeMax) return std::string("the SM2 signature file is over 4 KiB");
  std::vector<Sm2Line> lines;
  while (!text.empty()) {
    const std::optional<std::string_view> line_text = take_until(text, '\n');
    const std::optional<Sm2Line> line = line_text ? parse_sm2_line(*line_text) : std::nullopt;
    if (!line) return std::string("a line of the SM2 signature file is malformed");
    if (!lines.empty() && lines.back().size >= line->size) {
      return std::string("the sizes in the SM2 signature file do not rise");
    }
    lines.push_back(*line);
  }
  if (lines.empty() || lines.size() > 2) {
    return std::string("the SM2 signature file must have one or two lines");
  }
  return lines;
}

std::optional<Sm2Line> find_sm2_line(const std::vector<Sm2Line>& lines,
                                     const Checkpoint& checkpoint) {
  for (const Sm2Line& line : lines) {
    if (line.size == checkpoint.size && line.root == checkpoint.root) return line;
  }
  return std::nullopt;
}

}  // namespace liuhen::ledger
