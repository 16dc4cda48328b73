// The program `liuhen`: composition only. Verbs live in cli/, the server in serve.cpp.
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "base/log.h"
#include "cli/arguments.h"
#include "cli/credentials.h"
#include "main/verbs.h"
#include "main/version.h"

namespace {

using Words = std::vector<std::string>;

int run(const liuhen::Verb& verb, const Words& words) {
  try {
    return verb.run(words);
  } catch (const liuhen::cli::UsageError& error) {
    std::fprintf(stderr, "%s\n", error.what());
    liuhen::print_usage_of(verb, stderr);
    return 2;
  } catch (const liuhen::cli::UnusableKey& key) {
    std::fprintf(stderr, "liuhen %s: %s\n", verb.name, key.what());
    return liuhen::cli::kUnusableKeyExit;
  } catch (const std::exception& fault) {
    std::fprintf(stderr, "liuhen %s: %s\n", verb.name, fault.what());
    return 1;
  }
}

int unknown_command(const std::string& word) {
  std::fprintf(stderr, "unknown command '%s'\n\n", word.c_str());
  liuhen::print_overview(stderr);
  return 2;
}

// "liuhen", "liuhen --help", "liuhen help", "liuhen help verify receipt"
int help(const Words& words) {
  if (words.empty()) {
    liuhen::print_overview(stdout);
    return 0;
  }
  Words rest;
  const liuhen::Verb* verb = liuhen::find_verb(words, rest);
  if (verb == nullptr) return unknown_command(words[0]);
  liuhen::print_help_of(*verb);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const Words words(argv + 1, argv + argc);
  if (words.empty()) {
    liuhen::print_overview(stderr);
    return 2;
  }
  if (words[0] == "--version") {
    std::printf("liuhen %s\n", liuhen::kVersion);
    return 0;
  }
  if (words[0] == "--help" || words[0] == "-h" || words[0] == "help") {
    return help({words.begin() + 1, words.end()});
  }
  Words rest;
  const liuhen::Verb* verb = liuhen::find_verb(words, rest);
  if (verb == nullptr) return unknown_command(words[0]);
  if (liuhen::asks_for_help(rest)) return help(words);
  if (std::string(verb->name) != "serve") {
    liuhen::base::set_log_level_min(liuhen::base::LogLevel::warning);
  }
  return run(*verb, rest);
}
