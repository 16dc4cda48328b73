// Two people edited one draft: their changes are put together by field, and nobody loses text.
// Changes of one side alone are taken. A field that both changed: long texts are merged by lines
// and sentences, tables and people by rows; where the same place was changed twice, both stand,
// theirs first. A field that can hold one value only keeps theirs, which is saved already. Each
// such place is a conflict that carries all three values for the person who saved second.
// Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "forms/form.h"

namespace liuhen::forms {

struct Conflict {
  std::string field;
  std::string base_json, mine_json, theirs_json;  // "null" when not filled
  bool holds_both = false;                        // the merged value has both texts
};

struct Merged {
  std::string values_json;
  std::vector<Conflict> conflicts;
};

// The error says whose values are no JSON object. Fields that the form does not know are merged,
// too: check() speaks of them.
base::Result<Merged, std::string> merge(const Form& form, std::string_view base_json,
                                        std::string_view mine_json, std::string_view theirs_json);

}  // namespace liuhen::forms
