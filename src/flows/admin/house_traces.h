// What is left in a data folder of a house that has held records. A log and a catalog without an
// entry beside such traces were lost: whoever began a new log there would sign another history with
// the same key. Nothing is changed.
#pragma once

#include <optional>
#include <string>

#include "flows/house_settings.h"

namespace liuhen::flows {

// The first of: an object in the vault, work under way in its staging, something in quarantine, an
// upload. Answers the folder that holds it, relative to the house; nullopt when there is none.
std::optional<std::string> find_trace_of_records(const HouseFolders& folders);

// A sentence for a person: what lies there, what is missing, what to do.
std::string sentence_of_lost_house(const HouseFolders& folders, const std::string& trace);

}  // namespace liuhen::flows
