// The attendant with the real probe process and real ffmpeg.
#include "flows/recording/attendant.h"

#include <fstream>

#include "base/child.h"
#include "catalog/record_queries.h"
#include "flows/house_for_test.h"

namespace liuhen::flows {
namespace {

class AttendantTest : public HouseTest {
 protected:
  void SetUp() override {
    HouseTest::SetUp();
    act_ = make_act();
  }

  void attend(const render::RenderTools& tools = {},
              std::uint64_t cache_bytes_max = std::uint64_t{1} << 30) {
    close();
    HouseOptions options;
    options.data = data();
    options.probe_program = base::fs::path(LIUHEN_BINARY_DIR) / "liuhen_probe";
    options.tools = tools;
    options.cache_bytes_max = cache_bytes_max;
    house_ = House::open(options, clock_);
  }

  model::RecordId deposit_bytes(const std::string& name, const base::Bytes& bytes) {
    return deposit(upload_of(act_, bytes.size(), name), bytes).record_id;
  }

  base::Bytes ffmpeg(const std::string& name, std::vector<std::string> words) {
    const auto path = folder_ / name;
    words.insert(words.begin(), {"-nostdin", "-v", "error", "-f", "lavfi", "-i"});
    words.push_back(path.string());
    EXPECT_TRUE(base::run_child({"/usr/bin/ffmpeg", words}, {}).ok());
    return base::read_file(path);
  }
  base::Bytes picture(const std::string& colour) {
    return ffmpeg(colour + ".jpg", {"color=" + colour + ":size=64x48", "-frames:v", "1"});
  }

  std::string probe_outcome_of(const model::RecordId& record) {
    auto lease = house_->catalog().read();
    return catalog::find_record(lease, record)->probe_outcome;
  }

  template <class Condition>
  bool comes_true(const Condition& condition) {
    for (int i = 0; i < 2000; ++i) {
      if (condition()) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return false;
  }
  bool has_poster_soon(const model::RecordId& record) {
    return comes_true(
        [&] { return house_->cache().find(record.text, render::DerivedKind::poster).has_value(); });
  }
  bool fails_soon(const model::RecordId& record, render::DerivedKind kind) {
    return comes_true([&] { return house_->derived_failed(record, kind); });
  }

  bool has_half_made_copy() const {
    for (const auto& entry : base::fs::recursive_directory_iterator(data() / "cache")) {
      if (entry.is_regular_file()) return true;
    }
    return false;
  }

  void damage(const model::RecordId& record) {
    const auto object = house_->folders().vault() / house_->vault().find(record.text)->object_path;
    base::fs::permissions(object, base::fs::perms::owner_all);
    base::fs::remove(object / "inventory.json.sha256");
  }

  model::Act act_;
};

TEST_F(AttendantTest, DamagedObjectDoesNotKeepTheNextWaiting) {
  const auto damaged = deposit_bytes("a.jpg", picture("red"));
  const auto sound = deposit_bytes("b.jpg", picture("blue"));
  damage(damaged);
  attend();
  EXPECT_TRUE(comes_true([&] { return probe_outcome_of(sound) == "answered"; }));
  EXPECT_TRUE(has_poster_soon(sound));
  EXPECT_EQ(probe_outcome_of(damaged), "") << "says nothing about the file";
}

TEST_F(AttendantTest, ObjectDamagedAfterTheProbeDoesNotEndRendering) {
  const auto damaged = deposit_bytes("a.jpg", picture("red"));
  const auto sound = deposit_bytes("b.jpg", picture("blue"));
  attend();
  ASSERT_TRUE(has_poster_soon(damaged) && has_poster_soon(sound));
  damage(damaged);
  // A copy may be in the making there just now.
  std::error_code error;
  EXPECT_TRUE(comes_true([&] {
    base::fs::remove_all(data() / "cache", error);
    return !error;
  }));
  attend();
  house_->prefer_render(damaged);
  house_->prefer_render(sound);
  EXPECT_TRUE(has_poster_soon(sound));
  EXPECT_TRUE(fails_soon(damaged, render::DerivedKind::poster));
}

TEST_F(AttendantTest, WhatCannotBeMadeIsNotFoundRatherThanNotReady) {
  const auto record = deposit_bytes("a.jpg", picture("red"));
  const auto viewing = open_viewing(*house_, caller("officer"), record, "复核");
  ASSERT_TRUE(viewing);
  for (const auto kind : {render::DerivedKind::filmstrip, render::DerivedKind::filmstrip_index,
                          render::DerivedKind::proxy}) {
    EXPECT_EQ(get_derived(*house_, caller("officer"), record, kind, {}).error().kind,
              model::RefusalKind::not_permitted);
  }
  const auto answer = [&](render::DerivedKind kind) {
    return get_derived(*house_, caller("officer"), record, kind, viewing->id).error().kind;
  };
  EXPECT_EQ(answer(render::DerivedKind::filmstrip_index), model::RefusalKind::not_ready);
  attend();
  ASSERT_TRUE(has_poster_soon(record));
  EXPECT_TRUE(fails_soon(record, render::DerivedKind::proxy));
  EXPECT_EQ(answer(render::DerivedKind::filmstrip_index), model::RefusalKind::not_found);
  EXPECT_EQ(answer(render::DerivedKind::waveform), model::RefusalKind::not_found);
  EXPECT_FALSE(house_->derived_failed(record, render::DerivedKind::poster));
}

// Every copy of a cut recording fails: the operator is told once, and of which record.
TEST_F(AttendantTest, ACutRecordingIsOneLineInTheLog) {
  base::Bytes bytes =
      ffmpeg("a.mp4", {"testsrc=size=64x48:rate=25:duration=30", "-movflags", "+faststart"});
  bytes.resize(bytes.size() - bytes.size() / 20 * 19);
  const auto record = deposit_bytes("a.mp4", bytes);
  ::testing::internal::CaptureStderr();
  attend();
  house_->prefer_render(record);
  const bool failed = fails_soon(record, render::DerivedKind::poster) &&
                      fails_soon(record, render::DerivedKind::proxy);
  const std::string log = ::testing::internal::GetCapturedStderr();
  EXPECT_TRUE(failed) << log;
  const auto first = log.find("\"render.failed\"");
  ASSERT_NE(first, std::string::npos) << log;
  EXPECT_EQ(log.find("\"render.failed\"", first + 1), std::string::npos) << log;
  EXPECT_NE(log.find(record.text, first), std::string::npos);
  EXPECT_NE(log.rfind("warning", first), std::string::npos) << log;
}

TEST_F(AttendantTest, CacheStaysBelowItsLimitAndPostersComeBack) {
  const auto first = deposit_bytes("a.jpg", picture("red"));
  const auto second = deposit_bytes("b.jpg", picture("blue"));
  attend();
  ASSERT_TRUE(has_poster_soon(first) && has_poster_soon(second));
  const std::uint64_t both = house_->cache().size_bytes();
  attend({}, both - 1);
  EXPECT_TRUE(comes_true([&] { return house_->cache().size_bytes() < both; }));
  const auto has = [&](const model::RecordId& record) {
    return house_->cache().find(record.text, render::DerivedKind::poster).has_value();
  };
  EXPECT_TRUE(comes_true([&] { return has(first) != has(second); }));
  const auto gone = has(first) ? second : first;
  house_->want_poster(gone);
  EXPECT_TRUE(comes_true([&] { return has(gone); }));
  EXPECT_TRUE(comes_true([&] { return house_->cache().size_bytes() < both; }));
}

// A tool that never ends stands for a playable copy of many hours.
TEST_F(AttendantTest, LongRenderKeepsNeitherADepositFromBeingProbedNorTheHouseOpen) {
  const auto tool = folder_ / "slow.sh";
  std::ofstream(tool) << "#!/bin/sh\nfor last; do :; done\necho >\"${last#file:}\"\nsleep 60\n";
  base::fs::permissions(tool, base::fs::perms::owner_all);
  const auto slow = deposit_bytes("a.jpg", picture("red"));
  attend({.ffmpeg = tool});
  ASSERT_TRUE(comes_true([&] { return probe_outcome_of(slow) == "answered"; }));
  ASSERT_TRUE(comes_true([&] { return has_half_made_copy(); })) << "the tool runs";
  const auto next = deposit_bytes("b.jpg", picture("blue"));
  EXPECT_TRUE(comes_true([&] { return probe_outcome_of(next) == "answered"; }));
  EXPECT_TRUE(has_half_made_copy()) << "and still runs";
  const auto before_ms = base::monotonic_ms();
  close();
  EXPECT_LT(base::monotonic_ms() - before_ms, 5000);
}

}  // namespace
}  // namespace liuhen::flows
