// liuhen demo: a demonstration bureau from packaging/demo/bureau.json and the media made beside it,
// entered through the same flows that people use. Its file is trusted: it ships with the program.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "flows/house.h"

namespace liuhen::flows {

struct DemoOrder {
  HouseOptions house;
  base::fs::path bureau_file;
  base::fs::path media;
  std::function<void(const std::string& what)> progress;
};

// Fault, naming the step, when anything is refused. The folder is made under another name and
// renamed when whole, so that an interrupted set-up leaves no half bureau.
void found_demo_bureau(const DemoOrder& order, const base::Clock& clock);

struct DemoAccount {
  std::string sign_in_name, password, name, title_zh, title_en;
};
// Kept in <data>/demo.json for the sign-in page; empty in a real house.
std::vector<DemoAccount> demo_accounts(const HouseFolders& folders);

}  // namespace liuhen::flows
