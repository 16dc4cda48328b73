// RateLimiter: a token bucket per key (a peer's address, a sign-in name). Keys are bounded: when
// the table is full, buckets that have filled up again are forgotten; if none has, the newcomer is
// refused, so that a flood of keys costs neither memory nor lets anybody through. Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>

#include "base/guarded.h"

namespace liuhen::runtime {

struct RateLimit {
  double per_second = 1;
  double burst = 10;
  std::size_t keys_max = 10'000;
};

class RateLimiter {
 public:
  explicit RateLimiter(const RateLimit& limit) : limit_(limit) {}

  // Takes one token if there is one. `now_ms` from base::monotonic_ms().
  [[nodiscard]] bool allow(const std::string& key, std::int64_t now_ms);
  // Gives back what allow() took: for what turned out to be none of those to be limited.
  void give_back(const std::string& key, std::int64_t now_ms);
  // How long until one token is there again, in whole seconds, at least 1.
  int retry_after_s() const;

 private:
  struct Bucket {
    double tokens;
    std::int64_t at_ms;
  };
  using Buckets = std::unordered_map<std::string, Bucket>;

  double tokens_at(const Bucket& bucket, std::int64_t now_ms) const;
  void forget_full(Buckets& buckets, std::int64_t now_ms) const;

  const RateLimit limit_;
  base::Guarded<Buckets> buckets_;
};

}  // namespace liuhen::runtime
