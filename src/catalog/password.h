// Passwords as Argon2id PHC strings ("$argon2id$v=19$m=19456,t=2,p=1$salt$hash", RFC 9106), by
// libargon2. Any thread; at most four computations at once, so that memory stays bounded.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace liuhen::catalog {

// No less than the defaults (OWASP's minimum for Argon2id); more is allowed.
struct PasswordCost {
  std::uint32_t memory_kib = 19 * 1024;
  std::uint32_t iterations = 2;
  std::uint32_t lanes = 1;
};

inline constexpr std::size_t kPasswordBytesMax = 1024;

// Fault when the cost is below the floor or memory is short. The password is at most
// kPasswordBytesMax bytes (CHECKed).
std::string phc_of_password(std::string_view password, const PasswordCost& cost);
// False for a wrong password and for a string that is not PHC; the comparison takes the same time
// for every wrong password.
bool verify_password(std::string_view password, const std::string& phc);
// True when `phc` was made with another cost.
bool is_of_other_cost(std::string_view phc, const PasswordCost& cost);

}  // namespace liuhen::catalog
