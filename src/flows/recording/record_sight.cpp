#include "flows/recording/record_sight.h"

#include "catalog/case_queries.h"
#include "catalog/entry_queries.h"
#include "catalog/record_queries.h"
#include "model/entry/records.h"

namespace liuhen::flows {
namespace {

struct DepositPlace {
  model::CaseId case_id;
  model::ActId act_id;
  std::optional<model::DeviceId> device_id;
  std::string file_name;
};

std::optional<DepositPlace> place_of(const model::Entry& entry) {
  if (const auto first = model::body_of<model::RecordDeposited>(entry)) {
    return DepositPlace{first->case_id, first->act_id, first->device_id, first->file_name};
  }
  if (const auto again = model::body_of<model::RecordDepositedAgain>(entry)) {
    return DepositPlace{again->case_id, again->act_id, again->device_id, again->file_name};
  }
  return std::nullopt;
}

}  // namespace

std::optional<model::Record> record_as_seen(catalog::Connection& connection, const Caller& caller,
                                            model::Record record) {
  const Sight sight = sight_of(caller);
  if (sight.none) return std::nullopt;
  if (!sight.only_of || catalog::is_near_case(connection, *sight.only_of, record.case_id)) {
    return record;
  }
  for (const auto& deposit : catalog::deposits_of(connection, record.id)) {
    const auto placed = catalog::find_entry(connection, deposit.entry_index);
    const auto place = placed ? place_of(placed->entry) : std::nullopt;
    if (!place || !catalog::is_near_case(connection, *sight.only_of, place->case_id)) continue;
    record.case_id = place->case_id;
    record.act_id = place->act_id;
    record.device_id = place->device_id;
    record.file_name = place->file_name;
    record.deposited_at = deposit.deposited_at;
    record.deposited_by = deposit.deposited_by;
    record.entry_index = deposit.entry_index;
    return record;
  }
  return std::nullopt;
}

bool sees_entry(catalog::Connection& connection, const Caller& caller, const model::Entry& entry) {
  const Sight sight = sight_of(caller);
  if (sight.none) return false;
  if (!sight.only_of) return true;
  if (const auto place = place_of(entry)) {
    return catalog::is_near_case(connection, *sight.only_of, place->case_id);
  }
  // Who viewed it and why is for the people of the case that the record was made in.
  const auto viewed = model::body_of<model::RecordViewed>(entry);
  if (!viewed) return true;
  if (entry.actor == caller.actor()) return true;
  const auto record = catalog::find_record(connection, viewed->record_id);
  return record && catalog::is_near_case(connection, *sight.only_of, record->case_id);
}

}  // namespace liuhen::flows
