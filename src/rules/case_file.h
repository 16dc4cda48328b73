// A cases file beside a law file: facts → the findings that its article must give. For tests and
// for the law page, which shows an article's cases. Strict; bounded. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "rules/facts.h"
#include "rules/finding.h"

namespace liuhen::rules {

// What the file does not mention is not compared, but `provisional`, which is false unless said.
struct ExpectedFinding {
  std::string check_name;
  std::string state;
  std::optional<base::UtcTime> due_at, breached_at, mended_at;
  std::optional<base::UtcTime> strict_at;  // the first of the readings
  bool provisional = false;
  std::vector<std::pair<std::string, std::string>> words;  // each must be there, equal
};

struct LawCase {
  std::string name;
  Facts facts;
  base::UtcTime now;
  std::vector<ExpectedFinding> expected;
};

struct CaseFile {
  std::string article_id;
  std::vector<LawCase> cases;
};

// The error names the case and what is wrong.
base::Result<CaseFile, std::string> read_case_file(std::string_view text);

// Empty when the findings of this article are exactly the expected ones, else what differs.
std::string difference(const std::vector<ExpectedFinding>& expected,
                       const std::vector<Finding>& findings);

}  // namespace liuhen::rules
