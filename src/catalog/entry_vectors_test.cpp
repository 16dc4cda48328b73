// docs/formats/entry.md and tests/vectors/entry hold the canonical bytes of one entry of each kind,
// as this program writes them. They must never change: kinds are added, never changed.
// LIUHEN_WRITE_VECTORS=1 writes vectors that are missing; it never replaces one.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <fstream>
#include <map>

#include "base/json.h"
#include "catalog/sample_house.h"

namespace liuhen::catalog {
namespace {

const base::fs::path kSource = LIUHEN_SOURCE_DIR;

// The last example of each kind has every member.
std::map<std::string, std::string> sample_bytes() {
  std::map<std::string, std::string> all;
  for (const auto& entry : sample_entries()) all[entry.kind] = model::bytes_of(entry);
  return all;
}

base::fs::path vector_file(const std::string& kind) {
  return kSource / "tests/vectors/entry" / (kind + ".json");
}

TEST(EntryVectors, AreWhatTheProgramWrites) {
  for (const auto& [kind, bytes] : sample_bytes()) {
    const auto file = vector_file(kind);
    if (std::getenv("LIUHEN_WRITE_VECTORS") != nullptr && !base::fs::exists(file)) {
      std::ofstream(file, std::ios::binary) << bytes;
    }
    ASSERT_TRUE(base::fs::exists(file)) << file;
    EXPECT_EQ(base::read_text(file), bytes) << file;
  }
}

TEST(EntryVectors, ReadBackAsEntries) {
  for (const auto& [kind, bytes] : sample_bytes()) {
    const auto entry = model::entry_of(base::read_text(vector_file(kind)));
    ASSERT_TRUE(entry.ok()) << kind;
    EXPECT_EQ(entry->kind, kind);
    EXPECT_EQ(model::bytes_of(*entry), bytes);
  }
}

TEST(EntryVectors, NoVectorIsLeftOver) {
  const auto known = sample_bytes();
  for (const auto& file : base::fs::directory_iterator(kSource / "tests/vectors/entry")) {
    EXPECT_TRUE(known.contains(file.path().stem().string())) << file.path();
  }
}

// The section of the page "## `kind`" up to the next one.
std::string section_of(const std::string& page, const std::string& kind) {
  const auto start = page.find("## `" + kind + "`");
  if (start == std::string::npos) return "";
  return page.substr(start, page.find("\n## ", start + 1) - start);
}

TEST(EntryPage, DescribesEveryKindAndEveryMember) {
  const std::string page = base::read_text(kSource / "docs/formats/entry.md");
  for (const auto& [kind, bytes] : sample_bytes()) {
    const std::string section = section_of(page, kind);
    EXPECT_NE(section, "") << kind << " has no section";
    EXPECT_NE(section.find(bytes), std::string::npos) << kind << ": the example differs";
    const auto entry = base::parse_json(bytes);
    for (const auto& member : entry->at("body").as_object()) {
      EXPECT_NE(section.find("| `" + std::string(member.key()) + "` |"), std::string::npos)
          << kind << ": " << member.key() << " is not described";
    }
  }
}

}  // namespace
}  // namespace liuhen::catalog
