// Whether somebody may hear of a subject ("record:<id>", "case:<id>", "act:<id>" …): for event
// streams. Auditors may hear of every entry; others of what they may see; unknown subjects nobody.
#pragma once

#include <string_view>

#include "catalog/connection.h"
#include "flows/caller.h"
#include "model/ids.h"

namespace liuhen::flows {

class House;

// The case exists and the caller may see it: others look as if they were not there.
bool may_see_case(catalog::Connection& connection, const Caller& caller, const model::CaseId& id);

bool may_hear_of(House& house, const Caller& caller, std::string_view subject);

}  // namespace liuhen::flows
