// The command line's verbs, one file each. Exit codes: 0 done, 1 not done or problems found,
// 2 wrong usage, 3 could not be checked (verify only).
#pragma once

#include <string>
#include <vector>

namespace liuhen::cli {

using Words = std::vector<std::string>;

// Files into a case, from a collecting computer: cmd_deposit.h.
// liuhen init --data FOLDER: a real bureau, asked for at the terminal.
int cmd_init(const Words& words);
// liuhen demo --data FOLDER --media FOLDER --bureau FILE
int cmd_demo(const Words& words);
// liuhen verify --data FOLDER [--json] [--threads N]
int cmd_verify(const Words& words);
// liuhen verify receipt FILE --key PUBKEY [--file ORIGINAL] [--sm2-key PEM] [--json]
int cmd_verify_receipt(const Words& words);
// liuhen rebuild --data FOLDER
int cmd_rebuild(const Words& words);
// liuhen ocfl validate PATH [--json]
int cmd_ocfl(const Words& words);

// Where the programs beside this one lie, unless an option says otherwise.
std::string program_beside(const std::string& name);

}  // namespace liuhen::cli
