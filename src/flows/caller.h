// The person (or program) on whose behalf a flow runs, and the questions every flow asks first.
#pragma once

#include <optional>
#include <string>

#include "access/policy.h"
#include "model/people.h"
#include "model/refusal.h"

namespace liuhen::flows {

struct Caller {
  model::Account account;
  std::string peer;  // address of the other end, for the audit trail

  std::string actor() const { return "account:" + account.id.text; }
  bool may(access::Permission permission) const {
    return account.enabled && access::may(account.roles, permission);
  }
};

// Empty when allowed.
std::optional<model::Refusal> refuse_unless(const Caller& caller, access::Permission permission);

// Which cases the caller sees: all of the bureau, only those near him, or none.
struct Sight {
  bool none = true;
  std::optional<model::AccountId> only_of;  // empty: all
};
Sight sight_of(const Caller& caller);

}  // namespace liuhen::flows
