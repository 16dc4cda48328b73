#include "cli/first_units.h"

#include <algorithm>

#include "cli/questions.h"
#include "flows/casework/bounds.h"

namespace liuhen::cli {
namespace {

constexpr std::size_t kCharactersMax = 100;
constexpr std::string_view kWideBar = "｜";

// The bar of a Chinese keyboard is as good.
std::string with_plain_bar(std::string line) {
  const std::size_t wide = line.find(kWideBar);
  if (line.find('|') == std::string::npos && wide != std::string::npos) {
    line.replace(wide, kWideBar.size(), "|");
  }
  return line;
}

model::Refusal name_taken(const std::string& name) {
  return model::bad_input("units", "科室“" + name + "”已经有了，请换一个名称。",
                          "There is a unit called " + name + " already; choose another name.");
}

}  // namespace

model::Answer<FirstUnits::Taken> FirstUnits::take(const std::string& typed) {
  const std::string line = with_plain_bar(typed);
  const std::size_t bar = line.find('|');
  const std::string zh = without_spaces_around(line.substr(0, bar));
  const std::string stated =
      bar == std::string::npos ? "" : without_spaces_around(line.substr(bar + 1));
  if (auto refusal = flows::refuse_text("units", zh, kCharactersMax)) return *refusal;
  if (auto refusal = flows::refuse_text("units", stated, kCharactersMax, false)) return *refusal;
  const flows::NewUnit unit{std::nullopt, zh, stated.empty() ? zh : stated};
  const auto same = std::find_if(units_.begin(), units_.end(),
                                 [&](const auto& other) { return other.name_zh == zh; });
  const bool completes = same != units_.end() && same->name_en == same->name_zh && !stated.empty();
  if (same != units_.end() && !completes) return name_taken(zh);
  for (const flows::NewUnit& other : units_) {
    if (other.name_zh != zh && other.name_en == unit.name_en) return name_taken(unit.name_en);
  }
  if (completes) {
    *same = unit;
  } else {
    units_.push_back(unit);
  }
  return stated.empty() ? Taken::without_english : Taken::whole;
}

}  // namespace liuhen::cli
