// The two signature schemes of a checkpoint. Ed25519 (RFC 8032) makes the signed note that the
// transparency-log world reads; SM2 (GB/T 32918.2 with an SM3 digest) is the national one.
// Verifying never throws: bytes that are no signature or key simply do not verify. Any thread.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/text.h"

namespace liuhen::ledger {

using Ed25519Seed = std::array<std::uint8_t, 32>;
using Ed25519PublicKey = std::array<std::uint8_t, 32>;

Ed25519PublicKey ed25519_public_key_of(const Ed25519Seed& seed);
base::Bytes ed25519_sign(const Ed25519Seed& seed, std::string_view message);  // 64 bytes
[[nodiscard]] bool ed25519_verify(const Ed25519PublicKey& key, std::string_view message,
                                  base::ByteView signature);

// An SM2 private key. Copies share the key, which never changes.
class Sm2PrivateKey {
 public:
  static Sm2PrivateKey generate();
  // PKCS#8 PEM without a passphrase; nullopt when it is not an SM2 private key.
  static std::optional<Sm2PrivateKey> parse_pem(std::string_view pem);

  std::string pem() const;         // PKCS#8
  std::string public_pem() const;  // SubjectPublicKeyInfo
  // DER SEQUENCE of r and s, over SM3(Z ‖ message) with the default user id 1234567812345678
  // (GM/T 0009-2012 §10). Differs each time: SM2 signatures are randomized.
  base::Bytes sign(std::string_view message) const;

 private:
  struct Key;
  explicit Sm2PrivateKey(std::shared_ptr<const Key> key) : key_(std::move(key)) {}
  std::shared_ptr<const Key> key_;
};

[[nodiscard]] bool is_sm2_public_pem(std::string_view pem);
[[nodiscard]] bool sm2_verify(std::string_view public_pem, std::string_view message,
                              base::ByteView signature);

}  // namespace liuhen::ledger
