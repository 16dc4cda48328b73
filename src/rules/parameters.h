// The parameters of one check in a law file, read strictly: what is missing, of the wrong type, out
// of bounds or unknown becomes a problem with its place, and reading goes on, so that all problems
// of a file are told at once. One thread; lives no longer than the JSON it reads.
#pragma once

#include <boost/json/fwd.hpp>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/period.h"
#include "base/strict_json.h"
#include "rules/vocabulary.h"

namespace liuhen::rules {

using base::PathProblems;

using Types = std::initializer_list<FactType>;
inline constexpr Types kMoments = {FactType::time, FactType::day};
inline constexpr Types kAnyType = {FactType::time,  FactType::day,  FactType::flag,
                                   FactType::count, FactType::text, FactType::list};

class Parameters {
 public:
  Parameters(const boost::json::object& object, std::string path, SubjectKind subject,
             PathProblems& problems)
      : object_(object), path_(std::move(path)), subject_(subject), problems_(problems) {}

  FactId fact(std::string_view name, Types types);
  std::optional<FactId> find_fact(std::string_view name, Types types);
  std::vector<FactId> facts(std::string_view name, Types types);  // absent: empty
  std::int64_t integer(std::string_view name, std::int64_t min, std::int64_t max);
  std::optional<std::int64_t> find_integer(std::string_view name, std::int64_t min,
                                           std::int64_t max);
  std::string choice(std::string_view name, std::initializer_list<std::string_view> choices,
                     std::string_view otherwise = {});  // otherwise empty: must be there
  base::Period period();                                // from "length" and "unit"
  std::vector<base::Period> other_periods(const base::Period& base);  // from "also": unit names
  std::vector<std::string> words(std::string_view name);  // a list of 1 to 64; absent: empty
  std::map<std::string, std::vector<std::string>> table(std::string_view name);

  bool has(std::string_view name) const;
  void problem(std::string_view name, const std::string& sentence);
  // Every member that nobody asked for is a problem.
  void finish();

 private:
  const boost::json::value* take(std::string_view name);
  std::optional<FactId> fact_at(const boost::json::value& value, const std::string& path,
                                Types types);
  std::string at(std::string_view name) const { return path_ + "/" + std::string(name); }

  const boost::json::object& object_;
  std::string path_;
  SubjectKind subject_;
  PathProblems& problems_;
  std::set<std::string, std::less<>> taken_;
};

}  // namespace liuhen::rules
