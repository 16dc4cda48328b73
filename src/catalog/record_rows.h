// Rows of table record as model::Record; shared by the record questions, for this room only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/sql.h"
#include "model/record.h"

namespace liuhen::catalog {

// `condition`: what follows WHERE.
std::vector<model::Record> find_record_rows(Connection& connection, std::string_view condition,
                                            const Values& values);
std::optional<model::Record> find_record_row(Connection& connection, std::string_view condition,
                                             const Values& values);
// The facts of the newest probe, from its entry; "" while there is none.
std::string probe_facts_text(Connection& connection, const model::RecordId& id);

}  // namespace liuhen::catalog
