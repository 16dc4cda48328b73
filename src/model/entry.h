// An entry of the ledger: a fact, witnessed once and for ever. Its bytes are canonical JSON
// (RFC 8785) under 64 KiB: {"actor","body","kind","subject","time","v"}. docs/formats/entry.md
// lists every kind. Kinds are added, never changed.
#pragma once

#include <boost/json/fwd.hpp>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"

namespace liuhen::model {

inline constexpr std::size_t kEntryBytesMax = 65535;  // tlog-tiles: uint16 length

struct Entry {
  std::string kind;     // "record.deposited"
  base::UtcTime time;   // of the server, when the command was decided
  std::string actor;    // "account:<uuid>" or "system:<part>"
  std::string subject;  // "record:<uuid>", "case:<uuid>" …
  std::string body;     // canonical JSON object
};

// The exact bytes that are hashed, stored and proven.
std::string bytes_of(const Entry& entry);
// Refuses whatever is not byte for byte what bytes_of would write.
base::Result<Entry, std::string> entry_of(std::string_view bytes);

// An entry with its place in the log.
struct PlacedEntry {
  std::uint64_t index = 0;
  Entry entry;
};

}  // namespace liuhen::model
