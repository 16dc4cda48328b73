// How the command line proves who it is and whom it trusts. Passwords come from the environment
// (LIUHEN_PASSWORD) or a prompt without echo, never from an option: options show in the process
// list.
#pragma once

#include <optional>
#include <string>

#include "base/fault.h"
#include "cli/arguments.h"
#include "cli/server_client.h"

namespace liuhen::cli {

// The key that a checker brought along cannot be read, or is none: nothing was judged. The sentence
// names the option and never holds what the file holds. Ends every command with kUnusableKeyExit.
class UnusableKey : public base::Fault {
 public:
  using base::Fault::Fault;
};
inline constexpr int kUnusableKeyExit = 4;

// --token-file FILE, or --user NAME with a password.
void authenticate(ServerClient& client, const Arguments& arguments);
// Without echo. UsageError when none is given.
std::string ask_password(const std::string& prompt);
// The same, but an empty one is an answer, and nullopt the end of the input.
std::optional<std::string> read_password(const std::string& prompt);
// The value of --key: a vkey itself or the name of a file that holds one. UnusableKey.
std::string read_vkey(const std::string& key);
// The value of --sm2-key: the name of a PEM file. UnusableKey.
std::string read_sm2_key(const std::string& path);

}  // namespace liuhen::cli
