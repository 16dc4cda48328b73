// What a stranger needs to check a receipt without any server: pure functions, no disk, no network.
// Errors are sentences for people: they say which step failed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/text.h"
#include "ledger/checkpoint.h"
#include "ledger/merkle.h"

namespace liuhen::ledger {

// A signed note, verified with one vkey and read as a checkpoint whose origin is the key's name.
base::Result<Checkpoint, std::string> verify_checkpoint(std::string_view signed_note,
                                                        std::string_view vkey);

// The whole chain: the note is signed by `vkey`, and the entry's bytes are leaf `index` of the tree
// that the note names. The answer is that checkpoint.
base::Result<Checkpoint, std::string> verify_entry_in_checkpoint(base::ByteView entry,
                                                                 std::uint64_t index,
                                                                 HashView proof,
                                                                 std::string_view signed_note,
                                                                 std::string_view vkey);

// The detached SM2 signature over the text of a signed note. Says nothing about the note's own
// Ed25519 signature.
base::Result<base::Done, std::string> verify_sm2_of_note(std::string_view signed_note,
                                                         std::string_view signature_base64,
                                                         std::string_view public_pem);

}  // namespace liuhen::ledger
