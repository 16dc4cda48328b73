// Builds one subject at a time: what was stated first, then what the house knows, which counts.
// Also finds what people answered. Lives as long as one gathering; one thread.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/law_queries.h"
#include "flows/law/case_subjects.h"

namespace liuhen::flows {

class SubjectBuilder {
 public:
  SubjectBuilder(std::vector<catalog::StatedFact> stated,
                 std::vector<catalog::FindingAnswer> answers);

  // A subject with what was stated about it and what was answered.
  LawSubject begin(rules::SubjectKind kind, const std::string& id, base::UtcTime at,
                   std::string title) const;

 private:
  using Key = std::pair<std::string, std::string>;
  std::map<Key, std::vector<catalog::StatedFact>> stated_;
  std::map<Key, std::vector<rules::Reply>> replies_;
};

// Sets the fact when there is something to set.
template <class T>
void set_if(rules::Facts& facts, std::string_view name, const std::optional<T>& value) {
  if (value) facts.set(name, *value);
}

}  // namespace liuhen::flows
