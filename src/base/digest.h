// SHA-256 (FIPS 180-4, OpenSSL) and SM3 (GB/T 32905-2016, libgcrypt: 30 % faster than OpenSSL's).
// A hasher belongs to one thread. finish() may be called once.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include "base/text.h"

namespace liuhen::base {

using Digest256 = std::array<std::uint8_t, 32>;

enum class DigestAlgorithm { sha256, sm3, sha512, sha1, md5, blake2b512 };

class Hasher {
 public:
  explicit Hasher(DigestAlgorithm algorithm);
  Hasher(Hasher&&) noexcept;
  Hasher& operator=(Hasher&&) noexcept;
  ~Hasher();

  void update(ByteView bytes);
  void update(std::string_view text) { update(as_bytes(text)); }
  Bytes finish();
  Digest256 finish256();  // CHECKs that the algorithm gives 32 bytes

 private:
  struct State;
  std::unique_ptr<State> state_;
};

Digest256 sha256_of(ByteView bytes);
Digest256 sm3_of(ByteView bytes);
inline Digest256 sha256_of(std::string_view text) { return sha256_of(as_bytes(text)); }
inline Digest256 sm3_of(std::string_view text) { return sm3_of(as_bytes(text)); }

inline std::string hex_of(const Digest256& digest) { return hex_of(ByteView(digest)); }
std::optional<Digest256> digest_of_hex(std::string_view hex);

}  // namespace liuhen::base
