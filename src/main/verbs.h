// The verbs of the program: what runs them, how they are written, what --help says of each.
#pragma once

#include <cstdio>
#include <string>
#include <vector>

namespace liuhen {

struct Verb {
  const char* name;  // one word or two ("verify receipt")
  int (*run)(const std::vector<std::string>& words);
  const char* usage;
  const char* more;  // for --help: what it does, its options, its exit codes
};

// The verb that `words` begins with ("verify receipt" before "verify"), and the words after it in
// `rest`; nullptr: none.
const Verb* find_verb(const std::vector<std::string>& words, std::vector<std::string>& rest);
// --help or -h stands among them.
bool asks_for_help(const std::vector<std::string>& words);

void print_overview(std::FILE* into);
void print_usage_of(const Verb& verb, std::FILE* into);
void print_help_of(const Verb& verb);

}  // namespace liuhen
