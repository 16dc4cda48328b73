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
#include "flows/house_settings.h"
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

// A wrong folder would be found out by the first person who sees no page.
void check_web_folder(const std::string& folder) {
  std::error_code absent;
  const bool found = base::fs::is_regular_file(base::fs::path(folder) / "index.html", absent);
  if (found && !folder.empty()) return;
  throw base::Fault("--web: there are no pages in '" + folder +
                    "' (no index.html); build them with ./run, or with 'npm run build' in web/, "
                    "and name web/dist");
}

void print_lack_of_pages() {
  const auto built = cli::find_built_pages();
  std::printf("\n  No pages are served, the API only. For the pages start with --web %s\n",
              built ? built->c_str() : "FOLDER (web/dist, made by ./run or 'npm run build')");
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

base::fs::path law_folder_of(const cli::Arguments& arguments) {
  const auto law = arguments.find("law");
  if (law) return *law;
  const auto beside = cli::find_law_folder();
  if (!beside) throw cli::UsageError("name the folder of law files with --law");
  return *beside;
}

base::fs::path form_folder_of(const cli::Arguments& arguments) {
  const auto forms = arguments.find("forms");
  if (forms) return *forms;
  const auto beside = cli::find_form_folder();
  if (!beside) throw cli::UsageError("name the folder of form files with --forms");
  return *beside;
}

http::ServerOptions server_options_of(const cli::Arguments& arguments) {
  http::ServerOptions options;
  options.transport.address = arguments.get_or("address", "127.0.0.1");
  options.transport.port = static_cast<std::uint16_t>(arguments.integer_or("port", 8086, 0, 65535));
  options.transport.connections_of_peer_max = static_cast<std::size_t>(arguments.integer_or(
      "connections-per-peer",
      static_cast<std::int64_t>(http::TransportOptions{}.connections_of_peer_max), 1, 100'000));
  options.site.sign_ins = http::sign_ins_a_minute(
      static_cast<double>(arguments.integer_or("sign-ins-per-minute", 60, 1, 100'000)));
  if (const auto web = arguments.find("web")) {
    check_web_folder(*web);
    options.web_folder = *web;
  }
  options.site.version = kVersion;
  return options;
}

}  // namespace

int serve(const std::vector<std::string>& words) {
  const cli::Arguments arguments(words,
                                 {"data", "port", "address", "web", "law", "forms", "probe",
                                  "connections-per-peer", "sign-ins-per-minute"},
                                 {});
  if (!arguments.words().empty()) throw cli::UsageError("serve takes no words");
  runtime::StopSignals signals;
  std::signal(SIGPIPE, SIG_IGN);  // a child process or a peer that left
  const base::SystemClock clock;
  flows::HouseOptions options;
  options.data = arguments.get("data");
  options.probe_program = arguments.get_or("probe", cli::program_beside("liuhen_probe"));
  options.law = law_folder_of(arguments);
  options.forms = form_folder_of(arguments);
  http::ServerOptions server_options = server_options_of(arguments);
  // Before the house is opened, which makes its file `lock`: a folder without a house stays as it
  // is.
  flows::get_settings({base::fs::absolute(options.data)});
  const auto house = flows::House::open(options, clock);
  check_probe(*house);
  for (const auto& account : flows::demo_accounts(house->folders())) {
    server_options.site.demo_accounts.push_back(
        {account.sign_in_name, account.password, account.name, account.title_zh, account.title_en});
  }
  http::Server server(*house, server_options);
  server.start();
  if (server_options.web_folder.empty()) print_lack_of_pages();
  print_ready(*house, server_options.transport.address, server.port());
  signals.wait();
  std::printf("  stopping …\n");
  std::fflush(stdout);
  house->stop_waiting_for_space();
  server.stop();
  return 0;
}

}  // namespace liuhen
