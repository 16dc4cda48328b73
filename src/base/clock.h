// Time as the house uses it: UTC milliseconds since 1970, written as RFC 3339 with milliseconds and
// 'Z'. Nobody but SystemClock reads the machine's clock (house check), so that tests own time.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace liuhen::base {

struct UtcTime {
  std::int64_t ms = 0;  // since 1970-01-01T00:00:00Z, leap seconds not counted

  auto operator<=>(const UtcTime&) const = default;
  UtcTime plus_ms(std::int64_t more_ms) const { return {ms + more_ms}; }
};

std::string rfc3339_of(UtcTime time);  // "2026-03-05T01:10:00.000Z"
// Accepts any RFC 3339 time with a zone that lies in the years 0000 to 9999 of UTC; nullopt for
// anything else.
std::optional<UtcTime> time_of_rfc3339(std::string_view text);

class Clock {
 public:
  virtual ~Clock() = default;
  virtual UtcTime now() const = 0;
};

class SystemClock final : public Clock {
 public:
  UtcTime now() const override;
};

// For tests: stands still until told.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(UtcTime start) : now_(start) {}
  UtcTime now() const override { return now_; }
  void advance_ms(std::int64_t ms) { now_ = now_.plus_ms(ms); }

 private:
  UtcTime now_;
};

// For rates and limits; never for facts. Not affected by the wall clock being set.
std::int64_t monotonic_ms();

}  // namespace liuhen::base
