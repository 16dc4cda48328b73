// What of a record a caller may see when the same bytes were deposited in several cases: the record
// as his own deposit made it, and of its history only what concerns his cases. Private to
// flows/recording.
#pragma once

#include <optional>

#include "catalog/connection.h"
#include "flows/caller.h"
#include "model/entry.h"
#include "model/record.h"

namespace liuhen::flows {

// nullopt: the caller sees nothing of this record.
std::optional<model::Record> record_as_seen(catalog::Connection& connection, const Caller& caller,
                                            model::Record record);
// Of an entry whose subject is a record that the caller sees.
bool sees_entry(catalog::Connection& connection, const Caller& caller, const model::Entry& entry);

}  // namespace liuhen::flows
