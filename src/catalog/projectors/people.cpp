#include "model/entry/people.h"

#include <array>

#include "catalog/projectors/topics.h"

namespace liuhen::catalog {
namespace {

using model::Entry;

void found_house(Connection& connection, std::uint64_t index, const Entry& entry) {
  const auto body = get_body<model::HouseFounded>(entry);
  run(connection,
      "INSERT INTO house (entry_index, house_id, name_zh, name_en, origin, vkey, sm2_public_key,"
      " demo, founded_ms) VALUES (:index, :id, :zh, :en, :origin, :vkey, :sm2, :demo, :time)",
      {index, body.house_id, body.name_zh, body.name_en, body.origin, body.vkey,
       body.sm2_public_key, body.demo, entry.time});
}

void create_unit(Connection& connection, std::uint64_t index, const Entry& entry) {
  const auto body = get_body<model::UnitCreated>(entry);
  run(connection,
      "INSERT INTO unit (entry_index, unit_id, parent_id, name_zh, name_en)"
      " VALUES (:index, :id, :parent, :zh, :en)",
      {index, body.unit_id, body.parent_id, body.name_zh, body.name_en});
}

void create_account(Connection& connection, std::uint64_t index, const Entry& entry) {
  const auto body = get_body<model::AccountCreated>(entry);
  run(connection,
      "INSERT INTO account (entry_index, account_id, sign_in_name, name, number, unit_id, enabled)"
      " VALUES (:index, :id, :sign_in, :name, :number, :unit, 1)",
      {index, body.account_id, body.sign_in_name, body.name, body.number, body.unit_id});
  int position = 0;
  for (const auto& role : body.roles) {
    run(connection,
        "INSERT INTO account_role (account_id, position, role)"
        " VALUES (:account, :position, :role) ON CONFLICT DO NOTHING",
        {body.account_id, position++, role});
  }
}

void set_standing(Connection& connection, std::uint64_t /*index*/, const Entry& entry) {
  const auto body = get_body<model::AccountStandingSet>(entry);
  run_for_one(connection, "UPDATE account SET enabled = :enabled WHERE account_id = :account",
              {body.enabled, body.account_id}, "an account");
}

// The entry row says all.
void keep_session(Connection& /*connection*/, std::uint64_t /*index*/, const Entry& entry) {
  static_cast<void>(get_body<model::AccountSession>(entry));
}

constexpr std::array<Projector, 5> kProjectors{{
    {model::HouseFounded::kKind, found_house},
    {model::UnitCreated::kKind, create_unit},
    {model::AccountCreated::kKind, create_account},
    {model::AccountStandingSet::kKind, set_standing},
    {model::AccountSession::kKind, keep_session},
}};

}  // namespace

std::span<const Projector> people_projectors() { return kProjectors; }

}  // namespace liuhen::catalog
