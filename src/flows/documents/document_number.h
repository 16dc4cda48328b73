// 文号: the next serial of a form's series in a year. A number is given once: those of final
// documents count, and those of documents on their way. Two forms with one pattern share a series.
#pragma once

#include <string>

#include "base/civil_day.h"
#include "catalog/connection.h"
#include "forms/form.h"

namespace liuhen::flows {

class House;

// Empty: the form has no number.
std::string next_number(House& house, catalog::Connection& connection, const forms::Form& form,
                        base::CivilDay today);

}  // namespace liuhen::flows
