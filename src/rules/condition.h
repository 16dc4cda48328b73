// Conditions under which a check applies ("when"): all must hold. A fact that is not known holds
// no condition but `given: false`, so nobody is blamed for what the house has not been told.
// Immutable; any thread.
#pragma once

#include <boost/json/fwd.hpp>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "rules/facts.h"
#include "rules/parameters.h"

namespace liuhen::rules {

// { "fact": "is_evidence", "is": true }    flag or count or text equals
// { "fact": "kind", "in": ["inquiry"] }    text is one of; for a list: holds one of
// { "fact": "notice_at", "given": false }
// { "fact": "fine_yuan", "above": 200 }
class Condition {
 public:
  bool holds(const Facts& facts) const;

  static std::vector<Condition> read(const boost::json::value& when, const std::string& path,
                                     SubjectKind subject, PathProblems& problems);

 private:
  enum class Kind { is_flag, is_count, in, given, above };
  static Condition read_one(const boost::json::object& object, const std::string& path,
                            SubjectKind subject, PathProblems& problems);

  FactId fact_ = 0;
  Kind kind_ = Kind::given;
  bool flag_ = true;
  std::int64_t number_ = 0;
  std::vector<std::string> words_;
};

bool all_hold(const std::vector<Condition>& conditions, const Facts& facts);

}  // namespace liuhen::rules
