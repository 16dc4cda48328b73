// What the server's probe says of a recording that was just deposited. A receipt proves that the
// bytes are kept, not that the recorder had written all of them.
#pragma once

#include <boost/json/fwd.hpp>
#include <optional>
#include <string>

#include "cli/server_client.h"

namespace liuhen::cli {

enum class Wholeness {
  nothing_against,  // probed and read; nothing speaks for a cut
  cut_recording,
  cut_document,
  unreadable,  // probed, but nothing of it could be read: it may be anything
  not_known,   // not probed in time, not shown to this account, or the probe failed on it
};

// Of the record as GET /api/records/{record_id} shows it; nullopt while it waits for the probe.
// Only a probe that says in plain words that it read the file speaks for wiping: what is missing,
// or of another form than expected, never does.
std::optional<Wholeness> wholeness_of(const boost::json::object& record);

// Asks GET /api/records/{record_id} twice a second until it is probed, for 60 s at most (a single
// call that hangs comes on top). Faults of the server are no fault here: not_known.
Wholeness ask_wholeness(ServerClient& client, const std::string& record_id);

// One sentence that says what to do; nullptr when nothing speaks against wiping.
const char* advice_on(Wholeness wholeness);

}  // namespace liuhen::cli
