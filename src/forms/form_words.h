// Closed sets of words in form files that no enumeration carries. Pure; any thread.
#pragma once

#include <string_view>

namespace liuhen::forms {

// Who signs: recorder handler officer unit_leader leader legal_reviewer legal_leader party witness
// holder receiver server host clerk member bureau filer checker custodian supervisor.
bool is_signer(std::string_view word);

// What came of a case: penalty no_penalty withdrawn transferred suspended.
bool is_outcome(std::string_view word);

}  // namespace liuhen::forms
