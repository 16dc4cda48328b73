#include "catalog/password.h"

#include <argon2.h>

#include <semaphore>

#include "base/check.h"
#include "base/fault.h"
#include "base/random.h"

namespace liuhen::catalog {
namespace {

constexpr std::size_t kSaltBytes = 16;
constexpr std::size_t kHashBytes = 32;

std::counting_semaphore<4>& computations() {
  static std::counting_semaphore<4> semaphore(4);
  return semaphore;
}

class Turn {
 public:
  Turn() { computations().acquire(); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() { computations().release(); }
};

}  // namespace

std::string phc_of_password(std::string_view password, const PasswordCost& cost) {
  CHECK(password.size() <= kPasswordBytesMax);
  constexpr PasswordCost kFloor;
  if (cost.memory_kib < kFloor.memory_kib || cost.iterations < kFloor.iterations ||
      cost.lanes < kFloor.lanes) {
    throw base::Fault("The cost of passwords is set below 19 MiB, 2 iterations and 1 lane.");
  }
  const base::Bytes salt = base::random_bytes(kSaltBytes);
  std::string phc(argon2_encodedlen(cost.iterations, cost.memory_kib, cost.lanes, kSaltBytes,
                                    kHashBytes, Argon2_id),
                  '\0');
  const Turn turn;
  const int error = argon2id_hash_encoded(cost.iterations, cost.memory_kib, cost.lanes,
                                          password.data(), password.size(), salt.data(),
                                          salt.size(), kHashBytes, phc.data(), phc.size());
  if (error != ARGON2_OK) {
    throw base::Fault(std::string("A password cannot be kept: ") + argon2_error_message(error));
  }
  phc.resize(phc.find('\0'));
  return phc;
}

bool verify_password(std::string_view password, const std::string& phc) {
  CHECK(password.size() <= kPasswordBytesMax);
  const Turn turn;
  const int error = argon2id_verify(phc.c_str(), password.data(), password.size());
  if (error == ARGON2_MEMORY_ALLOCATION_ERROR) {
    throw base::Fault("A password cannot be checked: memory is short.");
  }
  return error == ARGON2_OK;
}

bool is_of_other_cost(std::string_view phc, const PasswordCost& cost) {
  const std::string wanted = "$argon2id$v=19$m=" + std::to_string(cost.memory_kib) +
                             ",t=" + std::to_string(cost.iterations) +
                             ",p=" + std::to_string(cost.lanes) + "$";
  return !phc.starts_with(wanted);
}

}  // namespace liuhen::catalog
