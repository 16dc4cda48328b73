// liuhen deposit FILE... --case CASE --act ACT [--device DEVICE] --server URL --user NAME
// FILE may be a folder (deposit_files.h); CASE, ACT and DEVICE are words of people or ids
// (deposit_target.h). Files, receipts folder, key and target are looked at before anything is sent.
// Sends files, resuming what an earlier run began; keeps trying while the server is away; writes a
// receipt for each. Says "safe to wipe" only of a receipt that says so (and, with a key, holds),
// and of a recording that the server has probed and does not know to be cut; else it says on
// standard error to keep the recorder, and why. Exit codes: 0 all deposited (whole or cut), 1 some
// not, 2 usage, 4 the key cannot be used.
#pragma once

#include <string>
#include <vector>

namespace liuhen::cli {

int cmd_deposit(const std::vector<std::string>& words);

}  // namespace liuhen::cli
