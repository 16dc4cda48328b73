// Cases and acts as plain values. Words: 案件 case, 环节 stage, 执法活动 act, 当事人 party.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "model/ids.h"

namespace liuhen::model {

// Article 3-2: filing, investigation, review and decision, service and execution. Before them the
// clue, after them the closed case.
bool is_stage(std::string_view text);        // clue filing investigation review service closed
int place_of_stage(std::string_view stage);  // 0 for the clue; -1 for what is none
bool is_procedure(std::string_view text);    // ordinary simple hearing
bool is_act_kind(std::string_view text);     // on_site_inspection inquiry sampling …
bool is_device_kind(std::string_view text);
bool is_record_kind(std::string_view text);  // recording document data_set

struct Case {
  CaseId id;
  std::string number;
  std::string title;
  std::string party;
  std::string procedure;
  std::string stage;
  UnitId unit_id;
  std::vector<AccountId> handler_ids;
  base::UtcTime opened_at;
  std::int64_t act_count = 0;
  std::int64_t record_count = 0;
};

struct Act {
  ActId id;
  CaseId case_id;
  std::string kind;
  std::string title;
  std::string place;
  std::vector<AccountId> officer_ids;
  std::optional<base::UtcTime> planned_at;
  std::optional<base::UtcTime> started_at;
  std::optional<base::UtcTime> ended_at;
  base::UtcTime opened_at;
  std::int64_t record_count = 0;
};

// The five device kinds of article 3-3.2: camera, sound_recorder, camcorder, body_camera,
// surveillance.
struct Device {
  DeviceId id;
  std::string kind;
  std::string number;
  std::string model;
  std::string serial;
  std::optional<AccountId> holder_id;
};

}  // namespace liuhen::model
