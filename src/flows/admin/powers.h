// Powers of the bureau's people: enforcement certificates, training on kinds of devices, the named
// custodian and deputies. Recorded by a leader; never overwritten: the same certificate recorded
// again (kind and number) corrects or ends the earlier one, others stand beside.
// Sources: penalty law art. 42 (certificate), article 1-4 (training), article 3-5a (named person).
#pragma once

#include <string>
#include <vector>

#include "catalog/law_queries.h"
#include "flows/caller.h"

namespace liuhen::flows {

class House;

// Days "2026-03-01", both included.
struct NewCertificate {
  model::AccountId account_id;
  std::string kind;  // words on it: 行政执法证
  std::string number;
  std::string valid_from, valid_to;
};
model::Answer<std::uint64_t> certify(House& house, const Caller& caller,
                                     const NewCertificate& wanted);

struct NewTraining {
  model::AccountId account_id;
  std::string device_kind;
  std::string valid_from, valid_to;
};
model::Answer<std::uint64_t> train(House& house, const Caller& caller, const NewTraining& wanted);

// `duty`: custodian (one at a time: naming another ends the first, as a handover) or
// deputy_custodian. The account must have the role custodian.
struct NewDuty {
  std::string duty;
  model::AccountId account_id;
  bool held = true;
  std::string note;  // what was handed over
};
model::Answer<std::uint64_t> assign_duty(House& house, const Caller& caller, const NewDuty& wanted);

struct PowersOf {
  model::AccountId account_id;
  std::vector<catalog::Certificate> certificates, trainings;
};
struct Powers {
  std::vector<PowersOf> accounts;  // those who have any
  std::vector<catalog::Duty> duties;
};
// Everybody who sees cases may ask who was entitled; administrators see no powers to use.
model::Answer<Powers> list_powers(House& house, const Caller& caller);

}  // namespace liuhen::flows
