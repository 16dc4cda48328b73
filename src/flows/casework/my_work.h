// What waits for a person: tasks by due date, the cases he handles (whatever his role: those who
// see all cases find them in the list of cases), the newest records he may see. The tasks here are
// the first few checks; findings of the law engine take their place.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "flows/caller.h"
#include "model/casework.h"
#include "model/record.h"

namespace liuhen::flows {

class House;

struct Task {
  std::string kind;  // act_without_recording, act_without_times, record_failed_probe
  std::string title_zh, title_en;
  std::optional<model::CaseId> case_id;
  std::optional<model::ActId> act_id;
  std::optional<model::RecordId> record_id;
  std::optional<base::UtcTime> due_at;
  std::string article;
};

struct MyWork {
  std::vector<Task> tasks;
  std::vector<model::Case> cases;
  std::vector<model::Record> records;
};

// Nothing at all for those who see no case (administrators): no work of this kind waits for them.
MyWork get_my_work(House& house, const Caller& caller);

}  // namespace liuhen::flows
