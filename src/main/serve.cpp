#include "main/serve.h"

#include <csignal>
#include <cstdio>

#include "base/clock.h"
#include "base/fault.h"
#include "base/log.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include "flows/admin/demo_bureau.h"
#include "flows/house.h"
#include "http/server.h"
#include "main/version.h"
#include "runtime/shutdown.h"

namespace liuhen {
namespace {

// Loud and early: without its sandbox the probe would answer nothing at all.
void check_probe(const flows::House& house) {
  const auto test = house.prober().verify_sandbox();
  if (test.passed) return;
  base::log_line(base::LogLevel::error, "probe.sandbox_lacking", {{"detail", test.text}});
  std::fprintf(
      stderr,
      "The kernel of this machine cannot fence the probe in; files will be stored, but not "
      "examined. What was tried:\n%s\n",
      test.text.c_str());
}

void print_ready(const flows::House& house, const std::string& address, unsigned port) {
  std::printf("\n  %s\n  http://%s:%u\n", house.settings().name_zh.c_str(), address.c_str(), port);
  const auto accounts = flows::demo_accounts(house.folders());
  if (!accounts.empty()) {
    std::printf("\n  Sign-ins of the demonstration bureau (password of all: %s)\n",
                accounts.front().password.c_str());
    for (const auto& account : accounts) {
      std::printf("    %-12s %s  %s\n", account.sign_in_name.c_str(), account.name.c_str(),
                  account.title_en.c_str());
    }
  }
  std::printf("\n  Ctrl-C stops the server.\n\n");
  std::fflush(stdout);
}

}  // namespace

int serve(const std::vector<std::string>& words) {
  const cli::Arguments arguments(
      words,
      {"data", "port", "address", "web", "probe", "connections-per-peer", "sign-ins-per-minute"},
      {});
  if (!arguments.words().empty()) throw cli::UsageError("serve takes no words");
  runtime::StopSignals signals;
  std::signal(SIGPIPE, SIG_IGN);  // a child process or a peer that left
  const base::SystemClock clock;
  flows::HouseOptions options;
  options.data = arguments.get("data");
  options.probe_program = arguments.get_or("probe", cli::program_beside("liuhen_probe"));
  const auto house = flows::House::open(options, clock);
  check_probe(*house);

  http::ServerOptions server_options;
  server_options.transport.address = arguments.get_or("address", "127.0.0.1");
  server_options.transport.port =
      static_cast<std::uint16_t>(arguments.integer_or("port", 8086, 0, 65535));
  server_options.transport.connections_of_peer_max = static_cast<std::size_t>(arguments.integer_or(
      "connections-per-peer",
      static_cast<std::int64_t>(http::TransportOptions{}.connections_of_peer_max), 1, 100'000));
  server_options.site.sign_ins = http::sign_ins_a_minute(
      static_cast<double>(arguments.integer_or("sign-ins-per-minute", 60, 1, 100'000)));
  server_options.web_folder = arguments.get_or("web", "");
  server_options.site.version = kVersion;
  for (const auto& account : flows::demo_accounts(house->folders())) {
    server_options.site.demo_accounts.push_back(
        {account.sign_in_name, account.password, account.name, account.title_zh, account.title_en});
  }
  http::Server server(*house, server_options);
  server.start();
  print_ready(*house, server_options.transport.address, server.port());
  signals.wait();
  std::printf("  stopping …\n");
  std::fflush(stdout);
  house->stop_waiting_for_space();
  server.stop();
  return 0;
}

}  // namespace liuhen
