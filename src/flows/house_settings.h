// What a house is called and how it is set: <data>/house.json, written once by `liuhen init` or
// `liuhen demo`, and the folders of a house.
#pragma once

#include <string>

#include "base/disk.h"

namespace liuhen::flows {

struct HouseFolders {
  base::fs::path root;

  base::fs::path settings() const { return root / "house.json"; }
  base::fs::path keys() const { return root / "keys"; }
  base::fs::path log() const { return root / "log"; }
  // The storage root lies one level down, because the vault keeps staging and quarantine beside it.
  base::fs::path vault() const { return root / "vault" / "ocfl"; }
  base::fs::path staging() const { return root / "vault" / "uploads"; }
  base::fs::path catalog() const { return root / "catalog.db"; }
  base::fs::path private_store() const { return root / "private.db"; }
  base::fs::path form_settings() const { return root / "forms.json"; }
  base::fs::path findings() const { return root / "findings.db"; }
  base::fs::path cache() const { return root / "cache"; }
};

struct HouseSettings {
  std::string house_id;
  std::string name_zh;
  std::string name_en;
  std::string origin;  // of the log, and the name of its keys
  bool demo = false;
};

// The bytes of house.json.
std::string text_of(const HouseSettings& settings);
void save_settings(const HouseFolders& folders, const HouseSettings& settings);
// Fault, saying what to do, when there is no house in the folder or its settings cannot be read.
HouseSettings get_settings(const HouseFolders& folders);

}  // namespace liuhen::flows
