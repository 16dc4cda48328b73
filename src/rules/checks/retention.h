// Until when something must be kept, and why: for the retention check, for the page that explains
// it, and for the flow that must refuse destruction (article 1-5b). A floor, never an order to
// destroy. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/period.h"
#include "rules/check.h"

namespace liuhen::rules {

struct Retention {
  bool is_permanent = false;
  std::vector<std::string> because;         // the facts that make it permanent
  std::optional<base::UtcTime> kept_until;  // exclusive; absent when permanent or not known yet
};

class RetentionCheck : public Check {
 public:
  virtual Retention retention_of(const Facts& facts, const base::WorkCalendar& calendar) const = 0;
};

}  // namespace liuhen::rules
