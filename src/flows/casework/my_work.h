// What a person works on: the cases he handles (whatever his role: those who see all cases find
// them in the list of cases) and the newest records he may see. What waits for him by due date are
// findings (flows/law/findings.h).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "flows/caller.h"
#include "model/casework.h"
#include "model/record.h"

namespace liuhen::flows {

class House;

struct MyWork {
  std::vector<model::Case> cases;
  std::vector<model::Record> records;
};

// Nothing at all for those who see no case (administrators): no work of this kind waits for them.
MyWork get_my_work(House& house, const Caller& caller);

}  // namespace liuhen::flows
