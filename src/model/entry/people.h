// Entry kinds of the house, its units and accounts. Credentials are never entries.
#pragma once

#include "model/entry/body.h"
#include "model/people.h"

namespace liuhen::model {

// The first entry of every log.
struct HouseFounded {
  static constexpr std::string_view kKind = "house.founded";
  std::string house_id, name_zh, name_en, origin, vkey, sm2_public_key;
  bool demo = false;

  std::string subject() const { return "house:" + house_id; }
  template <class Visitor, class Self>
  static void describe(Visitor& visit, Self& self) {
    visit("house", self.house_id);
    visit("name_zh", self.name_zh);
    visit("name_en", self.name_en);
    visit("origin", self.origin);
    visit("vkey", self.vkey);
    visit("sm2_public_key", self.sm2_public_key);
    visit("demo", self.demo);
  }
};

struct UnitCreated {
  static constexpr std::string_view kKind = "unit.created";
  UnitId unit_id;
  std::optional<UnitId> parent_id;
  std::string name_zh, name_en;

  std::string subject() const { return "unit:" + unit_id.text; }
  template <class Visitor, class Self>
  static void describe(Visitor& visit, Self& self) {
    visit("unit", self.unit_id);
    visit("parent", self.parent_id);
    visit("name_zh", self.name_zh);
    visit("name_en", self.name_en);
  }
};

struct AccountCreated {
  static constexpr std::string_view kKind = "account.created";
  AccountId account_id;
  std::string sign_in_name, name, number;
  UnitId unit_id;
  std::vector<std::string> roles;

  std::string subject() const { return "account:" + account_id.text; }
  template <class Visitor, class Self>
  static void describe(Visitor& visit, Self& self) {
    visit("account", self.account_id);
    visit("sign_in_name", self.sign_in_name);
    visit("name", self.name);
    visit("number", self.number);
    visit("unit", self.unit_id);
    visit("roles", self.roles);
  }
};

struct AccountStandingSet {
  static constexpr std::string_view kKind = "account.standing_set";
  AccountId account_id;
  bool enabled = true;
  std::string reason;

  std::string subject() const { return "account:" + account_id.text; }
  template <class Visitor, class Self>
  static void describe(Visitor& visit, Self& self) {
    visit("account", self.account_id);
    visit("enabled", self.enabled);
    visit("reason", self.reason);
  }
};

// A sign-in, a sign-out or a lock-out; `event` is signed_in, signed_out, locked, password_changed
// or password_reset (by the actor, the security administrator). The peer's address is kept, as
// level-3 protection asks of an audit trail.
struct AccountSession {
  static constexpr std::string_view kKind = "account.session";
  AccountId account_id;
  std::string event, peer;

  std::string subject() const { return "account:" + account_id.text; }
  template <class Visitor, class Self>
  static void describe(Visitor& visit, Self& self) {
    visit("account", self.account_id);
    visit("event", self.event);
    visit("peer", self.peer);
  }
};

}  // namespace liuhen::model
