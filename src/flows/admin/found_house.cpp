#include "flows/admin/found_house.h"

#include <charconv>
#include <set>

#include "base/fault.h"
#include "base/random.h"
#include "catalog/entry_queries.h"
#include "flows/admin/founding_place.h"
#include "flows/admin/sign_in.h"
#include "flows/house.h"
#include "ledger/keys.h"
#include "model/entry/people.h"

namespace liuhen::flows {
namespace {

constexpr const char* kActor = "system:init";
constexpr std::size_t kOriginBytesMax = 200;

model::HouseFounded founding_of(const House& house) {
  const HouseSettings& settings = house.settings();
  return {settings.house_id, settings.name_zh,      settings.name_en,
          settings.origin,   house.log_keys().vkey, house.log_keys().sm2_public_pem,
          settings.demo};
}

// "0" names the first of `units`; anything else is taken as an id.
model::UnitId unit_of(const model::UnitId& stated, const std::vector<model::Unit>& units) {
  std::size_t index = 0;
  const char* end = stated.text.data() + stated.text.size();
  const auto parsed = std::from_chars(stated.text.data(), end, index);
  const bool is_index = parsed.ec == std::errc() && parsed.ptr == end && index < units.size();
  return is_index ? units[index].id : stated;
}

// Under another name until all of them are durable: half a set is never taken for keys.
void make_keys(const HouseFolders& folders, const std::string& origin) {
  const base::fs::path making = folders.root / "keys-making";
  base::fs::remove_all(making);
  ledger::CheckpointKeys::generate(origin).store(making);
  if (!base::rename_if_absent(making, folders.keys())) {
    throw base::AlreadyRunning("another 'liuhen init' works on " + folders.root.string() +
                               "; wait for it, or choose another folder");
  }
  base::sync_directory(folders.root);
}

}  // namespace

std::optional<model::Refusal> refuse_origin(const std::string& origin) {
  if (ledger::is_key_name(origin) && origin.size() <= kOriginBytesMax) return std::nullopt;
  return model::bad_input(
      "origin", "日志名称不能含空格、加号或控制字符，最多 200 字节。",
      "The name of a log holds no space, no '+' and no control character, and at most 200 bytes.");
}

void found_house(const FoundingOrder& order, const base::Clock& clock) {
  if (const auto refusal = refuse_origin(order.origin)) throw base::Fault(refusal->en);
  const HouseFolders folders{order.data};
  const FoundingPlace place = examine_founding_place(order.data);
  if (place.origin && *place.origin != order.origin) {
    throw base::Fault("the keys in " + folders.keys().string() + " are those of a log named " +
                      *place.origin + "; found the house with that name, or in another folder");
  }
  base::make_directories_durably(folders.root);
  // Records, credentials and keys are for the server's user alone.
  base::fs::permissions(folders.root, base::fs::perms::owner_all);
  const base::FolderLock lock(folders.root);
  if (base::fs::exists(folders.settings())) {
    throw base::Fault("there is a house in " + order.data.string() +
                      " already; choose another folder");
  }
  base::make_directories_durably(folders.vault().parent_path());
  if (!place.origin) make_keys(folders, order.origin);
  // Last: the settings make the folder a house, so a crash before leaves none.
  save_settings(folders, {base::new_uuid(clock.now()), order.name_zh, order.name_en, order.origin,
                          order.demo});
}

model::Answer<base::Done> check_first_people(const FirstPeople& people) {
  std::set<std::string> names;
  for (const NewAccount& wanted : people.accounts) {
    if (auto refusal = refuse_account(wanted)) return *refusal;
    if (auto refusal = refuse_password(wanted.password)) return *refusal;
    if (!names.insert(wanted.sign_in_name).second) {
      return model::bad_input("sign_in_name", "登录名“" + wanted.sign_in_name + "”重复。",
                              "The sign-in name " + wanted.sign_in_name + " is used twice.");
    }
  }
  return base::Done{};
}

model::Answer<Founded> enter_first_people(House& house, const FirstPeople& people) {
  const auto sound = check_first_people(people);
  if (!sound) return sound.error();
  Founded founded;
  const base::UtcTime now = house.clock().now();
  std::vector<model::Entry> entries{model::make_entry(now, kActor, founding_of(house))};
  for (const NewUnit& wanted : people.units) {
    const model::Unit unit{model::new_id<model::UnitId>(now), wanted.parent_id, wanted.name_zh,
                           wanted.name_en};
    founded.units.push_back(unit);
    entries.push_back(model::make_entry(
        now, kActor, model::UnitCreated{unit.id, unit.parent_id, unit.name_zh, unit.name_en}));
  }
  for (const NewAccount& wanted : people.accounts) {
    model::Account account{
        model::new_id<model::AccountId>(now),   wanted.sign_in_name, wanted.name, wanted.number,
        unit_of(wanted.unit_id, founded.units), wanted.roles};
    house.private_store().set_password(account.id, wanted.password);
    model::AccountCreated body{account.id,     account.sign_in_name, account.name,
                               account.number, account.unit_id,      {}};
    for (const model::Role role : account.roles) body.roles.emplace_back(model::name_of(role));
    entries.push_back(model::make_entry(now, kActor, body));
    founded.accounts.push_back(std::move(account));
  }
  const auto done = house.commit(
      [&](catalog::Connection& connection) -> model::Answer<std::vector<model::Entry>> {
        if (catalog::count_entries(connection) > 0) {
          return model::Refusal{model::RefusalKind::conflict, "系统已经初始化。",
                                "The house has been founded already."};
        }
        return entries;
      });
  if (!done) return done.error();
  return founded;
}

}  // namespace liuhen::flows
