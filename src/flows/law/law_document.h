// docs/law.md, made from the law book: each article with its checks, its cases and the screen where
// it shows.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "rules/law_book.h"

namespace liuhen::flows {

// A row of the three rules that no law file answers yet, and why.
struct RowToCome {
  std::string id, why;
};

// `folder`: of the law files, for counting cases.
std::string law_document(const rules::LawBook& book, const std::filesystem::path& folder,
                         const std::vector<RowToCome>& to_come);

}  // namespace liuhen::flows
