// One file for each topic; projection.cpp joins them into one table.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "catalog/faults.h"
#include "catalog/projection.h"
#include "catalog/sql.h"
#include "model/entry/body.h"

namespace liuhen::catalog {

std::span<const Projector> people_projectors();    // house, units, accounts
std::span<const Projector> casework_projectors();  // cases, acts, devices
std::span<const Projector> record_projectors();
std::span<const Projector> law_projectors();       // statements, answers, parameters, powers
std::span<const Projector> document_projectors();  // final documents, evidence

// The body, or UnknownEntry: an entry that was accepted once is never of another shape.
template <class Body>
Body get_body(const model::Entry& entry) {
  auto body = model::body_of<Body>(entry);
  if (!body) throw UnknownEntry("An entry cannot be projected: " + body.error() + ".");
  return *std::move(body);
}

// "account:<id>" gives the id; the system's own acts give "".
std::string account_of(const model::Entry& entry);

// Runs an UPDATE or INSERT that must touch exactly one row.
void run_for_one(Connection& connection, std::string_view sql, const Values& values,
                 std::string_view what);

}  // namespace liuhen::catalog
