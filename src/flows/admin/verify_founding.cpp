#include "flows/admin/verify_founding.h"

#include "base/fault.h"

namespace liuhen::flows {

std::optional<HouseSettings> read_settings(const HouseFolders& folders,
                                           std::vector<FoundingProblem>& problems) {
  const std::string place = folders.settings().string();
  if (!base::fs::exists(folders.settings())) {
    if (!base::fs::exists(folders.log())) get_settings(folders);  // throws: no house at all
    problems.push_back({"house.missing", place, "it is not there; bring it back from a backup"});
    return std::nullopt;
  }
  try {
    const HouseSettings settings = get_settings(folders);
    // Read leniently, judged strictly: not a byte may stand there that says nothing.
    if (base::read_text(folders.settings()) != text_of(settings)) {
      problems.push_back({"house.malformed", place,
                          "it is not written as Liuhen writes it; bring it back from a backup"});
    }
    return settings;
  } catch (const base::Fault& fault) {
    problems.push_back({"house.malformed", place, fault.what()});
    return std::nullopt;
  }
}

std::vector<FoundingProblem> compare_founding(const model::HouseFounded& founded,
                                              const std::optional<HouseSettings>& settings,
                                              const KeysInUse& keys) {
  std::vector<FoundingProblem> problems;
  const auto compare = [&](const char* code, const std::string& place, const std::string& held,
                           const std::string& witnessed) {
    if (held == witnessed) return;
    problems.push_back(
        {code, place, "holds '" + held + "', the log's first entry says '" + witnessed + "'"});
  };
  if (settings) {
    compare("house.id", "house.json", settings->house_id, founded.house_id);
    compare("house.name_zh", "house.json", settings->name_zh, founded.name_zh);
    compare("house.name_en", "house.json", settings->name_en, founded.name_en);
    compare("house.origin", "house.json", settings->origin, founded.origin);
    compare("house.demo", "house.json", settings->demo ? "true" : "false",
            founded.demo ? "true" : "false");
  }
  if (keys.vkey) compare("keys.vkey", keys.place, *keys.vkey, founded.vkey);
  if (keys.sm2_public_pem) {
    compare("keys.sm2", keys.place, *keys.sm2_public_pem, founded.sm2_public_key);
  }
  return problems;
}

}  // namespace liuhen::flows
