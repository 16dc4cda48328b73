// Asking a person at a terminal, in Chinese or English: each answer is checked when it is given,
// and asked again until it will do. From a pipe the next line is the next answer, and a Fault comes
// when they end.
#pragma once

#include <functional>
#include <iosfwd>
#include <optional>
#include <string>

#include "model/refusal.h"

namespace liuhen::cli {

enum class Language { zh, en };

// `option` (--lang) when not empty, else the first of LC_ALL, LC_MESSAGES and LANG that is set.
// UsageError when the option is neither zh nor en.
Language language_of(const std::string& option);

struct Said {
  std::string zh, en;
};

class Questions {
 public:
  using Check = std::function<std::optional<model::Refusal>(const std::string& answer)>;
  // A password typed at the prompt; nullopt: the input has ended.
  using ReadPassword = std::function<std::optional<std::string>(const std::string& prompt)>;

  Questions(Language language, bool terminal, std::istream& in, std::ostream& out,
            ReadPassword read_password);

  void say(const Said& what);
  // Without the spaces around it; `otherwise` for an empty line. Fault when the input ends.
  std::string ask(const Said& question, const std::string& otherwise, const Check& check);
  // Asked twice at a terminal. Never shown.
  std::string ask_new_password(const Said& prompt, const Check& check);
  // The next line as it is, nullopt at the end of the input.
  std::optional<std::string> next_line(const Said& prompt);
  // Says why an answer will not do; the caller asks again.
  void refuse(const model::Refusal& refusal);

  const std::string& in_language(const Said& what) const;

 private:
  Language language_;
  bool terminal_;
  std::istream& in_;
  std::ostream& out_;
  ReadPassword read_password_;
};

std::string without_spaces_around(const std::string& text);

}  // namespace liuhen::cli
