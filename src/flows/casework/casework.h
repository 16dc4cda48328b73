// Cases, acts and devices: what officers, leaders and custodians do to them. Each function is one
// command: checks the permission, validates, decides inside the scribe on the state of that moment,
// and answers with what is then durable.
// Sources: articles 3-2 (stages), 3-3.2 (devices), 1-3/3-9 (times of an act).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/case_queries.h"
#include "catalog/record_queries.h"
#include "flows/caller.h"
#include "model/casework.h"

namespace liuhen::flows {

class House;

struct NewCase {
  std::string number, title, party, procedure;
  std::vector<model::AccountId> handler_ids;  // besides the caller
};
model::Answer<model::Case> open_case(House& house, const Caller& caller, const NewCase& wanted);

// Stages are entered in any order, with the reason. Where the law engine finds something missing
// (flows/law/gate.h), the move is refused unless `override_gate`, and then that is an entry too.
struct StageMove {
  std::string stage, reason;
  bool override_gate = false;
};
model::Answer<model::Case> move_case(House& house, const Caller& caller, const model::CaseId& id,
                                     const StageMove& wanted);

struct NewAct {
  std::string kind, title, place;
  std::vector<model::AccountId> officer_ids;
  std::optional<base::UtcTime> planned_at, started_at, ended_at;
};
model::Answer<model::Act> open_act(House& house, const Caller& caller, const model::CaseId& id,
                                   const NewAct& wanted);

model::Answer<model::Act> time_act(House& house, const Caller& caller, const model::ActId& id,
                                   base::UtcTime started_at, std::optional<base::UtcTime> ended_at);

struct NewDevice {
  std::string kind, number, model, serial;
  std::optional<model::AccountId> holder_id;
};
model::Answer<model::Device> register_device(House& house, const Caller& caller,
                                             const NewDevice& wanted);

// Reading, within what the caller may see.
struct CaseDetail {
  model::Case case_file;
  std::vector<model::Act> acts;
};
model::Answer<CaseDetail> get_case(House& house, const Caller& caller, const model::CaseId& id);
model::Answer<model::Act> get_act(House& house, const Caller& caller, const model::ActId& id);
model::Answer<catalog::CasePage> list_cases(House& house, const Caller& caller,
                                            catalog::CaseFilter filter, bool mine,
                                            const catalog::PageRequest& page);
std::vector<model::Device> list_devices(House& house);

}  // namespace liuhen::flows
