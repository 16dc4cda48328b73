#include "base/checksum.h"

#include <xxhash.h>

#include <algorithm>
#include <new>

#include "base/check.h"

namespace liuhen::base {
namespace {

Checksum128 bytes_of(XXH128_hash_t hash) {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, hash);
  Checksum128 out;
  std::copy(std::begin(canonical.digest), std::end(canonical.digest), out.begin());
  return out;
}

}  // namespace

struct Checksummer::State {
  State() {
    if (hash == nullptr) throw std::bad_alloc();
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { XXH3_freeState(hash); }
  XXH3_state_t* hash = XXH3_createState();
};

Checksummer::Checksummer() : state_(std::make_unique<State>()) { restart(); }
Checksummer::~Checksummer() = default;
Checksummer::Checksummer(Checksummer&&) noexcept = default;
Checksummer& Checksummer::operator=(Checksummer&&) noexcept = default;

void Checksummer::update(ByteView bytes) {
  CHECK(XXH3_128bits_update(state_->hash, bytes.data(), bytes.size()) == XXH_OK);
}

Checksum128 Checksummer::value() const { return bytes_of(XXH3_128bits_digest(state_->hash)); }

void Checksummer::restart() { CHECK(XXH3_128bits_reset(state_->hash) == XXH_OK); }

Checksum128 checksum_of(ByteView bytes) {
  return bytes_of(XXH3_128bits(bytes.data(), bytes.size()));
}

}  // namespace liuhen::base
