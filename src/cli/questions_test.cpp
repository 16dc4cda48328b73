#include "cli/questions.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <deque>
#include <sstream>

#include "base/fault.h"
#include "cli/arguments.h"
#include "cli/first_units.h"

namespace liuhen::cli {
namespace {

struct Dialogue {
  std::istringstream in;
  std::ostringstream out;
  std::deque<std::string> passwords;
  std::vector<std::string> prompts;
  Questions questions;

  Dialogue(const std::string& typed, std::deque<std::string> secrets, bool terminal = true,
           Language language = Language::en)
      : in(typed),
        passwords(std::move(secrets)),
        questions(language, terminal, in, out, [this](const std::string& prompt) {
          prompts.push_back(prompt);
          if (passwords.empty()) return std::optional<std::string>();
          const std::string given = passwords.front();
          passwords.pop_front();
          return std::optional(given);
        }) {}

  std::string ask() { return questions.ask({"名称", "Name"}, {}, short_enough); }
  std::string ask_password() {
    return questions.ask_new_password({"密码", "Password"}, long_enough);
  }

  static std::optional<model::Refusal> short_enough(const std::string& answer) {
    if (!answer.empty() && answer.size() < 6) return std::nullopt;
    return model::bad_input("name", "不行", "will not do");
  }
  static std::optional<model::Refusal> long_enough(const std::string& password) {
    if (password.size() >= 4) return std::nullopt;
    return model::bad_input("password", "太短", "too short");
  }
};

TEST(Questions, AnAnswerThatWillNotDoIsAskedAgain) {
  Dialogue dialogue("much too long\n\n  good \n", {});
  EXPECT_EQ(dialogue.ask(), "good");
  EXPECT_EQ(dialogue.out.str(), "Name: will not do\nName: will not do\nName: ");
}

TEST(Questions, FromAPipeTheNextLineIsTheNextAnswerUntilTheyEnd) {
  Dialogue dialogue("much too long\ngood\n", {}, false);
  EXPECT_EQ(dialogue.ask(), "good");
  Dialogue ended("much too long\n", {}, false);
  EXPECT_THROW(ended.ask(), base::Fault);
}

TEST(Questions, InChinese) {
  Dialogue dialogue("much too long\ngood\n", {}, true, Language::zh);
  EXPECT_EQ(dialogue.ask(), "good");
  EXPECT_EQ(dialogue.out.str(), "名称：不行\n名称：");
}

TEST(Questions, APasswordIsAskedTwiceUntilBothAreEqualAndLongEnough) {
  Dialogue dialogue("", {"abc", "", "secret", "sceret", "secret", "secret", "left"});
  EXPECT_EQ(dialogue.ask_password(), "secret");
  EXPECT_EQ(dialogue.prompts.size(), 6U);
  EXPECT_EQ(dialogue.passwords.size(), 1U);
  EXPECT_NE(dialogue.out.str().find("too short"), std::string::npos);
  EXPECT_NE(dialogue.out.str().find("The two differ"), std::string::npos);
  EXPECT_EQ(dialogue.out.str().find("secret"), std::string::npos);
}

TEST(Questions, APasswordFromAPipeIsReadOnce) {
  Dialogue dialogue("", {"secret", "other"}, false);
  EXPECT_EQ(dialogue.ask_password(), "secret");
  EXPECT_EQ(dialogue.passwords.size(), 1U);
  Dialogue none("", {}, false);
  EXPECT_THROW(none.ask_password(), base::Fault);
}

TEST(Questions, TheLanguageIsThatOfTheOptionOrTheEnvironment) {
  ::unsetenv("LC_ALL");
  ::unsetenv("LC_MESSAGES");
  ::setenv("LANG", "zh_CN.UTF-8", 1);
  EXPECT_EQ(language_of(""), Language::zh);
  EXPECT_EQ(language_of("en"), Language::en);
  ::setenv("LC_ALL", "C.UTF-8", 1);
  EXPECT_EQ(language_of(""), Language::en);
  ::unsetenv("LC_ALL");
  ::unsetenv("LANG");
  EXPECT_EQ(language_of(""), Language::en);
  EXPECT_THROW(language_of("de"), UsageError);
}

TEST(FirstUnits, WithAndWithoutAnEnglishName) {
  FirstUnits units;
  EXPECT_EQ(*units.take(" 执法一科 | Enforcement 1 "), FirstUnits::Taken::whole);
  EXPECT_EQ(*units.take("法制科"), FirstUnits::Taken::without_english);
  EXPECT_EQ(units.units()[1].name_en, "法制科");
  EXPECT_EQ(*units.take("法制科 ｜ Legal Affairs"), FirstUnits::Taken::whole);
  ASSERT_EQ(units.units().size(), 2U);
  EXPECT_EQ(units.units()[1].name_en, "Legal Affairs");
}

TEST(FirstUnits, ANameIsTakenOnce) {
  FirstUnits units;
  EXPECT_TRUE(units.take("执法一科 | Enforcement").ok());
  EXPECT_FALSE(units.take("执法一科").ok());
  EXPECT_FALSE(units.take("执法一科 | Other").ok());
  EXPECT_FALSE(units.take("执法二科 | Enforcement").ok());
  EXPECT_FALSE(units.take(" | Nameless").ok());
  EXPECT_FALSE(units.take(std::string(101, 'x')).ok());
  EXPECT_FALSE(units.take("\xff").ok());
  EXPECT_EQ(units.units().size(), 1U);
}

}  // namespace
}  // namespace liuhen::cli
