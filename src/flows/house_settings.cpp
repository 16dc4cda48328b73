#include "flows/house_settings.h"

#include <boost/json.hpp>

#include "base/fault.h"
#include "base/json.h"

namespace liuhen::flows {
namespace json = boost::json;

std::string text_of(const HouseSettings& settings) {
  const json::object object{{"format", "liuhen-house/1"},  {"house_id", settings.house_id},
                            {"name_zh", settings.name_zh}, {"name_en", settings.name_en},
                            {"origin", settings.origin},   {"demo", settings.demo}};
  return base::canonical_json(object) + "\n";
}

void save_settings(const HouseFolders& folders, const HouseSettings& settings) {
  base::write_file_durably(folders.settings(), text_of(settings));
}

HouseSettings get_settings(const HouseFolders& folders) {
  const auto bytes = base::find_file(folders.settings(), 1 << 20);
  if (!bytes) {
    throw base::Fault("there is no house in " + folders.root.string() +
                      "; create one with 'liuhen init --data FOLDER'");
  }
  const auto parsed = base::parse_json(base::as_text(*bytes));
  const json::object* object = parsed ? parsed->if_object() : nullptr;
  if (object == nullptr || base::find_text(*object, "format") != "liuhen-house/1") {
    throw base::Damaged(folders.settings().string() +
                        " cannot be read; bring it back from a backup");
  }
  const auto text = [&](std::string_view name) {
    return std::string(base::find_text(*object, name).value_or(""));
  };
  return {text("house_id"), text("name_zh"), text("name_en"), text("origin"),
          base::find_bool(*object, "demo").value_or(false)};
}

}  // namespace liuhen::flows
