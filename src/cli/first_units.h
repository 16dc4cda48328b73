// The units (科室) of a new bureau, as they are typed: 'Chinese name | English name', one a line.
#pragma once

#include <string>
#include <vector>

#include "flows/admin/people.h"
#include "model/refusal.h"

namespace liuhen::cli {

class FirstUnits {
 public:
  enum class Taken { whole, without_english };
  // Without an English name the Chinese one stands for it, until the same Chinese name comes again
  // with an English one. Otherwise a name is taken once, in each language.
  model::Answer<Taken> take(const std::string& line);
  const std::vector<flows::NewUnit>& units() const { return units_; }

 private:
  std::vector<flows::NewUnit> units_;
};

}  // namespace liuhen::cli
