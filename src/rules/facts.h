// What is known about one subject (a case, an act, a recording …): typed values by name. Flat on
// purpose: whatever an article asks is gathered into the facts of the subject that it is about.
// What is not known is absent, never a default. A value, cheap to build by the million.
#pragma once

#include <boost/json/fwd.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/civil_day.h"
#include "base/result.h"
#include "rules/vocabulary.h"

namespace liuhen::rules {

// In the order of FactType: time day flag count text list.
using Value = std::variant<base::UtcTime, base::CivilDay, bool, std::int64_t, std::string,
                           std::vector<std::string>>;

FactType type_of(const Value& value);
// Says something: a time or day always; a flag when true; a count above 0; text and list not empty.
bool is_given(const Value& value);
// For people and for findings; times as RFC 3339, lists joined by a comma.
std::string text_of(const Value& value);

class Facts {
 public:
  // `at`: when the subject came about; chooses the version of the law that it is judged by.
  Facts(SubjectKind kind, std::string id, base::UtcTime at)
      : kind_(kind), id_(std::move(id)), at_(at) {}

  SubjectKind kind() const { return kind_; }
  const std::string& id() const { return id_; }
  base::UtcTime at() const { return at_; }

  // CHECKs that the fact belongs to this kind of subject and has this type. Replaces.
  void set(FactId fact, Value value);
  void set(std::string_view fact_name, Value value) {
    set(get_fact(kind_, fact_name), std::move(value));
  }
  const Value* find(FactId fact) const;
  bool is_given(FactId fact) const;
  // The instant of a time, the first instant of a day.
  std::optional<base::UtcTime> find_moment(FactId fact) const;
  std::optional<base::CivilDay> find_day(FactId fact) const;  // the China day of a time, too
  // A count, or how many words a list has.
  std::optional<std::int64_t> find_count(FactId fact) const;
  const std::string* find_text(FactId fact) const;
  const std::vector<std::string>* find_list(FactId fact) const;

 private:
  SubjectKind kind_;
  std::string id_;
  base::UtcTime at_;
  std::vector<std::pair<FactId, Value>> values_;
};

// Facts out of JSON: case files beside law files, and "what if" questions from outside. The error
// is a sentence naming the member. Times are RFC 3339 with zone, days "2026-03-01".
base::Result<Facts, std::string> facts_of_json(SubjectKind kind, const std::string& id,
                                               base::UtcTime at,
                                               const boost::json::object& members);

}  // namespace liuhen::rules
