#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include "base/clock.h"
#include "base/fault.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/credentials.h"
#include "cli/first_units.h"
#include "cli/questions.h"
#include "flows/admin/found_house.h"
#include "flows/admin/founding_place.h"
#include "flows/admin/sign_in.h"
#include "flows/casework/bounds.h"
#include "flows/house.h"

namespace liuhen::cli {
namespace {

constexpr std::size_t kBureauCharactersMax = 100;

std::string ask_name(Questions& questions, const Said& question) {
  return questions.ask(question, {}, [](const std::string& answer) {
    return flows::refuse_text("name", answer, kBureauCharactersMax);
  });
}

std::vector<flows::NewUnit> ask_units(Questions& questions) {
  questions.say({"\n科室，一行一个，写作“中文名称 | 英文名称”；输入空行结束。",
                 "\nUnits (科室), one a line as 'Chinese name | English name'; an empty line "
                 "ends."});
  FirstUnits units;
  for (;;) {
    const auto line = questions.next_line({"> ", "> "});
    if (!line || without_spaces_around(*line).empty()) break;
    const auto taken = units.take(*line);
    if (!taken) {
      questions.refuse(taken.error());
    } else if (*taken == FirstUnits::Taken::without_english) {
      questions.say(
          {"没有英文名称：英文页面上也将显示中文名称。要补上，请重新输入这一行，写作“中文名称 | "
           "英文名称”。",
           "No English name: the Chinese one will be shown in English pages too. To add one, type "
           "the line again as 'Chinese name | English name'."});
    }
  }
  if (!units.units().empty()) return units.units();
  questions.say(
      {"没有输入科室，先设一个“办公室”。", "No unit was named; there will be one, Office."});
  return {{std::nullopt, "办公室", "Office"}};
}

struct Post {
  model::Role role;
  Said title;
  const char* name;
};

// An account that nothing is wrong with but what is filled in, so that one answer is judged alone.
flows::NewAccount sound_account(const Post& post) {
  flows::NewAccount account;
  account.sign_in_name = post.name;
  account.name = post.name;
  account.unit_id = {"0"};
  account.roles = {post.role};
  account.password = std::string(flows::kPasswordCharactersMin, 'x');
  return account;
}

std::string ask_sign_in_name(Questions& questions, const Post& post,
                             const std::vector<flows::NewAccount>& others) {
  const Said question{"  登录名", "  Sign-in name"};
  return questions.ask(
      question, post.name, [&](const std::string& answer) -> std::optional<model::Refusal> {
        for (const auto& other : others) {
          if (other.sign_in_name != answer) continue;
          return model::bad_input("sign_in_name", "这个登录名已经给了另一名管理员。",
                                  "Another administrator has this sign-in name already.");
        }
        flows::NewAccount account = sound_account(post);
        account.sign_in_name = answer;
        return flows::refuse_account(account);
      });
}

flows::NewAccount ask_administrator(Questions& questions, const Post& post,
                                    const std::vector<flows::NewAccount>& others) {
  questions.say({"\n" + post.title.zh, "\nThe " + post.title.en});
  flows::NewAccount account = sound_account(post);
  account.name = questions.ask({"  姓名", "  Name of the person"}, {}, [&](const auto& answer) {
    flows::NewAccount named = sound_account(post);
    named.name = answer;
    return flows::refuse_account(named);
  });
  account.sign_in_name = ask_sign_in_name(questions, post, others);
  account.password =
      questions.ask_new_password({"  " + account.sign_in_name + " 的密码（至少 10 位）",
                                  "Password of " + account.sign_in_name +
                                      " (10 characters or "
                                      "more)"},
                                 flows::refuse_password);
  return account;
}

// The three administrators; no one of them can do the work of another (protection level 3).
std::vector<flows::NewAccount> ask_administrators(Questions& questions) {
  const Post posts[] = {
      {model::Role::system_admin, {"系统管理员", "system administrator (系统管理员)"}, "sysadmin"},
      {model::Role::security_admin,
       {"安全管理员", "security administrator (安全管理员)"},
       "secadmin"},
      {model::Role::audit_admin, {"审计管理员", "audit administrator (审计管理员)"}, "audadmin"}};
  std::vector<flows::NewAccount> accounts;
  for (const Post& post : posts) {
    accounts.push_back(ask_administrator(questions, post, accounts));
  }
  return accounts;
}

// What is settled already by a founding that was cut short is not asked again.
flows::FoundingOrder ask_order(Questions& questions, const base::fs::path& data,
                               const flows::FoundingPlace& place) {
  flows::FoundingOrder order;
  order.data = data;
  if (place.settings) {
    const auto& settled = *place.settings;
    questions.say({"此处有一次中断的建立，单位为" + settled.name_zh + "（" + settled.name_en +
                       "），日志名称为 " + settled.origin + "；现在继续。",
                   "The founding of " + settled.name_zh + " (" + settled.name_en +
                       ") was cut short here; it goes on. Its log is named " + settled.origin +
                       "."});
    return order;
  }
  order.name_zh = ask_name(questions, {"单位的中文名称", "Name of the bureau in Chinese"});
  order.name_en = ask_name(questions, {"单位的英文名称", "Name of the bureau in English"});
  if (place.origin) {
    questions.say({"此处有一次中断的建立，已为日志 " + *place.origin + " 生成了密钥。",
                   "Keys for the log " + *place.origin +
                       " were made here by a founding that was cut short."});
    order.origin = *place.origin;
    return order;
  }
  order.origin = questions.ask({"日志名称，一般是服务器的地址加“/log”，以后不能更改",
                                "Name of the log, normally the server's address and '/log'; it "
                                "cannot be changed later"},
                               "liuhen.local/log", flows::refuse_origin);
  return order;
}

// All that can be refused without an answer, before the first question.
flows::FoundingPlace examine(const base::fs::path& data) {
  const auto place = flows::examine_founding_place(data);
  flows::check_founding_file_system(data);
  if (const char* password = std::getenv("LIUHEN_PASSWORD")) {
    if (const auto refusal = flows::refuse_password(password)) {
      throw base::Fault("LIUHEN_PASSWORD: " + refusal->en);
    }
  }
  return place;
}

void say_it_stands(Questions& questions, const base::fs::path& data, const std::string& vkey) {
  const std::string pages_zh =
      find_built_pages() ? "" : "\n其中 WEB-FOLDER 是编译好的网页所在的目录（源码中的 web/dist）。";
  const std::string pages_en =
      find_built_pages()
          ? ""
          : "\nWEB-FOLDER is the folder of the built pages (web/dist of the source).";
  const std::string command = serve_command(data.string());
  questions.say({"\n系统已建立在 " + data.string() +
                     "。\n日志的公钥（请交给所有需要核验的人）：\n" + vkey +
                     "\n用这条命令启动：\n" + command + pages_zh,
                 "\nThe house stands in " + data.string() +
                     ".\nPublic key of its log (give it to everybody who shall be able to "
                     "check):\n" +
                     vkey + "\nStart it with:\n" + command + pages_en});
}

}  // namespace

int cmd_init(const Words& words) {
  const Arguments arguments(words, {"data", "probe", "lang"}, {});
  if (!arguments.words().empty()) throw UsageError("init takes no words, only --data FOLDER");
  const base::SystemClock clock;
  const base::fs::path data = arguments.get("data");
  Questions questions(language_of(arguments.get_or("lang", "")), ::isatty(STDIN_FILENO) == 1,
                      std::cin, std::cout, read_password);
  const auto place = examine(data);
  const auto order = ask_order(questions, data, place);
  const auto units = ask_units(questions);
  const auto accounts = ask_administrators(questions);
  // Each answer was checked when it was given; this is all of them together.
  const auto sound = flows::check_first_people({units, accounts});
  if (!sound) throw base::Fault(sound.error().en + " Nothing was created; start again.");
  if (!place.settings) flows::found_house(order, clock);
  flows::HouseOptions options;
  options.data = data;
  options.probe_program = arguments.get_or("probe", program_beside("liuhen_probe"));
  options.attend = false;
  const auto house = flows::House::open(options, clock);
  // Refused when the house has people already: another `init` was quicker.
  const auto founded = flows::enter_first_people(*house, {units, accounts});
  if (!founded) throw base::Fault(founded.error().en);
  say_it_stands(questions, data, house->log_keys().vkey);
  return 0;
}

}  // namespace liuhen::cli
