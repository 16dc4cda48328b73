// Codes of storage roots, each by one mutation of a good root with two objects.
#include <gtest/gtest.h>

#include <cstdlib>

#include "base/disk.h"
#include "vault/ocfl/layout.h"
#include "vault/ocfl/sample.h"
#include "vault/ocfl/validate.h"

namespace liuhen::vault::ocfl {
namespace {

using std::filesystem::path;

constexpr const char* kLayoutText =
    R"({"extension":"0004-hashed-n-tuple-storage-layout","description":"hashed"})";

void write_object(const path& root, const std::string& id, const std::string& spec = "1.1") {
  Sample({.spec_version = spec, .id = id}).write(root / hashed_tuple_path({}, id));
}

void write_root(const path& root, const std::string& spec = "1.1") {
  write_text(root / ("0=ocfl_" + spec), "ocfl_" + spec + "\n");
  write_text(root / "ocfl_layout.json", kLayoutText);
  write_text(root / "ocfl_1.1.md", "The specification would stand here.\n");
  write_text(root / "extensions" / kHashedTupleLayout / "config.json",
             R"({"extensionName":"0004-hashed-n-tuple-storage-layout"})");
  write_object(root, "urn:example:one", spec);
  write_object(root, "urn:example:two", spec);
}

struct RootMutation {
  std::string expected, name;
  std::function<void(const path&)> spoil;
  std::string spec = "1.1";
};

const std::vector<RootMutation> kTable{
    {"", "good", [](const path&) {}},
    {"", "good_1_0", [](const path&) {}, "1.0"},
    {"", "other_files", [](const path& r) { write_text(r / "notes.txt", "any"); }},
    {"", "older_object", [](const path& r) { write_object(r, "urn:example:old", "1.0"); }},
    {"E037 E083 W014", "same_id_twice",
     [](const path& r) {
       Sample({.id = "urn:example:one"}).write(r / "aaa" / "bbb" / "ccc" / "object");
     }},
    {"E069", "no_declaration", [](const path& r) { std::filesystem::remove(r / "0=ocfl_1.1"); }},
    {"E070", "layout_not_json", [](const path& r) { write_text(r / "ocfl_layout.json", "{"); }},
    {"E070", "layout_without_description",
     [](const path& r) {
       write_text(r / "ocfl_layout.json", R"({"extension":"0004-hashed-n-tuple-storage-layout"})");
     }},
    {"E071", "layout_not_registered",
     [](const path& r) {
       write_text(r / "ocfl_layout.json", R"({"extension":"own","description":"ours"})");
     }},
    {"E072 E084", "file_in_hierarchy",
     [](const path& r) {
       const path object = hashed_tuple_path({}, "urn:example:one");
       write_text(r / object.parent_path() / "note.txt", "x");
     }},
    {"E072 E085", "files_without_object",
     [](const path& r) { write_text(r / "aaa" / "note.txt", "x"); }},
    {"E073", "empty_folder",
     [](const path& r) { std::filesystem::create_directories(r / "aaa" / "bbb"); }},
    {"E072 E074 E083 E084 W014", "root_in_root",
     [](const path& r) {
       write_text(r / "aaa" / "0=ocfl_1.1", "ocfl_1.1\n");
       Sample({.id = "urn:example:in"}).write(r / "aaa" / hashed_tuple_path({}, "urn:example:in"));
     }},
    {"E076", "two_declarations", [](const path& r) { write_text(r / "0=ocfl_1.0", "ocfl_1.0\n"); }},
    {"E069 E078", "declaration_of_other_type",
     [](const path& r) { std::filesystem::rename(r / "0=ocfl_1.1", r / "1=ocfl_1.1"); }},
    {"E069 E079", "declaration_of_unknown_version",
     [](const path& r) { std::filesystem::rename(r / "0=ocfl_1.1", r / "0=ocfl_7.0"); }},
    {"E080", "declaration_text", [](const path& r) { write_text(r / "0=ocfl_1.1", "ocfl\n"); }},
    {"E081", "object_newer_than_root",
     [](const path& r) { write_object(r, "urn:example:new", "1.1"); }, "1.0"},
    {"E086", "file_in_extensions_1_0",
     [](const path& r) { write_text(r / "extensions" / "x.txt", "x"); }, "1.0"},
    {"E112", "file_in_extensions",
     [](const path& r) { write_text(r / "extensions" / "x.txt", "x"); }},
    {"W016", "unregistered_extension",
     [](const path& r) { write_text(r / "extensions" / "own" / "x.txt", "x"); }},
    {"E083 W014 W015", "top_level_object",
     [](const path& r) { Sample({.id = "urn:example:top"}).write(r / "top"); }},
    {"E090", "link_in_hierarchy",
     [](const path& r) { std::filesystem::create_directory_symlink("/etc", r / "etc"); }},
    {"E003", "object_without_declaration",
     [](const path& r) {
       std::filesystem::remove(r / hashed_tuple_path({}, "urn:example:one") / "0=ocfl_object_1.1");
     }},
    {"E092", "damaged_object",
     [](const path& r) {
       write_text(r / hashed_tuple_path({}, "urn:example:two") / "v2/content/a.txt", "!");
     }},
};

TEST(RootCodes, EachByOneMutation) {
  prefer_memory_for_scratch();
  const base::ScratchFolder scratch("ocfl-root");
  const char* kept = std::getenv("LIUHEN_OCFL_SAMPLES");
  for (const RootMutation& mutation : kTable) {
    const path root = (kept == nullptr ? scratch.path() : path(kept)) / ("root_" + mutation.name);
    write_root(root, mutation.spec);
    mutation.spoil(root);
    EXPECT_EQ(codes_of_validation(root), mutation.expected) << mutation.name;
  }
}

TEST(RootCodes, ReportsCountsAndPaths) {
  prefer_memory_for_scratch();
  const base::ScratchFolder scratch("ocfl-root");
  write_root(scratch.path());
  const path object = hashed_tuple_path({}, "urn:example:two");
  write_text(scratch / object / "v2/content/a.txt", "!");
  const ValidationReport report = validate(scratch.path(), {.threads = 4, .watch = {}});
  EXPECT_EQ(report.kind, Validated::storage_root);
  EXPECT_EQ(report.object_count, 2U);
  EXPECT_FALSE(report.is_valid());
  ASSERT_EQ(report.problems.size(), 2U);  // the root's inventory and v2's both state the digest
  EXPECT_EQ(report.problems[0].path, (object / "v2/content/a.txt").generic_string());
}

// Vectors of the extension's own page.
TEST(Layout, PathsOfExtension0004) {
  EXPECT_EQ(hashed_tuple_path({}, "object-01"),
            "3c0/ff4/240/3c0ff4240c1e116dba14c7627f2319b58aa3d77606d0d90dfc6161608ac987d4");
  EXPECT_EQ(hashed_tuple_path({}, "..hor/rib:le-$id"),
            "487/326/d8c/487326d8c2a3c0b885e23da1469b4d6671fd4e76978924b4443e9e3c316cda6d");
  EXPECT_EQ(hashed_tuple_path({"md5", 2, 15, true}, "object-01"),
            "ff/75/53/44/92/48/5e/ab/b3/9f/86/35/67/28/88/4e");
  EXPECT_EQ(hashed_tuple_path({"sha256", 0, 0, false}, "object-01"),
            "3c0ff4240c1e116dba14c7627f2319b58aa3d77606d0d90dfc6161608ac987d4");
  EXPECT_FALSE(hashed_tuple_of_config(R"({"tupleSize":33})"));
  EXPECT_FALSE(hashed_tuple_of_config(R"({"tupleSize":32,"numberOfTuples":3})"));
  EXPECT_FALSE(hashed_tuple_of_config(R"({"digestAlgorithm":"rot13"})"));
  EXPECT_EQ(hashed_tuple_of_config("{}")->tuple_count, 3U);
}

}  // namespace
}  // namespace liuhen::vault::ocfl
