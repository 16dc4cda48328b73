#include "flows/casework/sight.h"

#include "catalog/act_queries.h"
#include "catalog/case_queries.h"
#include "catalog/record_queries.h"
#include "flows/house.h"

namespace liuhen::flows {

bool may_see_case(catalog::Connection& connection, const Caller& caller, const model::CaseId& id) {
  const Sight sight = sight_of(caller);
  if (sight.none) return false;
  if (sight.only_of) return catalog::is_near_case(connection, *sight.only_of, id);
  return catalog::find_case(connection, id).has_value();
}

bool may_hear_of(House& house, const Caller& caller, std::string_view subject) {
  if (caller.may(access::Permission::see_entries)) return true;
  const Sight sight = sight_of(caller);
  if (sight.none) return false;
  const auto colon = subject.find(':');
  if (colon == std::string_view::npos) return false;
  const std::string_view kind = subject.substr(0, colon);
  const std::string id(subject.substr(colon + 1));
  if (kind != "record" && kind != "case" && kind != "act") return false;
  if (!sight.only_of) return true;
  auto lease = house.catalog().read();
  if (kind == "record") return catalog::is_near_record(lease, *sight.only_of, {id});
  if (kind == "case") return catalog::is_near_case(lease, *sight.only_of, {id});
  const auto act = catalog::find_act(lease, {id});
  return act && catalog::is_near_case(lease, *sight.only_of, act->case_id);
}

}  // namespace liuhen::flows
