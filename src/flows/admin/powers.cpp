#include "flows/admin/powers.h"

#include <algorithm>

#include "base/civil_day.h"
#include "catalog/people_queries.h"
#include "flows/casework/bounds.h"
#include "flows/house.h"
#include "model/casework.h"
#include "model/entry/law.h"

namespace liuhen::flows {
namespace {

using access::Permission;
using Entries = model::Answer<std::vector<model::Entry>>;
using model::bad_input;

std::optional<model::Refusal> refuse_validity(const std::string& from, const std::string& to) {
  const auto first = base::civil_day_of(from);
  const auto last = base::civil_day_of(to);
  if (!first) {
    return bad_input("valid_from", "起始日期应写成 2026-03-01。",
                     "The first day must be written as 2026-03-01.");
  }
  if (!last) {
    return bad_input("valid_to", "截止日期应写成 2026-03-01。",
                     "The last day must be written as 2026-03-01.");
  }
  if (*last < *first) {
    return bad_input("valid_to", "截止日期早于起始日期。", "The last day is before the first.");
  }
  return std::nullopt;
}

// An account that works on cases.
model::Answer<model::Account> working_account(catalog::Connection& connection,
                                              const model::AccountId& id) {
  const auto account = catalog::find_account(connection, id);
  const bool works = account && std::none_of(account->roles.begin(), account->roles.end(),
                                             model::is_administrator);
  if (!works) {
    return bad_input("account_id", "没有这名工作人员。", "There is no such member of staff.");
  }
  return *account;
}

template <class Decide>
model::Answer<std::uint64_t> decide(House& house, Decide what) {
  const auto done = house.commit(what);
  if (!done) return done.error();
  return done->first_index;
}

template <class Body>
Entries about_working(House& house, const Caller& caller, catalog::Connection& connection,
                      const Body& body) {
  const auto account = working_account(connection, body.account_id);
  if (!account) return account.error();
  return std::vector{model::make_entry(house.clock().now(), caller.actor(), body)};
}

}  // namespace

model::Answer<std::uint64_t> certify(House& house, const Caller& caller,
                                     const NewCertificate& wanted) {
  if (auto refusal = refuse_unless(caller, Permission::record_powers)) return *refusal;
  if (auto refusal = refuse_text("kind", wanted.kind, 40)) return *refusal;
  if (auto refusal = refuse_text("number", wanted.number, 64)) return *refusal;
  if (auto refusal = refuse_validity(wanted.valid_from, wanted.valid_to)) return *refusal;
  const model::AccountCertified body{wanted.account_id, wanted.kind, wanted.number,
                                     wanted.valid_from, wanted.valid_to};
  return decide(house, [&](catalog::Connection& connection) {
    return about_working(house, caller, connection, body);
  });
}

model::Answer<std::uint64_t> train(House& house, const Caller& caller, const NewTraining& wanted) {
  if (auto refusal = refuse_unless(caller, Permission::record_powers)) return *refusal;
  if (!model::is_device_kind(wanted.device_kind)) {
    return bad_input("device_kind", "没有这种记录设备。", "There is no such kind of device.");
  }
  if (auto refusal = refuse_validity(wanted.valid_from, wanted.valid_to)) return *refusal;
  const model::AccountTrained body{wanted.account_id, wanted.device_kind, wanted.valid_from,
                                   wanted.valid_to};
  return decide(house, [&](catalog::Connection& connection) {
    return about_working(house, caller, connection, body);
  });
}

model::Answer<std::uint64_t> assign_duty(House& house, const Caller& caller,
                                         const NewDuty& wanted) {
  if (auto refusal = refuse_unless(caller, Permission::record_powers)) return *refusal;
  if (auto refusal = refuse_text("note", wanted.note, 500, false)) return *refusal;
  if (wanted.duty != "custodian" && wanted.duty != "deputy_custodian") {
    return bad_input("duty", "只能指定保管员或副保管员。",
                     "The duty is custodian or deputy_custodian.");
  }
  return decide(house, [&](catalog::Connection& connection) -> Entries {
    const auto account = working_account(connection, wanted.account_id);
    if (!account) return account.error();
    const auto& roles = account->roles;
    const bool is_custodian =
        std::find(roles.begin(), roles.end(), model::Role::custodian) != roles.end();
    if (wanted.held && !is_custodian) {
      return bad_input("account_id", "该人员没有保管员角色。",
                       "This person does not have the role of custodian.");
    }
    const auto now = house.clock().now();
    std::vector<model::Entry> entries;
    const auto duties = catalog::list_duties(connection);
    const bool holds = std::any_of(duties.begin(), duties.end(), [&](const auto& one) {
      return one.duty == wanted.duty && one.account_id == wanted.account_id;
    });
    if (!wanted.held && !holds) {
      return bad_input("account_id", "该人员没有担任这项职责。",
                       "This person does not hold this duty.");
    }
    for (const auto& duty : duties) {
      const bool hands_over = wanted.held && wanted.duty == "custodian" &&
                              duty.duty == "custodian" && duty.account_id != wanted.account_id;
      if (!hands_over) continue;
      entries.push_back(
          model::make_entry(now, caller.actor(),
                            model::DutyAssigned{duty.duty, duty.account_id, false, wanted.note}));
    }
    entries.push_back(model::make_entry(
        now, caller.actor(),
        model::DutyAssigned{wanted.duty, wanted.account_id, wanted.held, wanted.note}));
    return entries;
  });
}

model::Answer<Powers> list_powers(House& house, const Caller& caller) {
  if (sight_of(caller).none) return model::not_permitted("see_own_cases");
  auto lease = house.catalog().read();
  Powers powers{{}, catalog::list_duties(lease)};
  for (const auto& account : catalog::list_accounts(lease)) {
    PowersOf one{account.id, catalog::certificates_of(lease, account.id),
                 catalog::trainings_of(lease, account.id)};
    if (!one.certificates.empty() || !one.trainings.empty()) {
      powers.accounts.push_back(std::move(one));
    }
  }
  return powers;
}

}  // namespace liuhen::flows
