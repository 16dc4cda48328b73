// The command line's verbs, one file each. Exit codes: 0 done, 1 not done or problems found,
// 2 wrong usage, 3 could not be checked (verify and verify receipt only), 4 a key that was given
// cannot be used (credentials.h).
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace liuhen::cli {

using Words = std::vector<std::string>;

// Files into a case, from a collecting computer: cmd_deposit.h.
// liuhen init --data FOLDER [--lang zh|en]: a real bureau, asked for at the terminal.
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
// The built pages of the source tree that this program was built in; nullopt elsewhere.
std::optional<std::string> find_built_pages();
// The law files of the tree this program was built in.
std::optional<std::string> find_law_folder();
// Its form files.
std::optional<std::string> find_form_folder();
// The whole command that serves the house in `data`, to be typed as it stands.
std::string serve_command(const std::string& data);

}  // namespace liuhen::cli
