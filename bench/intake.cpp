// bench_intake [MIB] [FOLDER]: uploads over loopback to the receipt, through the real server: one
// file of MIB (default 2048), then eight at once of an eighth each, as ratios of the slowest limit
// of the machine in the same run. Prints the server's largest memory (VmHWM).
#include <fcntl.h>
#include <sys/wait.h>

#include <boost/json.hpp>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "base/json.h"
#include "cli/commands.h"
#include "cli/server_client.h"
#include "flows/admin/found_house.h"
#include "flows/casework/casework.h"
#include "flows/house.h"
#include "measure.h"

namespace {

using namespace liuhen;
namespace json = boost::json;

constexpr const char* kPassword = "correct horse 1";
constexpr int kPort = 18086;

struct Target {
  std::string case_id, act_id;
};

Target make_house(const base::fs::path& data, const std::string& probe) {
  const base::SystemClock clock;
  flows::found_house({data, "测速局", "Bench bureau", "bench.example/log", false}, clock);
  flows::HouseOptions options;
  options.data = data;
  options.probe_program = probe;
  options.attend = false;
  const auto house = flows::House::open(options, clock);
  flows::FirstPeople people;
  people.units.push_back({std::nullopt, "科", "Unit"});
  people.accounts.push_back({"officer", "officer", "1", {"0"}, {model::Role::officer}, kPassword});
  const auto founded = flows::enter_first_people(*house, people);
  const flows::Caller caller{founded->accounts.front(), "127.0.0.1"};
  const auto opened = flows::open_case(*house, caller, {"1", "案", "甲", "ordinary", {}});
  const auto act = flows::open_act(*house, caller, opened->id,
                                   {"inquiry", "询问", "局", {caller.account.id}, {}, {}, {}});
  return {opened->id.text, act->id.text};
}

pid_t start_server(const base::fs::path& data) {
  const std::string program = cli::program_beside("liuhen");
  const std::string port = std::to_string(kPort);
  const pid_t child = ::fork();
  if (child == 0) {
    const int null = ::open("/dev/null", O_WRONLY);
    ::dup2(null, 1);
    ::execl(program.c_str(), "liuhen", "serve", "--data", data.c_str(), "--port", port.c_str(),
            nullptr);
    ::_exit(127);
  }
  return child;
}

std::string address() { return "http://127.0.0.1:" + std::to_string(kPort); }

void wait_until_up() {
  for (int i = 0; i < 200; ++i) {
    try {
      cli::ServerClient client(address());
      if (client.get("/healthz").ok()) return;
    } catch (const base::Fault&) {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
  }
  std::fprintf(stderr, "the server did not start\n");
  std::exit(1);
}

std::string text64(const std::string& text) { return base::base64_of(base::as_bytes(text)); }

std::unique_ptr<cli::ServerClient> signed_in() {
  auto client = std::make_unique<cli::ServerClient>(address());
  client->sign_in("officer", kPassword);
  return client;
}

void upload(cli::ServerClient& client, const base::fs::path& path, const Target& target) {
  const base::File file = base::File::open_read(path);
  const auto created = client.post(
      "/api/uploads", "",
      {{"Tus-Resumable", "1.0.0"},
       {"Upload-Length", std::to_string(file.size_bytes())},
       {"Upload-Metadata", "filename " + text64(path.filename().string()) + ",case_id " +
                               text64(target.case_id) + ",act_id " + text64(target.act_id)}});
  if (!created.ok()) throw base::Fault(cli::sentence_of(created));
  const std::string location = created.headers.at("location");
  const std::string id = location.substr(location.find_last_of('/') + 1);
  const auto sent = client.patch("/api/uploads/" + id, file, 0, [](std::uint64_t) {});
  if (!sent.ok()) throw base::Fault(cli::sentence_of(sent));
  for (;;) {
    const auto answer = client.get("/api/uploads/" + id);
    if (answer.body.find("\"receipt\"") != std::string::npos) return;
    if (answer.body.find("\"refused\"") != std::string::npos) throw base::Fault(answer.body);
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

long memory_peak_mib(pid_t server) {
  std::ifstream status("/proc/" + std::to_string(server) + "/status");
  std::string line;
  while (std::getline(status, line)) {
    if (line.rfind("VmHWM:", 0) == 0) return std::atol(line.c_str() + 6) / 1024;
  }
  return -1;
}

void make_file(const base::fs::path& path, std::uint64_t bytes, std::uint64_t seed) {
  base::File file = base::File::open_write(path);
  for (std::uint64_t at = 0; at < bytes; at += std::uint64_t{32} << 20) {
    const auto size = std::min<std::uint64_t>(std::uint64_t{32} << 20, bytes - at);
    file.write_at(at, bench::noise(static_cast<std::size_t>(size), seed + at));
  }
  file.sync_data();
}

}  // namespace

int main(int argc, char** argv) {
  const std::uint64_t bytes = (argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 2048) << 20U;
  if (argc > 2) ::setenv("TMPDIR", argv[2], 1);
  const base::ScratchFolder folder("bench-intake");
  const Target target = make_house(folder / "house", cli::program_beside("liuhen_probe"));
  std::vector<base::fs::path> files{folder / "one.bin"};
  make_file(files.front(), bytes, 1);
  for (int i = 0; i < 8; ++i) {
    files.push_back(folder / ("eighth-" + std::to_string(i) + ".bin"));
    make_file(files.back(), bytes / 8, 1000 + static_cast<std::uint64_t>(i) * 7);
  }
  const bench::Limits limits =
      bench::measure_limits(folder.path(), std::min<std::uint64_t>(bytes, 1 << 30));
  bench::print_limits(limits);
  const pid_t server = start_server(folder / "house");
  wait_until_up();

  // Signing in costs Argon2's memory and time on purpose: done before the clock starts.
  std::vector<std::unique_ptr<cli::ServerClient>> clients;
  for (std::size_t i = 0; i < files.size(); ++i) clients.push_back(signed_in());
  const double one_s = bench::seconds_of([&] { upload(*clients[0], files[0], target); });
  const double eight_s = bench::seconds_of([&] {
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < files.size(); ++i) {
      threads.emplace_back([&, i] { upload(*clients[i], files[i], target); });
    }
    for (auto& thread : threads) thread.join();
  });
  const double megabytes = static_cast<double>(bytes) / 1e6;
  // Eight at once can use every core for SM3; one cannot.
  const double cores = std::thread::hardware_concurrency();
  const double eight_limit = std::min({limits.write_sync_mb_s, limits.read_back_mb_s,
                                       limits.loopback_mb_s, limits.sm3_mb_s * cores});
  std::printf("one upload of %.0f MB to receipt: %.1f s, %.0f MB/s, %.2f of the slowest limit\n",
              megabytes, one_s, megabytes / one_s, megabytes / one_s / limits.slowest());
  std::printf(
      "eight at once, %.0f MB together:  %.1f s, %.0f MB/s, %.2f of the slowest limit "
      "(%.0f cores for SM3)\n",
      megabytes, eight_s, megabytes / eight_s, megabytes / eight_s / eight_limit, cores);
  std::printf("server memory at most: %ld MiB\n", memory_peak_mib(server));
  ::kill(server, SIGTERM);
  ::waitpid(server, nullptr, 0);
  return 0;
}
