// Checks the answer of the probe process, which has read hostile bytes and may be in their hands:
// known shape, known words, bounded texts and lists, integers only. What passes can stand in a
// ledger entry. The shape is described in docs/formats/probe.md. Any thread.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace liuhen::probe {

struct BadAnswer {
  std::string why;  // a sentence saying which member is wrong
};

// The facts as canonical JSON (RFC 8785) of at most kFactsBytesMax bytes.
base::Result<std::string, BadAnswer> canonical_facts(std::string_view answer);

}  // namespace liuhen::probe
