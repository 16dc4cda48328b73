#include "vault/ocfl/problem.h"

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "base/text.h"
#include "vault/ocfl/codes.h"

namespace liuhen::vault::ocfl {
namespace {

constexpr std::size_t kProblemsMax = 5000;
constexpr std::size_t kQuotedBytesMax = 120;

std::string joined(const std::string& place, std::string_view path) {
  if (path.empty() || path == ".") return place.empty() ? "." : place;
  return place.empty() ? std::string(path) : place + "/" + std::string(path);
}

}  // namespace

bool has_error(const std::vector<Problem>& problems) {
  return std::any_of(problems.begin(), problems.end(),
                     [](const Problem& problem) { return problem.is_error(); });
}

void Problems::add(std::string_view code, std::string_view path, std::string sentence) {
  CHECK(find_rule(code).has_value());
  if (code.front() != 'W') ++error_count_;
  if (problems_.size() >= kProblemsMax) {
    ++unlisted_count_;
    return;
  }
  problems_.push_back({std::string(code), printable(joined(place_, path)), std::move(sentence)});
}

std::vector<Problem> Problems::take() {
  if (unlisted_count_ > 0) {
    problems_.push_back({"X002", printable(joined(place_, ".")),
                         std::to_string(unlisted_count_) + " more problems are not listed."});
    unlisted_count_ = 0;
  }
  return std::exchange(problems_, {});
}

std::string printable(std::string_view untrusted) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  const bool utf8 = base::is_utf8(untrusted);
  std::string out;
  for (const char c : untrusted) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F || (byte >= 0x80 && !utf8)) {
      out += {'%', kHex[byte >> 4U], kHex[byte & 15U]};
    } else {
      out.push_back(c);
    }
  }
  return out;
}

std::string in_quotes(std::string_view untrusted) {
  std::string text = printable(untrusted);
  if (text.size() > kQuotedBytesMax) {
    std::size_t cut = kQuotedBytesMax;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) --cut;
    text = text.substr(0, cut) + "…";
  }
  return "\"" + text + "\"";
}

}  // namespace liuhen::vault::ocfl
