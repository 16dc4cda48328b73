#include "cli/credentials.h"

#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "flows/intake/trusted_key.h"

namespace liuhen::cli {
namespace {

constexpr std::uint64_t kKeyFileBytesMax = 65'536;

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

[[noreturn]] void refuse_key(const std::string& option, const std::string& path,
                             const std::string& flaw) {
  const std::string what = path.empty() ? "what was given" : path;
  throw UnusableKey("the key of " + option + " (" + what + ") cannot be used: " + flaw +
                    ". Nothing was checked.");
}

std::string read_key_file(const std::string& option, const std::string& path) {
  try {
    return std::string(base::as_text(base::read_file(path, kKeyFileBytesMax)));
  } catch (const std::exception& fault) {
    refuse_key(option, path, std::string("the file cannot be read: ") + fault.what());
  }
}

}  // namespace

std::optional<std::string> read_password(const std::string& prompt) {
  if (const char* given = std::getenv("LIUHEN_PASSWORD")) return given;
  std::string password;
  bool is_given = false;
  {
    // Before the prompt: who answers it at once must not see his password.
    const SilentTerminal silent;
    std::fprintf(stderr, "%s: ", prompt.c_str());
    is_given = static_cast<bool>(std::getline(std::cin, password));
  }
  std::fputs("\n", stderr);
  return is_given ? std::optional(password) : std::nullopt;
}

std::string ask_password(const std::string& prompt) {
  const auto password = read_password(prompt);
  if (!password || password->empty()) throw UsageError("no password was given");
  return *password;
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
  std::error_code not_a_path;
  const bool is_text = key.find('+') != std::string::npos && !base::fs::exists(key, not_a_path);
  const std::string text = is_text ? key : trimmed(read_key_file("--key", key));
  if (const auto flaw = flows::flaw_of_vkey(text)) refuse_key("--key", is_text ? "" : key, *flaw);
  return text;
}

std::string read_sm2_key(const std::string& path) {
  const std::string text = read_key_file("--sm2-key", path);
  if (const auto flaw = flows::flaw_of_sm2_public_pem(text)) refuse_key("--sm2-key", path, *flaw);
  return text;
}

}  // namespace liuhen::cli
