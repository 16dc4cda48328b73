// What the bureau sets for its documents: <data>/forms.json, optional and edited by hand while the
// server is stopped (docs/formats/form-file.md). Nobody's word stands in it that a form needs to be
// valid: where a setting is absent, the writer fills the field.
#pragma once

#include <string>

#include "flows/house_settings.h"

namespace liuhen::flows {

struct FormSettings {
  std::string bureau_word;  // of the 文号, "荆公资监"; by default the bureau's Chinese name
  std::string address, phone;
  std::string review_organ, court;
};

// Damaged, saying what to do, when the file is there and cannot be read.
FormSettings get_form_settings(const HouseFolders& folders, const HouseSettings& house);

}  // namespace liuhen::flows
