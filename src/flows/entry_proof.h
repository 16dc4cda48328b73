// The proof of one entry: its exact bytes, its place, the hashes up to the root, the checkpoint
// with both signatures and the keys to check them. Everything a stranger needs (docs/formats/
// receipt.md). Pure values; reading only, any thread.
#pragma once

#include <boost/json/fwd.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "base/digest.h"
#include "base/result.h"
#include "ledger/log_reader.h"

namespace liuhen::flows {

struct LogKeys {
  std::string origin;
  std::string vkey;
  std::string sm2_public_pem;
};

struct EntryProof {
  std::uint64_t index = 0;
  std::string entry;
  std::uint64_t tree_size = 0;
  std::vector<base::Digest256> hashes;
  std::string checkpoint;
  std::string checkpoint_sm2;
  LogKeys keys;
};

// Against the newest checkpoint. The error says what is wrong: not published yet, no such entry.
base::Result<EntryProof, std::string> make_entry_proof(const ledger::LogReader& log,
                                                       const LogKeys& keys, std::uint64_t index);

boost::json::object json_of(const EntryProof& proof);
base::Result<EntryProof, std::string> entry_proof_of(const boost::json::object& object);

}  // namespace liuhen::flows
