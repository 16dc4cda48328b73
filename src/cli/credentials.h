// How the command line proves who it is and whom it trusts. Passwords come from the environment
// (LIUHEN_PASSWORD) or a prompt without echo, never from an option: options show in the process
// list.
#pragma once

#include <string>

#include "cli/arguments.h"
#include "cli/server_client.h"

namespace liuhen::cli {

// --token-file FILE, or --user NAME with a password.
void authenticate(ServerClient& client, const Arguments& arguments);
std::string ask_password(const std::string& prompt);
// `key` is a vkey itself or the name of a file that holds one.
std::string read_vkey(const std::string& key);

}  // namespace liuhen::cli
