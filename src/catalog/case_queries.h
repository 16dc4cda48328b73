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

}  // namespace liuhen::catalog
