// bench_verify [MIB] [FOLDER]: `liuhen verify` over a house of 64 MiB records against cores × the
// speed of one core's SHA-256 and the disk's reading speed, in the same run; and sha256sum over the
// same files. Prints cold (dropped from the cache) and warm.
#include <cstdlib>
#include <string>
#include <thread>

#include "flows/admin/found_house.h"
#include "flows/admin/verify_house.h"
#include "flows/casework/casework.h"
#include "flows/house.h"
#include "measure.h"

namespace {

using namespace liuhen;

class NoiseSource final : public flows::ByteSource {
 public:
  NoiseSource(std::uint64_t size, std::uint64_t seed) : size_(size), seed_(seed) {}
  base::ByteView next() override {
    if (at_ == size_) return {};
    block_ = bench::noise(std::size_t{1} << 20, seed_ + at_);
    const auto count = std::min<std::uint64_t>(block_.size(), size_ - at_);
    at_ += count;
    return base::ByteView(block_).first(static_cast<std::size_t>(count));
  }
  bool is_complete() const override { return at_ == size_; }

 private:
  std::uint64_t size_, seed_, at_ = 0;
  base::Bytes block_;
};

void fill(const base::fs::path& data, int count, std::uint64_t size) {
  const base::SystemClock clock;
  flows::found_house({data, "测速局", "Bench bureau", "bench.example/log", false}, clock);
  flows::HouseOptions options;
  options.data = data;
  options.probe_program = "/nonexistent";
  options.attend = false;
  const auto house = flows::House::open(options, clock);
  flows::FirstPeople people;
  people.units.push_back({std::nullopt, "科", "Unit"});
  people.accounts.push_back(
      {"officer", "officer", "1", {"0"}, {model::Role::officer}, "correct horse 1"});
  const auto founded = flows::enter_first_people(*house, people);
  const flows::Caller caller{founded->accounts.front(), "127.0.0.1"};
  const auto opened = flows::open_case(*house, caller, {"1", "案", "甲", "ordinary", {}});
  const auto act = flows::open_act(*house, caller, opened->id,
                                   {"inquiry", "询问", "局", {caller.account.id}, {}, {}, {}});
  for (int i = 0; i < count; ++i) {
    flows::NewUpload upload;
    upload.owner_id = caller.account.id;
    upload.size_bytes = size;
    upload.metadata = {{"filename", "x.bin"}, {"act_id", act->id.text}};
    const auto created = house->desk().create(upload);
    NoiseSource source(size, static_cast<std::uint64_t>(i) * 7919);
    static_cast<void>(
        house->desk().append(upload.owner_id, created->id, {0, size, std::nullopt}, source).ok());
  }
  while (!house->desk().uploads_of(caller.account.id).empty()) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

void drop_cache(const base::fs::path& folder) {
  for (const auto& entry : base::fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const base::File file = base::File::open_read(entry.path());
    file.drop_cached(0, file.size_bytes());
  }
}

double verify_mb_s(const base::fs::path& data) {
  flows::HouseReport report;
  const double seconds = bench::seconds_of([&] {
    report = flows::verify_house({data, 0, {}, {}, nullptr, {}});
  });
  if (!report.is_sound()) std::printf("NOT SOUND\n");
  return static_cast<double>(report.content_bytes) / 1e6 / seconds;
}

double peer_mb_s(const base::fs::path& vault, const char* tool, double megabytes) {
  const std::string command =
      "find " + vault.string() + " -name 'original*' -print0 | xargs -0 " + tool + " > /dev/null";
  int status = 0;
  const double seconds = bench::seconds_of([&] { status = std::system(command.c_str()); });
  return status == 0 ? megabytes / seconds : 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::uint64_t mib = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 2048;
  if (argc > 2) ::setenv("TMPDIR", argv[2], 1);
  const base::ScratchFolder folder("bench-verify");
  const base::fs::path data = folder / "house";
  fill(data, static_cast<int>(mib / 64), std::uint64_t{64} << 20);
  const bench::Limits limits = bench::measure_limits(folder.path(), std::uint64_t{512} << 20);
  bench::print_limits(limits);
  const double cores = std::thread::hardware_concurrency();
  const double digest_limit = cores * limits.sha256_mb_s;

  drop_cache(data / "vault");
  const double cold = verify_mb_s(data);
  const double cold_limit = std::min(digest_limit, limits.read_back_mb_s);
  std::printf("verify, cold: %.0f MB/s, %.2f of the lower of disk and %.0f x SHA-256\n", cold,
              cold / cold_limit, cores);
  const double warm = verify_mb_s(data);
  std::printf("verify, warm: %.0f MB/s, %.2f of %.0f x SHA-256\n", warm, warm / digest_limit,
              cores);
  const double megabytes = static_cast<double>(mib << 20U) / 1e6;
  const double coreutils = peer_mb_s(data / "vault", "sha256sum", megabytes);
  const double openssl = peer_mb_s(data / "vault", "openssl dgst -sha256", megabytes);
  std::printf(
      "peers over the same files, warm: sha256sum %.0f MB/s (verify is %.1f times as fast), "
      "openssl dgst %.0f MB/s (%.1f times)\n",
      coreutils, warm / coreutils, openssl, warm / openssl);
  return 0;
}
