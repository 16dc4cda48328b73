#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "base/clock.h"
#include "base/fault.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/credentials.h"
#include "flows/admin/found_house.h"
#include "flows/admin/founding_place.h"
#include "flows/admin/sign_in.h"
#include "flows/house.h"

namespace liuhen::cli {
namespace {

std::string ask(const std::string& question, const std::string& otherwise = {}) {
  for (;;) {
    std::printf("%s%s: ", question.c_str(),
                otherwise.empty() ? "" : (" [" + otherwise + "]").c_str());
    std::fflush(stdout);
    std::string line;
    if (!std::getline(std::cin, line)) throw base::Fault("the input ended before all was answered");
    if (line.empty()) line = otherwise;
    if (!line.empty() && base::is_utf8(line)) return line;
    std::printf("Please answer.\n");
  }
}

std::vector<flows::NewUnit> ask_units() {
  std::printf("\nUnits (科室), one a line as 'Chinese name | English name'; an empty line ends.\n");
  std::vector<flows::NewUnit> units;
  std::string line;
  while (std::printf("> "), std::fflush(stdout), std::getline(std::cin, line) && !line.empty()) {
    const std::size_t bar = line.find('|');
    const auto trimmed = [](const std::string& text) {
      const auto first = text.find_first_not_of(' ');
      const auto last = text.find_last_not_of(' ');
      return first == std::string::npos ? std::string() : text.substr(first, last - first + 1);
    };
    const std::string zh = trimmed(line.substr(0, bar));
    const std::string en = bar == std::string::npos ? zh : trimmed(line.substr(bar + 1));
    if (zh.empty() || !base::is_utf8(line)) {
      std::printf("Please write a name.\n");
      continue;
    }
    units.push_back({std::nullopt, zh, en});
  }
  if (units.empty()) units.push_back({std::nullopt, "办公室", "Office"});
  return units;
}

std::string ask_new_password(const std::string& who) {
  for (;;) {
    const std::string password = ask_password("Password of " + who + " (10 characters or more)");
    const auto refusal = flows::refuse_password(password);
    if (!refusal) return password;
    if (std::getenv("LIUHEN_PASSWORD") != nullptr) throw base::Fault(refusal->en);
    std::printf("%s\n", refusal->en.c_str());
  }
}

// The three administrators; no one of them can do the work of another (protection level 3).
std::vector<flows::NewAccount> ask_administrators() {
  struct Post {
    model::Role role;
    const char* title;
    const char* name;
  };
  static constexpr Post kPosts[] = {
      {model::Role::system_admin, "system administrator (系统管理员)", "sysadmin"},
      {model::Role::security_admin, "security administrator (安全管理员)", "secadmin"},
      {model::Role::audit_admin, "audit administrator (审计管理员)", "audadmin"}};
  std::vector<flows::NewAccount> accounts;
  for (const Post& post : kPosts) {
    std::printf("\nThe %s\n", post.title);
    flows::NewAccount account;
    account.name = ask("  Name of the person");
    account.sign_in_name = ask("  Sign-in name", post.name);
    account.unit_id = {"0"};
    account.roles = {post.role};
    account.password = ask_new_password(account.sign_in_name);
    accounts.push_back(std::move(account));
  }
  return accounts;
}

std::string ask_origin() {
  for (;;) {
    const std::string origin =
        ask("Name of the log, normally the server's address and '/log'", "liuhen.local/log");
    const auto refusal = flows::refuse_origin(origin);
    if (!refusal) return origin;
    std::printf("%s\n", refusal->en.c_str());
  }
}

// What is settled already by a founding that was cut short is not asked again.
flows::FoundingOrder ask_order(const base::fs::path& data, const flows::FoundingPlace& place) {
  flows::FoundingOrder order;
  order.data = data;
  if (place.settings) {
    std::printf("The founding of %s (%s) was cut short here; it goes on. Its log is named %s.\n",
                place.settings->name_zh.c_str(), place.settings->name_en.c_str(),
                place.settings->origin.c_str());
    return order;
  }
  order.name_zh = ask("Name of the bureau in Chinese");
  order.name_en = ask("Name of the bureau in English");
  if (place.origin) {
    std::printf("Keys for the log %s were made here by a founding that was cut short.\n",
                place.origin->c_str());
  }
  order.origin = place.origin ? *place.origin : ask_origin();
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

}  // namespace

int cmd_init(const Words& words) {
  const Arguments arguments(words, {"data", "probe"}, {});
  if (!arguments.words().empty()) throw UsageError("init takes no words, only --data FOLDER");
  const base::SystemClock clock;
  const base::fs::path data = arguments.get("data");
  const auto place = examine(data);
  const auto order = ask_order(data, place);
  const auto units = ask_units();
  const auto accounts = ask_administrators();
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
  std::printf(
      "\nThe house stands in %s.\nPublic key of its log (give it to everybody who shall be "
      "able to check):\n%s\nStart it with: liuhen serve --data %s\n",
      data.c_str(), house->log_keys().vkey.c_str(), data.c_str());
  return 0;
}

}  // namespace liuhen::cli
