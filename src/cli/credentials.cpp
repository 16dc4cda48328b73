#include "cli/credentials.h"

#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <iostream>

namespace liuhen::cli {
namespace {

std::string trimmed(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) {
    text.pop_back();
  }
  return text;
}

// Turns the echo of the terminal off for its life.
class SilentTerminal {
 public:
  SilentTerminal() {
    if (::tcgetattr(STDIN_FILENO, &before_) != 0) return;
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    changed_ = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
  }
  SilentTerminal(const SilentTerminal&) = delete;
  SilentTerminal& operator=(const SilentTerminal&) = delete;
  ~SilentTerminal() {
    if (changed_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }

 private:
  termios before_{};
  bool changed_ = false;
};

}  // namespace

std::string ask_password(const std::string& prompt) {
  if (const char* given = std::getenv("LIUHEN_PASSWORD")) return given;
  std::string password;
  {
    // Before the prompt: who answers it at once must not see his password.
    const SilentTerminal silent;
    std::fprintf(stderr, "%s: ", prompt.c_str());
    std::getline(std::cin, password);
  }
  std::fputs("\n", stderr);
  if (password.empty()) throw UsageError("no password was given");
  return password;
}

void authenticate(ServerClient& client, const Arguments& arguments) {
  if (const auto file = arguments.find("token-file")) {
    client.set_token(trimmed(base::read_text(*file)));
    return;
  }
  const std::string user = arguments.get("user");
  client.sign_in(user, ask_password("Password of " + user));
}

std::string read_vkey(const std::string& key) {
  if (key.find('+') != std::string::npos && !base::fs::exists(key)) return key;
  return trimmed(base::read_text(key));
}

}  // namespace liuhen::cli
