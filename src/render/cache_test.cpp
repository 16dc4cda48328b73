#include "render/cache.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <thread>

#include "base/disk.h"

namespace liuhen::render {
namespace {

const std::string kA = "01890a5d-ac96-774b-bcce-b302099a80aa";
const std::string kB = "01890a5d-ac96-774b-bcce-b302099a80bb";

void keep(RenderCache& cache, const std::string& record, DerivedKind kind, std::size_t size) {
  auto staged = cache.stage(record, kind);
  std::ofstream(staged.path()) << std::string(size, 'x');
  ASSERT_TRUE(staged.publish());
}

std::size_t files_in(const fs::path& folder) {
  std::size_t count = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    count += entry.is_regular_file();
  return count;
}

TEST(Cache, PublishesWholeOrNotAtAll) {
  const base::ScratchFolder folder("cache");
  RenderCache cache(folder / "c");
  EXPECT_FALSE(cache.find(kA, DerivedKind::poster));
  {
    auto staged = cache.stage(kA, DerivedKind::poster);
    std::ofstream(staged.path()) << "half";
    EXPECT_FALSE(cache.find(kA, DerivedKind::poster));
  }
  EXPECT_EQ(files_in(folder / "c"), 0U) << "what was not published is removed";
  keep(cache, kA, DerivedKind::poster, 100);
  EXPECT_EQ(cache.find(kA, DerivedKind::poster), folder / "c" / "aa" / kA / "poster.jpg");
  EXPECT_FALSE(cache.find(kB, DerivedKind::poster));
}

TEST(Cache, CountsAcrossReplacementAndRestart) {
  const base::ScratchFolder folder("cache");
  {
    RenderCache cache(folder / "c");
    keep(cache, kA, DerivedKind::poster, 100);
    keep(cache, kA, DerivedKind::poster, 40);
    keep(cache, kB, DerivedKind::proxy, 7);
    EXPECT_EQ(cache.size_bytes(), 47U);
  }
  std::ofstream(folder / "c" / "aa" / kA / ".0123.poster.jpg") << "left by a crash";
  const RenderCache again(folder / "c");
  EXPECT_EQ(again.size_bytes(), 47U);
  EXPECT_EQ(files_in(folder / "c"), 2U);
}

TEST(Cache, ForgottenRecordDoesNotComeBack) {
  const base::ScratchFolder folder("cache");
  RenderCache cache(folder / "c");
  keep(cache, kA, DerivedKind::poster, 100);
  keep(cache, kB, DerivedKind::poster, 10);
  auto in_making = cache.stage(kA, DerivedKind::proxy);
  cache.forget(kA);
  EXPECT_FALSE(cache.find(kA, DerivedKind::poster));
  EXPECT_TRUE(cache.find(kB, DerivedKind::poster));
  EXPECT_EQ(cache.size_bytes(), 10U);
  fs::create_directories(in_making.path().parent_path());
  std::ofstream(in_making.path()) << "late";
  EXPECT_FALSE(in_making.publish());
  EXPECT_EQ(files_in(folder / "c"), 1U);
  keep(cache, kA, DerivedKind::poster, 5);  // thrown away only, and made again: that works
  EXPECT_EQ(cache.size_bytes(), 15U);
}

TEST(Cache, EvictsWhatWasUnusedForLongest) {
  const base::ScratchFolder folder("cache");
  RenderCache cache(folder / "c");
  keep(cache, kA, DerivedKind::poster, 100);
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  keep(cache, kB, DerivedKind::poster, 100);
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_TRUE(cache.find(kA, DerivedKind::poster));  // used: now younger than kB's
  EXPECT_EQ(cache.evict_to(1000), 0U);
  EXPECT_EQ(cache.evict_to(150), 100U);
  EXPECT_TRUE(cache.find(kA, DerivedKind::poster));
  EXPECT_FALSE(cache.find(kB, DerivedKind::poster));
  EXPECT_EQ(cache.size_bytes(), 100U);
  EXPECT_EQ(cache.evict_to(0), 100U);
  EXPECT_EQ(files_in(folder / "c"), 0U);
}

TEST(Cache, ThrownAwayFolderIsNoFault) {
  const base::ScratchFolder folder("cache");
  RenderCache cache(folder / "c");
  keep(cache, kA, DerivedKind::poster, 100);
  fs::remove_all(folder / "c");
  EXPECT_FALSE(cache.find(kA, DerivedKind::poster));
  EXPECT_EQ(cache.evict_to(0), 0U);
  keep(cache, kA, DerivedKind::poster, 3);
  EXPECT_EQ(cache.size_bytes(), 3U);
}

TEST(Kinds, NamesGoBothWays) {
  for (const DerivedKind kind : kDerivedKinds) EXPECT_EQ(find_kind(file_name_of(kind)), kind);
  EXPECT_FALSE(find_kind("../poster.jpg"));
  EXPECT_EQ(media_type_of(DerivedKind::proxy), "video/mp4");
}

}  // namespace
}  // namespace liuhen::render
