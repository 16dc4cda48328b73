// The words of a command line: positional words and --options. Every command says what it takes;
// anything else is refused with a sentence (UsageError), exit code 2.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace liuhen::cli {

class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class Arguments {
 public:
  // `valued` options take a value (--port 8086 or --port=8086), `flags` do not.
  Arguments(const std::vector<std::string>& words, const std::set<std::string>& valued,
            const std::set<std::string>& flags);

  const std::vector<std::string>& words() const { return words_; }
  bool has(const std::string& flag) const { return flags_.count(flag) > 0; }
  std::optional<std::string> find(const std::string& option) const;
  std::string get(const std::string& option) const;  // UsageError when absent
  std::string get_or(const std::string& option, const std::string& otherwise) const;
  std::int64_t integer_or(const std::string& option, std::int64_t otherwise, std::int64_t min,
                          std::int64_t max) const;

 private:
  std::vector<std::string> words_;
  std::map<std::string, std::string> values_;
  std::set<std::string> flags_;
};

}  // namespace liuhen::cli
