// Whether somebody may hear of a subject ("record:<id>", "case:<id>", "act:<id>" …): for event
// streams. Auditors may hear of every entry; others of what they may see; unknown subjects nobody.
#pragma once

#include <string_view>

#include "flows/caller.h"

namespace liuhen::flows {

class House;

bool may_hear_of(House& house, const Caller& caller, std::string_view subject);

}  // namespace liuhen::flows
