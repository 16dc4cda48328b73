// What the house knows before anybody writes: the closed set of names from which a field can be
// filled ("from" in a form file). A new name is one line in known.cpp. Pure; any thread.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/civil_day.h"
#include "forms/form.h"

namespace liuhen::forms {

struct Person {
  std::string name, number, unit;
};

struct Span {
  base::UtcTime start, end;
};

using KnownValue =
    std::variant<std::string, base::CivilDay, base::UtcTime, Span, std::vector<Person>>;
using Known = std::map<std::string, KnownValue, std::less<>>;

enum class KnownShape { text, day, time, span, people };  // in the order of KnownValue

struct KnownName {
  std::string_view name;
  KnownShape shape;
  std::string_view zh, en;
};
std::span<const KnownName> known_names();
const KnownName* find_known(std::string_view name);
// Whether a field of this kind can take it: a day also takes a time
bool can_fill(KnownShape shape, FieldKind kind);

}  // namespace liuhen::forms
