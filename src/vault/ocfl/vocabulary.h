// The digest algorithms an inventory may name (OCFL 1.1 §3.4 and extension 0009), and the
// registered extensions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/digest.h"

namespace liuhen::vault::ocfl {

struct Algorithm {
  std::string_view name;
  std::optional<base::DigestAlgorithm> computed_by;  // nullopt: known, but not computed here
  std::size_t hex_digits;                            // 0: not hex ("size")
  std::string_view code_when_malformed;
};

const Algorithm* find_algorithm(std::string_view name);
// Full-length hex of any case, or a decimal number without padding for "size".
bool is_digest_of(const Algorithm& algorithm, std::string_view text);

bool is_registered_extension(std::string_view name);
std::string lower_case(std::string_view text);  // ASCII

}  // namespace liuhen::vault::ocfl
