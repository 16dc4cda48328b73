// Site: what handlers work with. Made once by the server; outlives every request.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "flows/admin/demo_bureau.h"
#include "flows/house.h"
#include "http/event_hub.h"
#include "http/metrics.h"
#include "http/tus.h"
#include "runtime/rate_limiter.h"

namespace liuhen::http {

// Attempts of one peer address. A sign-in that succeeds does not count: a whole bureau may sit
// behind one address.
inline runtime::RateLimit sign_ins_a_minute(double count) {
  return {.per_second = count / 60, .burst = std::max(1.0, count / 2), .keys_max = 10'000};
}

struct SiteOptions {
  std::string version;
  // Shown on the sign-in page of a demonstration bureau, and nowhere else.
  std::vector<flows::DemoAccount> demo_accounts;
  bool secure_cookies = false;        // with TLS
  bool metrics_for_everyone = false;  // else for this machine only
  runtime::RateLimit sign_ins = sign_ins_a_minute(60);
};

struct Site {
  Site(flows::House& the_house, SiteOptions the_options)
      : options(std::move(the_options)), house(the_house), sign_ins(options.sign_ins) {}

  const SiteOptions options;
  flows::House& house;
  Tus tus{house.desk(), {}};
  EventHub events;
  Metrics metrics;
  runtime::RateLimiter sign_ins;
};

}  // namespace liuhen::http
