// The program `liuhen`: composition only. Verbs live in cli/, the server in serve.cpp.
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "base/log.h"
#include "cli/arguments.h"
#include "cli/cmd_deposit.h"
#include "cli/commands.h"
#include "main/serve.h"

namespace {

using liuhen::cli::Words;

struct Verb {
  const char* name;
  int (*run)(const Words&);
  const char* usage;
};

constexpr Verb kVerbs[] = {
    {"serve", liuhen::serve,
     "serve --data FOLDER [--port 8086] [--address 127.0.0.1] [--web FOLDER]\n"
     "               [--connections-per-peer 256] [--sign-ins-per-minute 60]"},
    {"init", liuhen::cli::cmd_init, "init --data FOLDER"},
    {"demo", liuhen::cli::cmd_demo, "demo --data FOLDER --media FOLDER --bureau FILE"},
    {"deposit", liuhen::cli::cmd_deposit,
     "deposit FILE... --case ID --act ID [--device ID] --user NAME [--server URL]\n"
     "                 [--receipts FOLDER] [--key PUBKEY] [--retry-minutes 30]"},
    {"verify receipt", liuhen::cli::cmd_verify_receipt,
     "verify receipt FILE --key PUBKEY [--file ORIGINAL] [--sm2-key PEM] [--json]"},
    {"verify", liuhen::cli::cmd_verify,
     "verify --data FOLDER [--key PUBKEY] [--sm2-key PEM] [--threads N] [--json]"},
    {"rebuild", liuhen::cli::cmd_rebuild, "rebuild --data FOLDER"},
    {"ocfl", liuhen::cli::cmd_ocfl, "ocfl validate PATH [--json]"},
};

int print_usage(std::FILE* into, int code) {
  std::fputs("Liuhen 留痕 keeps enforcement records complete, unaltered and provable.\n\n", into);
  for (const Verb& verb : kVerbs) std::fprintf(into, "  liuhen %s\n", verb.usage);
  return code;
}

// The verb that the words begin with ("verify receipt" before "verify"), and the words after it.
const Verb* find_verb(const Words& words, Words& rest) {
  for (const Verb& verb : kVerbs) {
    const std::string name = verb.name;
    const std::size_t space = name.find(' ');
    const std::size_t count = space == std::string::npos ? 1 : 2;
    if (words.size() < count || words[0] != name.substr(0, space)) continue;
    if (count == 2 && words[1] != name.substr(space + 1)) continue;
    rest.assign(words.begin() + static_cast<std::ptrdiff_t>(count), words.end());
    return &verb;
  }
  return nullptr;
}

}  // namespace

int main(int argc, char** argv) {
  const Words words(argv + 1, argv + argc);
  if (words.empty()) return print_usage(stderr, 2);
  if (words[0] == "--help" || words[0] == "help") return print_usage(stdout, 0);
  Words rest;
  const Verb* verb = find_verb(words, rest);
  if (verb == nullptr) {
    std::fprintf(stderr, "unknown command '%s'\n\n", words[0].c_str());
    return print_usage(stderr, 2);
  }
  if (std::string(verb->name) != "serve") {
    liuhen::base::set_log_level_min(liuhen::base::LogLevel::warning);
  }
  try {
    return verb->run(rest);
  } catch (const liuhen::cli::UsageError& error) {
    std::fprintf(stderr, "%s\nusage: liuhen %s\n", error.what(), verb->usage);
    return 2;
  } catch (const std::exception& fault) {
    std::fprintf(stderr, "liuhen %s: %s\n", verb->name, fault.what());
    return 1;
  }
}
