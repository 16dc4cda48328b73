// What lists and players need to know of the probe's facts (docs/formats/probe.md). The facts were
// checked before they became an entry; whatever is missing or odd here simply stays unknown, so
// that no entry can stop a rebuild.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace liuhen::catalog {

struct ProbeFacts {
  std::string media_kind = "unknown";  // video audio image pdf text other unknown
  std::optional<std::int64_t> duration_ms;
  // From the first creation time whose zone is certain; the end is the start plus the duration.
  std::optional<base::UtcTime> recorded_from;
  std::optional<base::UtcTime> recorded_to;
  bool playable_in_browser = false;
};

ProbeFacts probe_facts_of(std::string_view facts_json);

}  // namespace liuhen::catalog
