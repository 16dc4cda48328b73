// Questions about cases. Any connection: a read lease, or the scribe's inside a command.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/connection.h"
#include "catalog/page.h"
#include "model/casework.h"

namespace liuhen::catalog {

std::optional<model::Case> find_case(Connection& connection, const model::CaseId& id);
// The oldest with that number.
std::optional<model::Case> find_case_by_number(Connection& connection, const std::string& number);

struct CaseFilter {
  std::string q;  // words in number, title or party
  std::optional<std::string> stage;
  std::optional<model::AccountId> handler;
  // Only what this account handles or takes part in; nullopt: the whole bureau.
  std::optional<model::AccountId> only_of;
};

struct CasePage {
  std::vector<model::Case> cases;
  std::optional<std::string> next_cursor;
};

// Newest first. A page may be short, even empty, and still have a next one (newest_first.h).
model::Answer<CasePage> list_cases(Connection& connection, const CaseFilter& filter,
                                   const PageRequest& page);

// Handles the case or takes part in one of its acts.
bool is_near_case(Connection& connection, const model::AccountId& account,
                  const model::CaseId& case_id);

std::uint64_t count_cases(Connection& connection);

struct PlacedCase {
  std::uint64_t entry_index = 0;
  model::CaseId id;
};
// In the order they were opened, behind that place; opened within [from, to) when given.
struct OpenedWithin {
  base::UtcTime from, to;
};
std::vector<PlacedCase> cases_after(Connection& connection, std::int64_t entry_index, int limit,
                                    const std::optional<OpenedWithin>& opened = std::nullopt);
// Which cases an entry about this subject ("case:<id>", "act:<id>" …) may concern: for an act also
// those whose acts its officers have at the same time; for an account those it is near to.
std::vector<model::CaseId> cases_about(Connection& connection, std::string_view subject);

}  // namespace liuhen::catalog
