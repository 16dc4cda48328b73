// liuhen deposit FILE... --case ID --act ID [--device ID] --server URL --user NAME
// Sends files, resuming what an earlier run began; keeps trying while the server is away; writes a
// receipt for each and says "safe to wipe" only when that receipt was checked.
// Exit codes: 0 all deposited, 1 some not, 2 usage.
#pragma once

#include <string>
#include <vector>

namespace liuhen::cli {

int cmd_deposit(const std::vector<std::string>& words);

}  // namespace liuhen::cli
