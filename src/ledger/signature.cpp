#include "ledger/signature.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <algorithm>

#include "base/check.h"

namespace liuhen::ledger {
namespace {

constexpr std::string_view kSm2UserId = "1234567812345678";
constexpr std::size_t kEd25519SignatureSize = 64;
constexpr std::size_t kPemSizeMax = 16 * 1024;

template <auto Free>
struct Deleter {
  template <class T>
  void operator()(T* pointer) const {
    Free(pointer);
  }
};
using KeyPointer = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Deleter<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Deleter<EVP_MD_CTX_free>>;
using Bio = std::unique_ptr<BIO, Deleter<BIO_free_all>>;

const unsigned char* bytes_at(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

KeyPointer ed25519_key_of(const Ed25519Seed& seed) {
  KeyPointer key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size()));
  CHECK(key != nullptr);
  return key;
}

Bio bio_of(std::string_view text) {
  Bio bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  CHECK(bio != nullptr);
  return bio;
}

std::string text_of(BIO* bio) {
  char* start = nullptr;
  const long length = BIO_get_mem_data(bio, &start);
  return {start, static_cast<std::size_t>(length)};
}

// Without this, OpenSSL would ask for a passphrase on the terminal.
int no_passphrase(char*, int, int, void*) { return -1; }

KeyPointer sm2_public_key_of(std::string_view pem) {
  if (pem.size() > kPemSizeMax) return nullptr;
  KeyPointer key(PEM_read_bio_PUBKEY(bio_of(pem).get(), nullptr, no_passphrase, nullptr));
  ERR_clear_error();
  if (key != nullptr && EVP_PKEY_is_a(key.get(), "SM2") != 1) return nullptr;
  return key;
}

struct Sm2Operation {
  DigestContext digest{EVP_MD_CTX_new()};
  KeyContext context;

  // The user id must be set before the first byte is hashed.
  explicit Sm2Operation(EVP_PKEY* key)
      : context(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr)) {
    CHECK(digest != nullptr && context != nullptr);
    CHECK(EVP_PKEY_CTX_set1_id(context.get(), kSm2UserId.data(), kSm2UserId.size()) == 1);
    EVP_MD_CTX_set_pkey_ctx(digest.get(), context.get());
  }
};

}  // namespace

Ed25519PublicKey ed25519_public_key_of(const Ed25519Seed& seed) {
  Ed25519PublicKey out{};
  std::size_t length = out.size();
  CHECK(EVP_PKEY_get_raw_public_key(ed25519_key_of(seed).get(), out.data(), &length) == 1);
  return out;
}

base::Bytes ed25519_sign(const Ed25519Seed& seed, std::string_view message) {
  const KeyPointer key = ed25519_key_of(seed);
  const DigestContext digest(EVP_MD_CTX_new());
  base::Bytes out(kEd25519SignatureSize);
  std::size_t length = out.size();
  CHECK(EVP_DigestSignInit(digest.get(), nullptr, nullptr, nullptr, key.get()) == 1);
  CHECK(EVP_DigestSign(digest.get(), out.data(), &length, bytes_at(message), message.size()) == 1);
  CHECK(length == out.size());
  return out;
}

bool ed25519_verify(const Ed25519PublicKey& key, std::string_view message,
                    base::ByteView signature) {
  if (signature.size() != kEd25519SignatureSize) return false;
  const KeyPointer public_key(
      EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.data(), key.size()));
  const DigestContext digest(EVP_MD_CTX_new());
  const bool good =
      public_key != nullptr &&
      EVP_DigestVerifyInit(digest.get(), nullptr, nullptr, nullptr, public_key.get()) == 1 &&
      EVP_DigestVerify(digest.get(), signature.data(), signature.size(), bytes_at(message),
                       message.size()) == 1;
  ERR_clear_error();
  return good;
}

struct Sm2PrivateKey::Key {
  KeyPointer key;
};

Sm2PrivateKey Sm2PrivateKey::generate() {
  KeyPointer key(EVP_PKEY_Q_keygen(nullptr, nullptr, "SM2"));
  CHECK(key != nullptr);
  return Sm2PrivateKey(std::make_shared<const Key>(Key{std::move(key)}));
}

std::optional<Sm2PrivateKey> Sm2PrivateKey::parse_pem(std::string_view pem) {
  if (pem.size() > kPemSizeMax) return std::nullopt;
  KeyPointer key(PEM_read_bio_PrivateKey(bio_of(pem).get(), nullptr, no_passphrase, nullptr));
  ERR_clear_error();
  if (key == nullptr || EVP_PKEY_is_a(key.get(), "SM2") != 1) return std::nullopt;
  return Sm2PrivateKey(std::make_shared<const Key>(Key{std::move(key)}));
}

std::string Sm2PrivateKey::pem() const {
  const Bio bio(BIO_new(BIO_s_mem()));
  CHECK(PEM_write_bio_PKCS8PrivateKey(bio.get(), key_->key.get(), nullptr, nullptr, 0, nullptr,
                                      nullptr) == 1);
  return text_of(bio.get());
}

std::string Sm2PrivateKey::public_pem() const {
  const Bio bio(BIO_new(BIO_s_mem()));
  CHECK(PEM_write_bio_PUBKEY(bio.get(), key_->key.get()) == 1);
  return text_of(bio.get());
}

base::Bytes Sm2PrivateKey::sign(std::string_view message) const {
  const Sm2Operation operation(key_->key.get());
  EVP_MD_CTX* digest = operation.digest.get();
  CHECK(EVP_DigestSignInit(digest, nullptr, EVP_sm3(), nullptr, key_->key.get()) == 1);
  std::size_t length = 0;
  CHECK(EVP_DigestSign(digest, nullptr, &length, bytes_at(message), message.size()) == 1);
  base::Bytes out(length);
  CHECK(EVP_DigestSign(digest, out.data(), &length, bytes_at(message), message.size()) == 1);
  out.resize(length);
  return out;
}

bool is_sm2_public_pem(std::string_view pem) { return sm2_public_key_of(pem) != nullptr; }

bool sm2_verify(std::string_view public_pem, std::string_view message, base::ByteView signature) {
  const KeyPointer key = sm2_public_key_of(public_pem);
  if (key == nullptr) return false;
  const Sm2Operation operation(key.get());
  EVP_MD_CTX* digest = operation.digest.get();
  const bool good = EVP_DigestVerifyInit(digest, nullptr, EVP_sm3(), nullptr, key.get()) == 1 &&
                    EVP_DigestVerify(digest, signature.data(), signature.size(), bytes_at(message),
                                     message.size()) == 1;
  ERR_clear_error();
  return good;
}

}  // namespace liuhen::ledger
