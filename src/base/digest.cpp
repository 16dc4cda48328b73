#include "base/digest.h"

#include <gcrypt.h>
#include <openssl/evp.h>

#include <algorithm>

#include "base/check.h"

namespace liuhen::base {
namespace {

const EVP_MD* openssl_algorithm(DigestAlgorithm algorithm) {
  switch (algorithm) {
    case DigestAlgorithm::sha256:
      return EVP_sha256();
    case DigestAlgorithm::sha512:
      return EVP_sha512();
    case DigestAlgorithm::sha1:
      return EVP_sha1();
    case DigestAlgorithm::md5:
      return EVP_md5();
    case DigestAlgorithm::blake2b512:
      return EVP_blake2b512();
    case DigestAlgorithm::sm3:
      return nullptr;
  }
  return nullptr;
}

void start_gcrypt() {
  static const bool started = [] {
    CHECK(gcry_check_version("1.10.0") != nullptr);
    gcry_control(GCRYCTL_DISABLE_SECMEM, 0);
    gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
    return true;
  }();
  static_cast<void>(started);
}

Digest256 digest256_of(DigestAlgorithm algorithm, ByteView bytes) {
  Hasher hasher(algorithm);
  hasher.update(bytes);
  return hasher.finish256();
}

}  // namespace

struct Hasher::State {
  EVP_MD_CTX* openssl = nullptr;
  gcry_md_hd_t gcrypt = nullptr;

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    EVP_MD_CTX_free(openssl);
    if (gcrypt != nullptr) gcry_md_close(gcrypt);
  }
};

Hasher::Hasher(DigestAlgorithm algorithm) : state_(std::make_unique<State>()) {
  if (algorithm == DigestAlgorithm::sm3) {
    start_gcrypt();
    CHECK(gcry_md_open(&state_->gcrypt, GCRY_MD_SM3, 0) == 0);
    return;
  }
  state_->openssl = EVP_MD_CTX_new();
  CHECK(state_->openssl != nullptr);
  CHECK(EVP_DigestInit_ex(state_->openssl, openssl_algorithm(algorithm), nullptr) == 1);
}

Hasher::Hasher(Hasher&&) noexcept = default;
Hasher& Hasher::operator=(Hasher&&) noexcept = default;
Hasher::~Hasher() = default;

void Hasher::update(ByteView bytes) {
  if (bytes.empty()) return;
  if (state_->gcrypt != nullptr) {
    gcry_md_write(state_->gcrypt, bytes.data(), bytes.size());
  } else {
    CHECK(EVP_DigestUpdate(state_->openssl, bytes.data(), bytes.size()) == 1);
  }
}

Bytes Hasher::finish() {
  if (state_->gcrypt != nullptr) {
    const unsigned char* read = gcry_md_read(state_->gcrypt, GCRY_MD_SM3);
    return {read, read + gcry_md_get_algo_dlen(GCRY_MD_SM3)};
  }
  Bytes out(EVP_MAX_MD_SIZE);
  unsigned length = 0;
  CHECK(EVP_DigestFinal_ex(state_->openssl, out.data(), &length) == 1);
  out.resize(length);
  return out;
}

Digest256 Hasher::finish256() {
  const Bytes bytes = finish();
  Digest256 out{};
  CHECK(bytes.size() == out.size());
  std::copy(bytes.begin(), bytes.end(), out.begin());
  return out;
}

Digest256 sha256_of(ByteView bytes) { return digest256_of(DigestAlgorithm::sha256, bytes); }
Digest256 sm3_of(ByteView bytes) { return digest256_of(DigestAlgorithm::sm3, bytes); }

std::optional<Digest256> digest_of_hex(std::string_view hex) {
  const std::optional<Bytes> bytes = bytes_of_hex(hex);
  if (!bytes || bytes->size() != 32) return std::nullopt;
  Digest256 out{};
  std::copy(bytes->begin(), bytes->end(), out.begin());
  return out;
}

}  // namespace liuhen::base
