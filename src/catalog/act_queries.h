// Questions about acts. Any connection.
#pragma once

#include <optional>
#include <vector>

#include "catalog/connection.h"
#include "model/casework.h"

namespace liuhen::catalog {

std::optional<model::Act> find_act(Connection& connection, const model::ActId& id);
// In the order they were opened; at most 1000.
std::vector<model::Act> acts_of_case(Connection& connection, const model::CaseId& case_id);

}  // namespace liuhen::catalog
