#include "vault/ocfl/vocabulary.h"

#include <algorithm>

namespace liuhen::vault::ocfl {
namespace {

using base::DigestAlgorithm;

// The last four may stand in a fixity block; a validator that lacks them ignores them (E028).
constexpr Algorithm kAlgorithms[] = {
    {"md5", DigestAlgorithm::md5, 32, "E057"},
    {"sha1", DigestAlgorithm::sha1, 40, "E029"},
    {"sha256", DigestAlgorithm::sha256, 64, "E030"},
    {"sha512", DigestAlgorithm::sha512, 128, "E031"},
    {"blake2b-512", DigestAlgorithm::blake2b512, 128, "E032"},
    {"size", std::nullopt, 0, "E057"},
    {"blake2b-160", std::nullopt, 40, "E057"},
    {"blake2b-256", std::nullopt, 64, "E057"},
    {"blake2b-384", std::nullopt, 96, "E057"},
    {"sha512/256", std::nullopt, 64, "E057"},
};

// As registered with OCFL/extensions in 2026.
constexpr std::string_view kExtensions[] = {
    "0000-example-extension",
    "0001-digest-algorithms",
    "0002-flat-direct-storage-layout",
    "0003-hash-and-id-n-tuple-storage-layout",
    "0004-hashed-n-tuple-storage-layout",
    "0005-mutable-head",
    "0006-flat-omit-prefix-storage-layout",
    "0007-n-tuple-omit-prefix-storage-layout",
    "0008-schema-registry",
    "0009-digest-algorithms",
    "0010-differential-n-tuple-omit-prefix-storage-layout",
    "0011-direct-clean-path-layout",
    "0012-hash-and-no-prefix-id-n-tuple-storage-layout",
    "initial",
};

bool is_hex_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

}  // namespace

const Algorithm* find_algorithm(std::string_view name) {
  const auto* found = std::find_if(std::begin(kAlgorithms), std::end(kAlgorithms),
                                   [&](const Algorithm& known) { return known.name == name; });
  return found == std::end(kAlgorithms) ? nullptr : found;
}

bool is_digest_of(const Algorithm& algorithm, std::string_view text) {
  if (algorithm.hex_digits == 0) {
    const bool digits =
        std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits && !text.empty() && (text.size() == 1 || text.front() != '0');
  }
  return text.size() == algorithm.hex_digits && std::all_of(text.begin(), text.end(), is_hex_digit);
}

bool is_registered_extension(std::string_view name) {
  return std::find(std::begin(kExtensions), std::end(kExtensions), name) != std::end(kExtensions);
}

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return out;
}

}  // namespace liuhen::vault::ocfl
