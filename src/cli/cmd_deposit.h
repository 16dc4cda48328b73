// liuhen deposit FILE... --case ID --act ID [--device ID] --server URL --user NAME
// Sends files, resuming what an earlier run began; keeps trying while the server is away; writes a
// receipt for each. Says "safe to wipe" only of a receipt that says so (and, with a key, holds),
// and of a recording that the server has probed and does not know to be cut; else it says on
// standard error to keep the recorder, and why. Exit codes: 0 all deposited (whole or cut), 1 some
// not, 2 usage.
#pragma once

#include <string>
#include <vector>

namespace liuhen::cli {

int cmd_deposit(const std::vector<std::string>& words);

}  // namespace liuhen::cli
