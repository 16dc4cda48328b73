#include "cli/questions.h"

#include <cstdlib>
#include <istream>
#include <ostream>

#include "base/fault.h"
#include "cli/arguments.h"

namespace liuhen::cli {

Language language_of(const std::string& option) {
  if (option == "zh") return Language::zh;
  if (option == "en") return Language::en;
  if (!option.empty()) throw UsageError("--lang wants zh or en");
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    return std::string(value).rfind("zh", 0) == 0 ? Language::zh : Language::en;
  }
  return Language::en;
}

std::string without_spaces_around(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\r");
  const auto last = text.find_last_not_of(" \t\r");
  return first == std::string::npos ? std::string() : text.substr(first, last - first + 1);
}

Questions::Questions(Language language, bool terminal, std::istream& in, std::ostream& out,
                     ReadPassword read_password)
    : language_(language),
      terminal_(terminal),
      in_(in),
      out_(out),
      read_password_(std::move(read_password)) {}

const std::string& Questions::in_language(const Said& what) const {
  return language_ == Language::zh ? what.zh : what.en;
}

void Questions::say(const Said& what) { out_ << in_language(what) << std::endl; }

std::optional<std::string> Questions::next_line(const Said& prompt) {
  out_ << in_language(prompt) << std::flush;
  std::string line;
  if (!std::getline(in_, line)) return std::nullopt;
  return line;
}

void Questions::refuse(const model::Refusal& refusal) {
  out_ << (language_ == Language::zh ? refusal.zh : refusal.en) << std::endl;
}

std::string Questions::ask(const Said& question, const std::string& otherwise, const Check& check) {
  const std::string usual = otherwise.empty() ? "" : " [" + otherwise + "]";
  for (;;) {
    const auto line = next_line({question.zh + usual + "：", question.en + usual + ": "});
    if (!line) {
      throw base::Fault(in_language({"输入已结束，但还有问题没有回答；什么都没有建立",
                                     "the input ended before all was answered; nothing was "
                                     "created"}));
    }
    std::string answer = without_spaces_around(*line);
    if (answer.empty()) answer = otherwise;
    const auto refusal = check(answer);
    if (!refusal) return answer;
    refuse(*refusal);
  }
}

std::string Questions::ask_new_password(const Said& prompt, const Check& check) {
  for (;;) {
    const auto password = read_password_(in_language(prompt));
    if (!password) {
      throw base::Fault(in_language(
          {"没有输入密码；什么都没有建立", "no password was given; nothing was created"}));
    }
    if (const auto refusal = check(*password)) {
      refuse(*refusal);
      continue;
    }
    if (!terminal_) return *password;
    const auto again = read_password_(in_language({"  再输入一次", "  The same password again"}));
    if (again == password) return *password;
    refuse(model::bad_input("password", "两次输入的密码不一致，请重新设定。",
                            "The two differ; please choose the password again."));
  }
}

}  // namespace liuhen::cli
