#include "cli/deposit_files.h"

#include <gtest/gtest.h>

#include "base/fault.h"

namespace liuhen::cli {
namespace {

namespace fs = base::fs;

void put(const fs::path& path) { base::write_file_durably(path, std::string_view("x")); }

std::string fault_of(const std::vector<std::string>& words, const fs::path& receipts) {
  try {
    files_of_words(words, receipts);
  } catch (const base::Fault& fault) {
    return fault.what();
  }
  return "none";
}

bool holds(const std::string& text, const std::string& piece) {
  return text.find(piece) != std::string::npos;
}

TEST(ReceiptsFolder, IsMadeAndLeftEmpty) {
  const base::ScratchFolder folder;
  check_receipts_folder(folder / "one/two");
  EXPECT_TRUE(fs::is_directory(folder / "one/two"));
  EXPECT_TRUE(fs::is_empty(folder / "one/two"));
}

TEST(ReceiptsFolder, WhereNothingCanBeWrittenIsRefused) {
  const base::ScratchFolder folder;
  put(folder / "file");
  for (const fs::path& path : {folder / "file", folder / "file/below", fs::path("/proc")}) {
    try {
      check_receipts_folder(path);
      ADD_FAILURE() << path;
    } catch (const base::Fault& fault) {
      EXPECT_TRUE(holds(fault.what(), "--receipts")) << fault.what();
    }
  }
}

TEST(DepositFiles, AFolderStandsForItsFiles) {
  const base::ScratchFolder folder;
  fs::create_directories(folder / "card");
  for (const char* name : {"b.mp4", "a.mp4", ".index"}) put(folder / "card" / name);
  const auto files =
      files_of_words({"first.mp4", (folder / "card").string(), "absent.mp4"}, folder.path());
  EXPECT_EQ(files.paths, (std::vector<fs::path>{"first.mp4", folder / "card/a.mp4",
                                                folder / "card/b.mp4", "absent.mp4"}));
  EXPECT_EQ(files.left_out, std::vector<fs::path>{folder / "card/.index"});
}

TEST(DepositFiles, WhatIsNotGoneIntoIsRefusedAloud) {
  const base::ScratchFolder folder;
  fs::create_directories(folder / "card/DCIM");
  put(folder / "card/a.mp4");
  EXPECT_TRUE(holds(fault_of({(folder / "card").string()}, "."), "'DCIM'"));
  fs::remove(folder / "card/DCIM");
  fs::create_symlink("a.mp4", folder / "card/link.mp4");
  EXPECT_TRUE(holds(fault_of({(folder / "card").string()}, "."), "'link.mp4'"));
  fs::create_directories(folder / "empty");
  EXPECT_TRUE(holds(fault_of({(folder / "empty").string()}, "."), "no file"));
}

TEST(DepositFiles, ReceiptsAreNotKeptAmongTheRecordings) {
  const base::ScratchFolder folder;
  put(folder / "a.mp4");
  EXPECT_TRUE(holds(fault_of({folder.path().string()}, folder.path()), "--receipts"));
}

TEST(ReceiptName, FitsHoweverLongTheFilesNameIs) {
  const std::string sha256(64, 'a');
  EXPECT_EQ(receipt_name("甲.mp4", sha256), "甲.mp4.aaaaaaaa.receipt.json");
  std::string name;
  while (name.size() < 252) name += "录";
  const std::string cut = receipt_name(name, sha256);
  EXPECT_LE(cut.size(), 255U);
  EXPECT_TRUE(base::is_utf8(cut));
}

}  // namespace
}  // namespace liuhen::cli
