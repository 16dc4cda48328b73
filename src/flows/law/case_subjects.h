// What the law engine is told about one case: the case itself, its acts, each officer's part in
// them, devices, recordings, documents, data sets and services, as facts. What the house knows by
// itself comes from the catalog's rows, the rest from what people have stated. A snapshot.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "catalog/connection.h"
#include "model/casework.h"
#include "rules/engine.h"
#include "rules/facts.h"

namespace liuhen::flows {

struct LawSubject {
  rules::Facts facts;
  std::string title;  // for people: of the act, the file, the officer …
  std::vector<rules::Reply> replies;
};

struct CaseSubjects {
  model::Case case_file;
  std::vector<LawSubject> subjects;
};

// nullopt: no such case.
std::optional<CaseSubjects> gather_case(catalog::Connection& connection, const model::CaseId& id);
// The installation itself.
LawSubject gather_house(catalog::Connection& connection);

// Kinds of subjects that are gathered today; the others come with the archive.
bool is_gathered(rules::SubjectKind kind);

}  // namespace liuhen::flows
