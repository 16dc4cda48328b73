// An entry of the ledger: a fact, witnessed once and for ever. Its bytes are canonical JSON
// (RFC 8785) under 64 KiB: {"actor","body","kind","salt","subject","time","v"}.
// docs/formats/entry.md lists every kind. Kinds are added, never changed.
#pragma once

#include <boost/json/fwd.hpp>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"

namespace liuhen::model {

inline constexpr std::size_t kEntryBytesMax = 65535;  // tlog-tiles: uint16 length
inline constexpr std::size_t kSaltCharacters = 32;

struct Entry {
  std::string kind;    // "record.deposited"
  base::UtcTime time;  // of the server, when the command was decided
  std::string actor;   // "account:<uuid>" or "system:<part>"
  // 128 random bits in hex, set by the scribe. Tiles are public: without it, whoever can guess an
  // entry ("this person signed in at that time") could test the guess against its leaf hash.
  std::string salt = {};
  std::string subject = {};  // "record:<uuid>", "case:<uuid>" …
  std::string body = {};     // canonical JSON object
};

std::string new_salt();

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
