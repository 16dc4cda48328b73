// Real ffmpeg and pdftoppm on small real files.
#include "render/render.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <thread>

#include "base/child.h"
#include "base/clock.h"
#include "base/disk.h"
#include "base/fence.h"
#include "base/json.h"
#include "base/random.h"

namespace liuhen::render {
namespace {

std::string run(const std::string& program, std::vector<std::string> words) {
  const auto result = base::run_child({program, std::move(words), {"LC_ALL=C"}, "/", {}}, {});
  EXPECT_TRUE(result.ok()) << program << ": " << describe(result, {});
  return result.output;
}

void ffmpeg(const fs::path& target, const std::string& words) {
  std::vector<std::string> all = {"-nostdin", "-v", "error", "-y"};
  std::istringstream in(words);
  for (std::string word; in >> word;) all.push_back(word);
  all.push_back(target.string());
  run("/usr/bin/ffmpeg", all);
}

std::string ffprobe(const fs::path& file, const std::string& entries) {
  auto said = run("/usr/bin/ffprobe",
                  {"-v", "error", "-show_entries", entries, "-of", "csv=p=0", file.string()});
  while (!said.empty() && (said.back() == '\n' || said.back() == ',')) said.pop_back();
  return said;
}

std::string size_of(const fs::path& picture) { return ffprobe(picture, "stream=width,height"); }

std::vector<double> frame_times(const fs::path& file) {
  std::istringstream in(
      run("/usr/bin/ffprobe", {"-v", "error", "-select_streams", "v", "-show_entries",
                               "frame=pts_time", "-of", "csv=p=0", file.string()}));
  std::vector<double> times;
  for (std::string line; std::getline(in, line);) {
    if (line.size() > 1) times.push_back(std::atof(line.c_str()));  // else side data
  }
  return times;
}

// A picture decoded once.
class Picture {
 public:
  explicit Picture(const fs::path& path) : width_(std::stoul(size_of(path))) {
    const base::ScratchFolder folder("picture");  // too much for a child's kept output
    ffmpeg(folder / "rgb", "-i " + path.string() + " -frames:v 1 -f rawvideo -pix_fmt rgb24");
    raw_ = base::read_text(folder / "rgb");
  }

  // Red, green and blue (0 … 255) of one pixel.
  std::vector<int> pixel(std::size_t x, std::size_t y) const {
    std::vector<int> values;
    for (std::size_t n = 0; n < 3; ++n) {
      values.push_back(static_cast<unsigned char>(raw_.at((y * width_ + x) * 3 + n)));
    }
    return values;
  }

 private:
  std::string raw_;
  std::size_t width_;
};

bool is_far(const std::vector<int>& a, const std::vector<int>& b) {
  return std::abs(a[0] - b[0]) + std::abs(a[1] - b[1]) + std::abs(a[2] - b[2]) > 90;
}

const std::string kTwoSources =
    "-f lavfi -i testsrc=size=160x90:rate=25 -f lavfi -i sine=frequency=440:sample_rate=44100 ";

class Render : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    media_ = new base::ScratchFolder("render");
    ffmpeg(*media_ / "mp4", kTwoSources + "-t 3 -c:v libx264 -preset ultrafast -c:a aac -f mp4");
    ffmpeg(*media_ / "avi", kTwoSources + "-t 3 -c:v mjpeg -c:a pcm_s16le -f avi");
    ffmpeg(*media_ / "ts", kTwoSources + "-t 3 -c:v mpeg2video -c:a mp2 -f mpegts");
    ffmpeg(*media_ / "wav", "-f lavfi -i sine=frequency=440 -t 3 -f wav");
    // Red, from 1.2 s another colour, from 7 s a third; 3 s to 11 s missing.
    ffmpeg(
        *media_ / "gap",
        "-f lavfi -i color=red:size=160x120:rate=10 -f lavfi -i sine -t 14 -vf "
        "hue=h=if(lt(t\\,1.2)\\,0\\,if(lt(t\\,7)\\,120\\,240)),select=not(between(t\\,3\\,10.99)) "
        "-af aselect=not(between(t\\,3\\,10.99)) -fps_mode passthrough "
        "-c:v libx264 -preset ultrafast -c:a pcm_s16le -f matroska");
    ffmpeg(*media_ / "jpg", "-f lavfi -i color=blue:size=400x200 -frames:v 1 -f image2");
    make_pdf(*media_ / "pdf");
    std::ofstream(*media_ / "noise") << base::as_text(base::random_bytes(100'000));
  }
  static void TearDownTestSuite() { delete media_; }

  static void make_pdf(const fs::path& path) {
    std::ofstream(path) << "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                           "2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
                           "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]"
                           "/Contents 4 0 R>>endobj\n"
                           "4 0 obj<</Length 29>>stream\n1 0 0 rg 0 200 300 200 re f  \n"
                           "endstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
  }

  RenderOutcome render(const std::string& name, const std::string& facts, DerivedKind kind,
                       const RenderProgress& progress = {}, const std::stop_token& stop = {}) {
    record_ = base::new_uuid({1});
    return renderer_.render(record_, *media_ / name, facts, kind, progress, stop);
  }

  // Made, H.264/AAC, as long as the original to a frame.
  fs::path proxy_of(const std::string& name) {
    const auto outcome =
        render(name, R"({"kind":"video","duration_ms":3000,"playable_in_browser":false})",
               DerivedKind::proxy);
    EXPECT_EQ(outcome.end, RenderEnd::made) << outcome.reason;
    EXPECT_EQ(ffprobe(outcome.path, "stream=codec_name"), "h264\naac");
    return outcome.path;
  }

  static inline base::ScratchFolder* media_ = nullptr;
  base::ScratchFolder folder_{"render_cache"};
  RenderCache cache_{folder_ / "cache"};
  Renderer renderer_{cache_, {}};
  std::string record_;
};

const std::string kVideo = R"({"kind":"video","duration_ms":3000,"playable_in_browser":true})";

TEST_F(Render, PosterOfVideo) {
  const auto outcome = render("mp4", kVideo, DerivedKind::poster);
  ASSERT_EQ(outcome.end, RenderEnd::made) << outcome.reason;
  EXPECT_EQ(size_of(outcome.path), "640,360");
  EXPECT_EQ(outcome.size_bytes, fs::file_size(outcome.path));
  EXPECT_EQ(cache_.find(record_, DerivedKind::poster), outcome.path);
  EXPECT_EQ(cache_.size_bytes(), outcome.size_bytes);
}

TEST_F(Render, PosterOfVideoWithWrongDurationIsItsBeginning) {
  const auto outcome =
      render("mp4", R"({"kind":"video","duration_ms":900000})", DerivedKind::poster);
  EXPECT_EQ(outcome.end, RenderEnd::made) << outcome.reason;
}

TEST_F(Render, PosterOfImageIsUpright) {
  auto outcome = render("jpg", R"({"kind":"image"})", DerivedKind::poster);
  ASSERT_EQ(outcome.end, RenderEnd::made) << outcome.reason;
  EXPECT_EQ(size_of(outcome.path), "640,320");
  EXPECT_GT(Picture(outcome.path).pixel(300, 150)[2], 200);

  // The same with an EXIF orientation of 6 (turn right by 90°), put in after the start marker.
  const std::string exif(
      "\xff\xe1\x00\x22"
      "Exif\0\0"
      "MM\0\x2a\0\0\0\x08\0\x01"
      "\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0",
      36);
  const std::string plain = base::read_text(*media_ / "jpg");
  std::ofstream(*media_ / "turned") << plain.substr(0, 2) << exif << plain.substr(2);
  outcome = render("turned", R"({"kind":"image"})", DerivedKind::poster);
  ASSERT_EQ(outcome.end, RenderEnd::made) << outcome.reason;
  EXPECT_EQ(size_of(outcome.path), "640,1280");
}

TEST_F(Render, PosterOfPdf) {
  const auto outcome = render("pdf", R"({"kind":"pdf"})", DerivedKind::poster);
  ASSERT_EQ(outcome.end, RenderEnd::made) << outcome.reason;
  EXPECT_TRUE(size_of(outcome.path).starts_with("640,85")) << size_of(outcome.path);
  const Picture poster(outcome.path);
  EXPECT_LT(poster.pixel(320, 100)[1], 60) << "red above";
  EXPECT_GT(poster.pixel(320, 700)[1], 200) << "white below";
}

TEST_F(Render, PosterOfSound) {
  const auto outcome = render("wav", R"({"kind":"audio"})", DerivedKind::poster);
  ASSERT_EQ(outcome.end, RenderEnd::made) << outcome.reason;
  EXPECT_EQ(size_of(outcome.path), "640,180");
  const Picture poster(outcome.path);
  EXPECT_LT(poster.pixel(320, 91)[0], 120) << "the wave";
  EXPECT_GT(poster.pixel(320, 3)[0], 220) << "the paper";
}

TEST_F(Render, FilmstripShowsTheFrameOfItsTime) {
  const auto outcome = render("gap", R"({"kind":"video"})", DerivedKind::filmstrip);
  ASSERT_EQ(outcome.end, RenderEnd::made) << outcome.reason;
  const auto index_path = cache_.find(record_, DerivedKind::filmstrip_index);
  ASSERT_TRUE(index_path);
  const auto index = *base::parse_json(base::read_text(*index_path));
  const auto& object = index.get_object();
  const auto interval_ms = *base::find_integer(object, "interval_ms");
  const auto count = *base::find_integer(object, "count");
  EXPECT_EQ(interval_ms, 500);
  EXPECT_EQ(count, 28);
  EXPECT_EQ(size_of(outcome.path), "1600,270");
  const Picture strip(outcome.path);
  const auto thumbnail = [&](std::int64_t at_ms) {
    const auto n = static_cast<std::size_t>(at_ms / interval_ms);
    return strip.pixel(n % 10 * 160 + 80, n / 10 * 90 + 45);
  };
  const auto first = thumbnail(0);
  const auto second = thumbnail(2000);
  const auto third = thumbnail(12000);
  ASSERT_TRUE(is_far(first, second) && is_far(second, third) && is_far(first, third));
  EXPECT_FALSE(is_far(thumbnail(1000), first)) << "not yet 1.2 s";
  EXPECT_FALSE(is_far(thumbnail(1500), second));
  EXPECT_FALSE(is_far(thumbnail(10500), second)) << "the last frame stands in the break";
  EXPECT_FALSE(is_far(thumbnail(11000), third)) << "after the break";
}

TEST_F(Render, ProxyOfAviAndTransportStream) {
  for (const std::string name : {"avi", "ts"}) {
    const auto proxy = proxy_of(name);
    const auto times = frame_times(proxy);
    ASSERT_EQ(times.size(), 75U) << name;
    EXPECT_NEAR(times.front(), 0.0, 0.041) << name;
    EXPECT_NEAR(times.back() - times.front(), 74 / 25.0, 0.001) << name;
    EXPECT_NEAR(std::atof(ffprobe(proxy, "format=duration").c_str()), 3.0, 0.06) << name;
    EXPECT_EQ(ffprobe(proxy, "stream=pix_fmt").substr(0, 7), "yuv420p");
    const auto head = base::read_text(proxy).substr(0, 4096);
    EXPECT_NE(head.find("moov"), std::string::npos) << "the index comes first";
  }
}

TEST_F(Render, ProxyOfSoundAlone) {
  const auto outcome =
      render("wav", R"({"kind":"audio","duration_ms":3000,"playable_in_browser":false})",
             DerivedKind::proxy);
  ASSERT_EQ(outcome.end, RenderEnd::made) << outcome.reason;
  EXPECT_EQ(ffprobe(outcome.path, "stream=codec_name"), "aac");
  EXPECT_NEAR(std::atof(ffprobe(outcome.path, "format=duration").c_str()), 3.0, 0.03);
}

TEST_F(Render, ProxyKeepsABreakWhereItWas) {
  const auto before = frame_times(*media_ / "gap");
  const auto after = frame_times(proxy_of("gap"));
  ASSERT_EQ(before.size(), after.size());
  double widest = 0;
  for (std::size_t n = 0; n < after.size(); ++n) {
    EXPECT_NEAR(before[n] - before[0], after[n] - after[0], 0.002) << n;
    if (n > 0) widest = std::max(widest, after[n] - after[n - 1]);
  }
  EXPECT_NEAR(widest, 8.1, 0.15);
}

TEST_F(Render, ProxyOnlyWhenNeeded) {
  EXPECT_EQ(render("mp4", kVideo, DerivedKind::proxy).end, RenderEnd::not_applicable);
  EXPECT_EQ(render("mp4", R"({"kind":"video"})", DerivedKind::proxy).end,
            RenderEnd::not_applicable);
  EXPECT_EQ(render("jpg", R"({"kind":"image"})", DerivedKind::filmstrip).end,
            RenderEnd::not_applicable);
  EXPECT_EQ(render("noise", "", DerivedKind::poster).end, RenderEnd::not_applicable);
}

TEST_F(Render, WaveformHasOnePeakAnInterval) {
  const auto outcome = render("wav", R"({"kind":"audio"})", DerivedKind::waveform);
  ASSERT_EQ(outcome.end, RenderEnd::made) << outcome.reason;
  const auto found = *base::parse_json(base::read_text(outcome.path));
  EXPECT_EQ(base::find_integer(found.get_object(), "interval_ms"), 20);
  const auto& peaks = *base::find_array(found.get_object(), "peaks");
  EXPECT_NEAR(static_cast<double>(peaks.size()), 150, 1);
  EXPECT_NEAR(static_cast<double>(peaks[70].as_int64()), 12, 2) << "sine is 1/8 of full scale";
  EXPECT_EQ(
      render("mp4", R"({"kind":"video","streams":[{"kind":"video"}]})", DerivedKind::waveform).end,
      RenderEnd::not_applicable);
}

TEST_F(Render, ProgressRises) {
  std::vector<int> told;
  const auto outcome =
      render("avi", R"({"kind":"video","duration_ms":3000,"playable_in_browser":false})",
             DerivedKind::proxy, [&](int per_mille) { told.push_back(per_mille); });
  ASSERT_EQ(outcome.end, RenderEnd::made) << outcome.reason;
  ASSERT_FALSE(told.empty());
  EXPECT_TRUE(std::ranges::is_sorted(told));
  EXPECT_GE(told.back(), 900);
  EXPECT_LE(told.back(), 1000);
}

TEST_F(Render, StopsQuickly) {
  ffmpeg(*media_ / "long", "-f lavfi -i testsrc2=size=1280x720:rate=25 -t 4 -c:v mjpeg -f avi");
  std::stop_source stop;
  std::thread later([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    stop.request_stop();
  });
  const auto before_ms = base::monotonic_ms();
  const auto outcome = render("long", R"({"kind":"video","playable_in_browser":false})",
                              DerivedKind::proxy, {}, stop.get_token());
  later.join();
  EXPECT_EQ(outcome.end, RenderEnd::stopped);
  EXPECT_LT(base::monotonic_ms() - before_ms, 1000);
  EXPECT_FALSE(cache_.find(record_, DerivedKind::proxy));
  EXPECT_EQ(cache_.size_bytes(), 0U);
}

TEST_F(Render, NoiseAndWrongWordsFailCleanly) {
  for (const std::string kind : {"video", "pdf"}) {
    const std::string facts =
        R"({"duration_ms":1000,"playable_in_browser":false,"kind":")" + kind + "\"}";
    for (const DerivedKind derived : kDerivedKinds) {
      const auto outcome = render("noise", facts, derived);
      EXPECT_TRUE(outcome.end == RenderEnd::failed || outcome.end == RenderEnd::not_applicable);
      EXPECT_FALSE(outcome.reason.empty());
      EXPECT_FALSE(cache_.find(record_, derived));
    }
  }
  EXPECT_EQ(render("noise", R"({"kind":"image"})", DerivedKind::poster).end, RenderEnd::failed);
}

// A playlist or a picture in text form would make ffmpeg read other files of this machine.
TEST_F(Render, ContentCannotNameOtherFiles) {
  const std::string other = (*media_ / "other.ts").string();
  fs::copy_file(*media_ / "ts", other);
  std::ofstream(*media_ / "concat") << "ffconcat version 1.0\nfile '" << other << "'\n";
  std::ofstream(*media_ / "hls") << "#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:3,\nfile:" << other
                                 << "\n#EXT-X-ENDLIST\n";
  for (const std::string name : {"concat", "hls"}) {
    const auto outcome = render(name, kVideo, DerivedKind::poster);
    EXPECT_EQ(outcome.end, RenderEnd::failed) << name;
  }
}

TEST_F(Render, AbsentToolIsAnOutcomeAndAbsentContentAFault) {
  const Renderer without(cache_, {.ffmpeg = "/nowhere/ffmpeg"});
  const auto record = base::new_uuid({1});
  const auto outcome = without.render(record, *media_ / "mp4", kVideo, DerivedKind::poster);
  EXPECT_EQ(outcome.end, RenderEnd::failed);
  EXPECT_NE(outcome.reason.find("/nowhere/ffmpeg"), std::string::npos);
  EXPECT_ANY_THROW(renderer_.render(record, *media_ / "absent", kVideo, DerivedKind::poster));
}

TEST_F(Render, ClaimedLengthDoesNotBuyEndlessTime) {
  RenderLimits limits;
  limits.pass_wall_max_ms = 1;
  const Renderer hasty(cache_, {}, limits);
  const auto facts = R"({"kind":"video","duration_ms":2000000000,"playable_in_browser":false})";
  const auto outcome =
      hasty.render(base::new_uuid({1}), *media_ / "avi", facts, DerivedKind::proxy);
  EXPECT_EQ(outcome.end, RenderEnd::failed);
  EXPECT_NE(outcome.reason.find("not done"), std::string::npos) << outcome.reason;
}

// Stands for an ffmpeg that a file has taken over.
TEST_F(Render, ConqueredToolReachesNothingOfTheHouse) {
  if (base::landlock_abi() == 0) GTEST_SKIP() << "this kernel has no Landlock";
  const fs::path tool = folder_ / "tool.sh";
  const std::string secret = (folder_ / "key").string();
  const std::string outside = (folder_ / "cache" / "leak").string();
  std::ofstream(folder_ / "key") << "secret";
  std::ofstream(tool) << "#!/bin/sh\nexec >&2\ncat " << secret << "; echo x >" << outside
                      << "; echo x >" << secret << "\nhead -c 4 /dev/fd/3 | od -An -tx1\nexit 1\n";
  fs::permissions(tool, fs::perms::owner_all);
  const Renderer conquered(cache_, {.ffmpeg = tool});
  const auto outcome = conquered.render(base::new_uuid({1}), *media_ / "jpg", R"({"kind":"image"})",
                                        DerivedKind::poster);
  EXPECT_NE(outcome.reason.find("ff d8 ff"), std::string::npos) << outcome.reason;
  EXPECT_EQ(outcome.reason.find("secret"), std::string::npos) << outcome.reason;
  EXPECT_FALSE(fs::exists(outside));
  EXPECT_EQ(base::read_text(folder_ / "key"), "secret");
}

TEST_F(Render, TimeLimitIsAnOutcome) {
  RenderLimits limits;
  limits.poster_wall_ms = 1;
  const Renderer hasty(cache_, {}, limits);
  const auto outcome =
      hasty.render(base::new_uuid({1}), *media_ / "mp4", kVideo, DerivedKind::poster);
  EXPECT_EQ(outcome.end, RenderEnd::failed);
  EXPECT_NE(outcome.reason.find("not done"), std::string::npos) << outcome.reason;
}

}  // namespace
}  // namespace liuhen::render
