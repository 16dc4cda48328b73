// Real media for the tests of this room, made by FFmpeg, exiftool and a few lines of bytes: tiny,
// once for each test program, removed at its end.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <initializer_list>
#include <string>

#include "base/disk.h"
#include "probe/probe.h"

namespace liuhen::probe {

inline base::fs::path program_folder() { return base::fs::path(LIUHEN_BINARY_DIR); }
inline base::fs::path probe_program() { return program_folder() / "liuhen_probe"; }
inline base::fs::path misbehaving_program() {
  return program_folder() / "liuhen_probe_misbehaving";
}

class SampleMedia {
 public:
  // Answers the path; `arguments` are FFmpeg's between the inputs and the output name.
  base::fs::path make(const std::string& name, const std::string& arguments,
                      const std::string& seconds = "2") {
    const base::fs::path path = folder_ / name;
    if (base::fs::exists(path)) return path;
    run("ffmpeg -y -nostdin -v error -f lavfi -i testsrc=s=160x120:r=25:d=" + seconds +
        " -f lavfi -i sine=440:d=" + seconds + " " + arguments + " '" + path.string() + "'");
    return path;
  }
  base::fs::path mp4() { return make("plain.mp4", kH264); }
  base::fs::path transport() { return make("plain.ts", std::string("-g 10 ") + kH264); }

  base::fs::path write(const std::string& name, base::ByteView bytes) {
    const base::fs::path path = folder_ / name;
    base::fs::remove(path);
    base::File::create_new(path).write_all(bytes);
    return path;
  }
  base::fs::path write(const std::string& name, std::string_view text) {
    return write(name, base::as_bytes(text));
  }
  // The first part of a file, in per cent.
  base::fs::path cut(const base::fs::path& whole, int percent) {
    const base::Bytes bytes = base::read_file(whole);
    const base::ByteView all(bytes);
    return write("cut-" + std::to_string(percent) + "-" + whole.filename().string(),
                 all.first(bytes.size() * static_cast<std::size_t>(percent) / 100));
  }
  static void run(const std::string& command) {
    if (std::system(command.c_str()) != 0) throw std::runtime_error("failed: " + command);
  }
  base::fs::path folder() const { return folder_.path(); }

  static constexpr const char* kH264 =
      "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac -shortest";

 private:
  base::ScratchFolder folder_{"probe-media"};
};

// Lives from the first to the last test of the program.
class MediaTest : public testing::Test {
 public:
  static void SetUpTestSuite() { media_ = std::make_unique<SampleMedia>(); }
  static void TearDownTestSuite() { media_.reset(); }

 protected:
  static SampleMedia& media() { return *media_; }

 private:
  inline static std::unique_ptr<SampleMedia> media_;
};

}  // namespace liuhen::probe
