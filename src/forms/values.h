// The values of one document: what people wrote into a form. Text in, text out (JSON), because they
// come from outside and go into drafts and entries. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/civil_day.h"
#include "forms/form.h"
#include "forms/known.h"

namespace liuhen::forms {

inline constexpr std::size_t kValuesBytesMax = 1 << 20;

// One thing that is wrong. `field` is the name of the field, `place` the row, column or part in it:
// "2/amount" (rows count from 0), "start". Sentences are for people and name the field.
struct FieldFault {
  std::string field, place;
  std::string code;  // missing type unknown impossible_date future order too_long too_short
                     // too_small too_large choice rows values
  Wording sentence;
};

// Empty: may be finalised (signatures are another matter). A draft may have any of these; what can
// be wrong with a draft as such is `values` only: no JSON object, or too large.
std::vector<FieldFault> check(const Form& form, std::string_view values_json, base::CivilDay today);

// The values a new document begins with, as JSON: what is known, and what the form writes
// beforehand. Known names that no field asks for are passed over.
std::string prefill(const Form& form, const Known& known);

// In the order of FactShape.
using FactValue = std::variant<base::UtcTime, base::CivilDay, bool, std::int64_t, std::string,
                               std::vector<std::string>>;

struct Established {
  std::string subject, fact;
  FactValue value;
};

struct Moments {
  std::optional<base::UtcTime> finalised_at;
  std::optional<base::CivilDay> signed_on;
};

// What the document tells the law engine. Fields that are not filled, or wrongly, establish
// nothing: nobody is judged by a default.
std::vector<Established> established(const Form& form, std::string_view values_json,
                                     const Moments& moments);

}  // namespace liuhen::forms
