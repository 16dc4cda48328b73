// Work of every kind, done to a small house through the flows as people would do it. For tests of
// what a house promises, and for the old house that is kept as a fixture.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/disk.h"
#include "flows/caller.h"
#include "flows/house.h"

namespace liuhen::promise {

// Founds a house with one account a role; the sign-in name is the role's, the password kPassword.
inline constexpr const char* kPassword = "correct horse 1";
void found_sample_house(const base::fs::path& data, const base::Clock& clock);

std::unique_ptr<flows::House> open_sample_house(const base::fs::path& data,
                                                const base::Clock& clock);
flows::Caller caller_of(flows::House& house, const std::string& sign_in_name);

struct Worked {
  std::vector<std::string> receipts;
  int refusals = 0;
};

// A device, three deposits in one act (one of them the same bytes again), a viewing, and one of each
// thing that the law engine, documents and evidence write down.
Worked do_little_work(flows::House& house);
// Every kind of entry at least once, refusals among them; then `more` commands drawn by `seed`.
Worked do_sample_work(flows::House& house, std::uint32_t seed, int more);

// The kinds of entries that the house holds.
std::vector<std::string> kinds_in(flows::House& house);

}  // namespace liuhen::promise
