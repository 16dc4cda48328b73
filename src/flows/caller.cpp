#include "flows/caller.h"

namespace liuhen::flows {

std::optional<model::Refusal> refuse_unless(const Caller& caller, access::Permission permission) {
  if (caller.may(permission)) return std::nullopt;
  return model::not_permitted(std::string(access::name_of(permission)));
}

Sight sight_of(const Caller& caller) {
  if (caller.may(access::Permission::see_all_cases)) return {false, std::nullopt};
  if (caller.may(access::Permission::see_own_cases)) return {false, caller.account.id};
  return {};
}

}  // namespace liuhen::flows
