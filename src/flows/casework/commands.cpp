// The commands of casework.h.
#include <algorithm>

#include "catalog/act_queries.h"
#include "catalog/device_queries.h"
#include "catalog/people_queries.h"
#include "flows/casework/bounds.h"
#include "flows/casework/casework.h"
#include "flows/casework/sight.h"
#include "flows/house.h"
#include "flows/law/gate.h"
#include "model/entry/casework.h"
#include "model/entry/law.h"

namespace liuhen::flows {
namespace {

using access::Permission;
using Entries = model::Answer<std::vector<model::Entry>>;
using model::bad_input;

constexpr std::size_t kMissingMax = 200;  // an entry has a bound

std::optional<model::Refusal> refuse_people(catalog::Connection& connection,
                                            const std::string& field,
                                            const std::vector<model::AccountId>& ids) {
  if (ids.size() > 20) {
    return bad_input(field, "最多填 20 人。", "At most 20 people can be named.");
  }
  for (const auto& id : ids) {
    const auto account = catalog::find_account(connection, id);
    const bool works =
        account && account->enabled &&
        std::none_of(account->roles.begin(), account->roles.end(), model::is_administrator);
    if (!works) {
      return bad_input(field, "所填人员不存在、已停用或是管理员。",
                       "A person named is unknown, disabled or an administrator.");
    }
  }
  return std::nullopt;
}

// No act of enforcement lies outside these years: such a time is a slip of the pen, or worse.
constexpr base::UtcTime kEarliest{-2'208'988'800'000};  // 1900-01-01
constexpr base::UtcTime kLatest{32'503'680'000'000};    // 3000-01-01

std::optional<model::Refusal> refuse_time(const std::string& field,
                                          const std::optional<base::UtcTime>& time) {
  if (!time || (*time >= kEarliest && *time < kLatest)) return std::nullopt;
  return bad_input(field, "时间应在 1900 年至 2999 年之间。",
                   "The time must lie in the years 1900 to 2999.");
}

std::optional<model::Refusal> refuse_times(std::optional<base::UtcTime> started_at,
                                           std::optional<base::UtcTime> ended_at) {
  if (auto refusal = refuse_time("started_at", started_at)) return refusal;
  if (auto refusal = refuse_time("ended_at", ended_at)) return refusal;
  if (ended_at && !started_at) {
    return bad_input("started_at", "有结束时间就应当有开始时间。",
                     "An act that ended must have begun.");
  }
  if (started_at && ended_at && *ended_at < *started_at) {
    return bad_input("ended_at", "结束时间早于开始时间。", "The end is before the start.");
  }
  return std::nullopt;
}

// The case, if the caller may see it; others look as if they were not there.
model::Answer<model::Case> visible_case(catalog::Connection& connection, const Caller& caller,
                                        const model::CaseId& id) {
  if (!may_see_case(connection, caller, id)) return model::not_found("这个案件", "case");
  return *catalog::find_case(connection, id);
}

Entries one(model::Entry entry) { return std::vector<model::Entry>{std::move(entry)}; }

template <class Value, class Find>
model::Answer<Value> read_again(House& house, Find find) {
  auto lease = house.catalog().read();
  const auto found = find(lease);
  CHECK(found.has_value());
  return *found;
}

}  // namespace

model::Answer<model::Case> open_case(House& house, const Caller& caller, const NewCase& wanted) {
  if (auto refusal = refuse_unless(caller, Permission::open_case)) return *refusal;
  if (auto refusal = refuse_text("number", wanted.number, 64)) return *refusal;
  if (auto refusal = refuse_text("title", wanted.title, 200)) return *refusal;
  if (auto refusal = refuse_text("party", wanted.party, 200)) return *refusal;
  if (!model::is_procedure(wanted.procedure)) {
    return bad_input("procedure", "程序只能是普通、简易或听证。",
                     "The procedure is one of ordinary, simple, hearing.");
  }
  model::CaseOpened body{model::new_id<model::CaseId>(house.clock().now()),
                         wanted.number,
                         wanted.title,
                         wanted.party,
                         wanted.procedure,
                         "clue",
                         caller.account.unit_id,
                         {caller.account.id}};
  for (const auto& id : wanted.handler_ids) {
    if (std::find(body.handler_ids.begin(), body.handler_ids.end(), id) == body.handler_ids.end()) {
      body.handler_ids.push_back(id);
    }
  }
  const auto done = house.commit([&](catalog::Connection& connection) -> Entries {
    if (auto refusal = refuse_people(connection, "handler_ids", body.handler_ids)) return *refusal;
    if (catalog::find_case_by_number(connection, body.number)) {
      return model::taken("number", "这个案号已经用过。", "This case number is taken.");
    }
    return one(model::make_entry(house.clock().now(), caller.actor(), body));
  });
  if (!done) return done.error();
  return read_again<model::Case>(
      house, [&](catalog::Connection& c) { return catalog::find_case(c, body.case_id); });
}

namespace {

// What the gate before this stage finds missing. Nothing where no law book is loaded.
std::vector<std::string> names_of_missing(House& house, const model::CaseId& id,
                                          const std::string& stage) {
  std::vector<std::string> names;
  if (const auto book = house.law_book()) {
    auto lease = house.catalog().read();
    for (const auto& one : missing_for(*book, lease, id, stage, house.clock().now())) {
      names.push_back(name_of_missing(one.finding));
    }
  }
  return names;
}

// What an entry has room for; the last line says how many more there are.
std::vector<std::string> bounded(std::vector<std::string> names) {
  if (names.size() <= kMissingMax) return names;
  const std::size_t more = names.size() - kMissingMax;
  names.resize(kMissingMax);
  names.push_back("and " + std::to_string(more) + " more");
  return names;
}

model::Refusal gate_is_closed(std::size_t count) {
  const std::string n = std::to_string(count);
  return {model::RefusalKind::conflict,
          "进入该环节还有 " + n + " 项未完成；请补齐，或者写明理由后仍然进入。",
          "The gate finds " + n + " points missing. Mend them, or pass with a reason.", "3-2",
          "stage"};
}

}  // namespace

model::Answer<model::Case> move_case(House& house, const Caller& caller, const model::CaseId& id,
                                     const StageMove& wanted) {
  if (auto refusal = refuse_unless(caller, Permission::move_case)) return *refusal;
  if (!model::is_stage(wanted.stage)) {
    return bad_input("stage", "没有这个环节。", "There is no such stage.");
  }
  if (auto refusal = refuse_text("reason", wanted.reason, 500)) return *refusal;
  {
    auto lease = house.catalog().read();
    const auto found = visible_case(lease, caller, id);
    if (!found) return found.error();
  }
  // Judged on the state of this moment, before the scribe is asked: it must not wait for that.
  const auto missing = names_of_missing(house, id, wanted.stage);
  if (!missing.empty() && !wanted.override_gate) return gate_is_closed(missing.size());
  const auto done = house.commit([&](catalog::Connection& connection) -> Entries {
    const auto found = visible_case(connection, caller, id);
    if (!found) return found.error();
    if (found->stage == wanted.stage) {
      return model::Refusal{model::RefusalKind::conflict, "案件已在这个环节。",
                            "The case is at this stage already."};
    }
    const auto now = house.clock().now();
    const model::CaseMoved moved{id, found->stage, wanted.stage, wanted.reason};
    std::vector<model::Entry> entries{model::make_entry(now, caller.actor(), moved)};
    if (!missing.empty()) {
      const model::GateOverridden body{id, found->stage, wanted.stage, bounded(missing),
                                       wanted.reason};
      entries.push_back(model::make_entry(now, caller.actor(), body));
    }
    return entries;
  });
  if (!done) return done.error();
  return read_again<model::Case>(house,
                                 [&](catalog::Connection& c) { return catalog::find_case(c, id); });
}

model::Answer<model::Act> open_act(House& house, const Caller& caller, const model::CaseId& id,
                                   const NewAct& wanted) {
  if (auto refusal = refuse_unless(caller, Permission::open_act)) return *refusal;
  if (auto refusal = refuse_text("title", wanted.title, 200)) return *refusal;
  if (auto refusal = refuse_text("place", wanted.place, 200, false)) return *refusal;
  if (auto refusal = refuse_time("planned_at", wanted.planned_at)) return *refusal;
  if (auto refusal = refuse_times(wanted.started_at, wanted.ended_at)) return *refusal;
  if (!model::is_act_kind(wanted.kind)) {
    return bad_input("kind", "没有这种执法活动。", "There is no such kind of act.");
  }
  if (wanted.officer_ids.empty()) {
    return bad_input("officer_ids", "请填写执法人员。", "Name the officers of the act.");
  }
  const model::ActOpened body{model::new_id<model::ActId>(house.clock().now()),
                              id,
                              wanted.kind,
                              wanted.title,
                              wanted.place,
                              wanted.officer_ids,
                              wanted.planned_at,
                              wanted.started_at,
                              wanted.ended_at};
  const auto done = house.commit([&](catalog::Connection& connection) -> Entries {
    const auto found = visible_case(connection, caller, id);
    if (!found) return found.error();
    if (found->stage == "closed") {
      return model::Refusal{model::RefusalKind::conflict,
                            "案件已结案，不能再登记执法活动。确有需要时，先变更环节并写明理由。",
                            "The case is closed and takes no further act. If one is needed, move "
                            "the case to another stage first, with the reason."};
    }
    if (auto refusal = refuse_people(connection, "officer_ids", body.officer_ids)) return *refusal;
    return one(model::make_entry(house.clock().now(), caller.actor(), body));
  });
  if (!done) return done.error();
  return read_again<model::Act>(
      house, [&](catalog::Connection& c) { return catalog::find_act(c, body.act_id); });
}

model::Answer<model::Act> time_act(House& house, const Caller& caller, const model::ActId& id,
                                   base::UtcTime started_at,
                                   std::optional<base::UtcTime> ended_at) {
  if (auto refusal = refuse_unless(caller, Permission::open_act)) return *refusal;
  if (auto refusal = refuse_times(started_at, ended_at)) return *refusal;
  const auto done = house.commit([&](catalog::Connection& connection) -> Entries {
    const auto act = catalog::find_act(connection, id);
    if (!act) return model::not_found("这项执法活动", "act");
    const auto found = visible_case(connection, caller, act->case_id);
    if (!found) return model::not_found("这项执法活动", "act");
    const model::ActTimed body{id, started_at, ended_at};
    return one(model::make_entry(house.clock().now(), caller.actor(), body));
  });
  if (!done) return done.error();
  return read_again<model::Act>(house,
                                [&](catalog::Connection& c) { return catalog::find_act(c, id); });
}

model::Answer<model::Device> register_device(House& house, const Caller& caller,
                                             const NewDevice& wanted) {
  if (auto refusal = refuse_unless(caller, Permission::register_device)) return *refusal;
  if (auto refusal = refuse_text("number", wanted.number, 64)) return *refusal;
  if (auto refusal = refuse_text("model", wanted.model, 100, false)) return *refusal;
  if (auto refusal = refuse_text("serial", wanted.serial, 100, false)) return *refusal;
  if (!model::is_device_kind(wanted.kind)) {
    return bad_input("kind", "没有这种记录设备。", "There is no such kind of device.");
  }
  const model::DeviceRegistered body{model::new_id<model::DeviceId>(house.clock().now()),
                                     wanted.kind,
                                     wanted.number,
                                     wanted.model,
                                     wanted.serial,
                                     wanted.holder_id};
  const auto done = house.commit([&](catalog::Connection& connection) -> Entries {
    if (catalog::find_device_by_number(connection, body.number)) {
      return model::taken("number", "这个设备编号已经登记。", "This device number is registered.");
    }
    if (body.holder_id) {
      if (auto refusal = refuse_people(connection, "holder_id", {*body.holder_id})) return *refusal;
    }
    return one(model::make_entry(house.clock().now(), caller.actor(), body));
  });
  if (!done) return done.error();
  return read_again<model::Device>(
      house, [&](catalog::Connection& c) { return catalog::find_device(c, body.device_id); });
}

model::Answer<CaseDetail> get_case(House& house, const Caller& caller, const model::CaseId& id) {
  auto lease = house.catalog().read();
  const auto found = visible_case(lease, caller, id);
  if (!found) return found.error();
  return CaseDetail{*found, catalog::acts_of_case(lease, id)};
}

model::Answer<model::Act> get_act(House& house, const Caller& caller, const model::ActId& id) {
  auto lease = house.catalog().read();
  const auto act = catalog::find_act(lease, id);
  if (!act) return model::not_found("这项执法活动", "act");
  if (!visible_case(lease, caller, act->case_id)) return model::not_found("这项执法活动", "act");
  return *act;
}

model::Answer<catalog::CasePage> list_cases(House& house, const Caller& caller,
                                            catalog::CaseFilter filter, bool mine,
                                            const catalog::PageRequest& page) {
  const Sight sight = sight_of(caller);
  if (sight.none) return model::not_permitted("see_own_cases");
  filter.only_of = sight.only_of;
  if (mine) filter.handler = caller.account.id;
  auto lease = house.catalog().read();
  return catalog::list_cases(lease, filter, page);
}

std::vector<model::Device> list_devices(House& house) {
  auto lease = house.catalog().read();
  return catalog::list_devices(lease);
}

}  // namespace liuhen::flows
