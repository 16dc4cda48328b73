// What the server's probe says of a recording that was just deposited. A receipt proves that the
// bytes are kept, not that the recorder had written all of them.
#pragma once

#include <string>

#include "cli/server_client.h"

namespace liuhen::cli {

enum class Wholeness {
  nothing_against,  // probed; nothing speaks for a cut
  cut_recording,
  cut_document,
  not_known,  // not probed in time, not shown to this account, or the probe failed on it
};

// Asks GET /api/records/{record_id} twice a second until it is probed, for 60 s at most (a single
// call that hangs comes on top). Faults of the server are no fault here: not_known.
Wholeness ask_wholeness(ServerClient& client, const std::string& record_id);

// One sentence that says what to do; nullptr when nothing speaks against wiping.
const char* advice_on(Wholeness wholeness);

}  // namespace liuhen::cli
