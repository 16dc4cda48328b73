#include "flows/law/law_document.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cstdlib>

#include "base/disk.h"
#include "base/json.h"

namespace liuhen::flows {
namespace {

const base::fs::path kSource = LIUHEN_SOURCE_DIR;

// The same list that the rules room holds its law files to.
std::vector<RowToCome> rows_to_come() {
  const auto rows = base::parse_json(base::read_text(kSource / "tests/vectors/rules/rows.jsonc"),
                                     {1 << 16, 8, true});
  std::vector<RowToCome> later;
  for (const auto& [id, why] : rows->at("still_to_come").as_object()) {
    later.push_back({std::string(id), std::string(why.as_string())});
  }
  return later;
}

TEST(LawDocument, IsWhatTheFilesSay) {
  const auto book = rules::LawBook::load(kSource / "law");
  ASSERT_TRUE(book.ok());
  const std::string made = law_document(*book, kSource / "law", rows_to_come());
  const auto page = kSource / "docs/law.md";
  if (std::getenv("LIUHEN_WRITE_DOCS") != nullptr) base::write_file_durably(page, made);
  EXPECT_EQ(base::read_text(page), made) << "run with LIUHEN_WRITE_DOCS=1";
}

}  // namespace
}  // namespace liuhen::flows
