#include "runtime/rate_limiter.h"

#include <algorithm>
#include <cmath>

namespace liuhen::runtime {

double RateLimiter::tokens_at(const Bucket& bucket, std::int64_t now_ms) const {
  const double grown = static_cast<double>(std::max<std::int64_t>(0, now_ms - bucket.at_ms)) /
                       1000.0 * limit_.per_second;
  return std::min(limit_.burst, bucket.tokens + grown);
}

void RateLimiter::forget_full(Buckets& buckets, std::int64_t now_ms) const {
  std::erase_if(buckets,
                [&](const auto& entry) { return tokens_at(entry.second, now_ms) >= limit_.burst; });
}

bool RateLimiter::allow(const std::string& key, std::int64_t now_ms) {
  return buckets_.with([&](Buckets& buckets) {
    auto found = buckets.find(key);
    if (found == buckets.end()) {
      if (buckets.size() >= limit_.keys_max) forget_full(buckets, now_ms);
      if (buckets.size() >= limit_.keys_max) return false;
      found = buckets.emplace(key, Bucket{limit_.burst, now_ms}).first;
    }
    Bucket& bucket = found->second;
    bucket = {tokens_at(bucket, now_ms), now_ms};
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  });
}

void RateLimiter::give_back(const std::string& key, std::int64_t now_ms) {
  buckets_.with([&](Buckets& buckets) {
    const auto found = buckets.find(key);
    if (found == buckets.end()) return;
    found->second = {std::min(limit_.burst, tokens_at(found->second, now_ms) + 1), now_ms};
  });
}

int RateLimiter::retry_after_s() const {
  return std::max(1, static_cast<int>(std::ceil(1.0 / limit_.per_second)));
}

}  // namespace liuhen::runtime
