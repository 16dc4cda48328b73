// One field, or one cell of a table, against what was written. Pure; any thread.
#pragma once

#include <boost/json/fwd.hpp>

#include "forms/faults.h"
#include "forms/form.h"

namespace liuhen::forms {

// Null: not there.
void check_field(const Field& field, const boost::json::value* value, base::CivilDay today,
                 Faults& faults);

}  // namespace liuhen::forms
