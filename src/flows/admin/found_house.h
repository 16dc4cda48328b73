// Founding a house: folders, keys, the first entry, units and first accounts. Done once; a house
// that stands is never touched.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/disk.h"
#include "flows/admin/people.h"

namespace liuhen::flows {

struct FoundingOrder {
  base::fs::path data;
  std::string name_zh, name_en;
  std::string origin;  // of the log, for example "liuhen.example.gov.cn/log"
  bool demo = false;
};

// The name of a log stands in signed notes (C2SP signed-note: key names).
std::optional<model::Refusal> refuse_origin(const std::string& origin);

// Creates folders, keys and settings; the house can then be opened. Begins again where a founding
// was cut short before its settings. Fault, saying what to do, as examine_founding_place().
void found_house(const FoundingOrder& order, const base::Clock& clock);

// The first entries: house.founded, units and the accounts (by "system:init", because nobody can
// sign in yet). `accounts[i].unit_id` may hold the index of a unit as text ("0", "1", …).
struct FirstPeople {
  std::vector<NewUnit> units;
  std::vector<NewAccount> accounts;
};
// Before anything is made: what enter_first_people would refuse.
model::Answer<base::Done> check_first_people(const FirstPeople& people);
struct Founded {
  std::vector<model::Unit> units;
  std::vector<model::Account> accounts;
};
model::Answer<Founded> enter_first_people(House& house, const FirstPeople& people);

}  // namespace liuhen::flows
