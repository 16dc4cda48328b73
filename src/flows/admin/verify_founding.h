// What a house says of itself in house.json and in its keys, against its first entry,
// `house.founded`, which the log witnesses. Part of `liuhen verify`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "flows/house_settings.h"
#include "model/entry/people.h"

namespace liuhen::flows {

struct FoundingProblem {
  std::string code;  // stable: see docs/operating/verify.md
  std::string place;
  std::string sentence;
};

// The public keys that the house uses, or that a checker brought along; the SM2 key may be unknown.
struct KeysInUse {
  std::string place;  // where they come from, for people
  std::optional<std::string> vkey;
  std::optional<std::string> sm2_public_pem;
};

// Settings that can be read; else nullopt, and the problem is added. Fault when there is neither
// house.json nor a log: this is no house.
std::optional<HouseSettings> read_settings(const HouseFolders& folders,
                                           std::vector<FoundingProblem>& problems);

// Each difference has a code of its own, whatever else differs. `settings` may be absent.
std::vector<FoundingProblem> compare_founding(const model::HouseFounded& founded,
                                              const std::optional<HouseSettings>& settings,
                                              const KeysInUse& keys);

}  // namespace liuhen::flows
