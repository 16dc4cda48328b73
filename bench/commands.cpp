// How many small durable commands a second the scribe takes from 64 clients that each wait for
// their answer, beside what the disk itself can sync.
//   bench_commands [FOLDER] [SECONDS]
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "base/disk.h"
#include "catalog/case_queries.h"
#include "catalog/catalog.h"
#include "catalog/scribe.h"
#include "model/entry/casework.h"
#include "model/entry/people.h"

namespace {

using namespace liuhen;
using Clock = std::chrono::steady_clock;

constexpr int kClients = 64;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// Appends of one page, each synced, as a log without group commit would do it.
double syncs_a_second(const base::fs::path& folder) {
  base::File file = base::File::create_new(folder / "sync-probe");
  const base::Bytes page(4096, 7);
  const auto start = Clock::now();
  int count = 0;
  while (seconds_since(start) < 1.5) {
    file.write_all(page);
    file.sync_data();
    ++count;
  }
  return count / seconds_since(start);
}

model::CaseId open_case(catalog::Scribe& scribe) {
  const base::UtcTime now = base::SystemClock().now();
  const auto unit = model::new_id<model::UnitId>(now);
  const auto id = model::new_id<model::CaseId>(now);
  const auto done =
      scribe.submit([&](catalog::Connection&) -> model::Answer<std::vector<model::Entry>> {
        return std::vector<model::Entry>{
            model::make_entry(now, "system:bench",
                              model::UnitCreated{unit, std::nullopt, "队", "Team"}),
            model::make_entry(now, "system:bench",
                              model::CaseOpened{id, "1", "案", "某", "simple", "clue", unit, {}})};
      });
  return done.ok() ? id : model::CaseId{};
}

// Looks at the case, then moves it: a real small command.
void move_case(catalog::Scribe& scribe, const model::CaseId& id) {
  const auto done = scribe.submit(
      [&](catalog::Connection& connection) -> model::Answer<std::vector<model::Entry>> {
        const auto found = catalog::find_case(connection, id);
        if (!found) return model::not_found("案件", "case");
        return std::vector<model::Entry>{model::make_entry(
            {0}, "system:bench", model::CaseMoved{id, found->stage, "review", "bench"})};
      });
  if (!done.ok()) std::abort();
}

}  // namespace

int main(int argc, char** argv) {
  const base::ScratchFolder scratch("bench");
  const base::fs::path folder = argc > 1 ? base::fs::path(argv[1]) : scratch.path();
  const double seconds = argc > 2 ? std::atof(argv[2]) : 10;
  const double syncs = syncs_a_second(folder);

  const base::SystemClock clock;
  catalog::Catalog catalog = catalog::Catalog::open(folder / "bench-commands.db");
  catalog::Scribe scribe(catalog, clock);
  std::vector<model::CaseId> cases;
  for (int i = 0; i < kClients; ++i) cases.push_back(open_case(scribe));

  const auto before = scribe.counts();
  std::vector<std::vector<double>> waits(kClients);
  std::vector<std::thread> clients;
  const auto start = Clock::now();
  for (int i = 0; i < kClients; ++i) {
    clients.emplace_back([&, i] {
      while (seconds_since(start) < seconds) {
        const auto asked = Clock::now();
        move_case(scribe, cases[static_cast<std::size_t>(i)]);
        waits[static_cast<std::size_t>(i)].push_back(seconds_since(asked) * 1000);
      }
    });
  }
  for (auto& client : clients) client.join();
  const double spent = seconds_since(start);
  const auto after = scribe.counts();
  std::vector<double> all;
  for (const auto& some : waits) all.insert(all.end(), some.begin(), some.end());
  std::sort(all.begin(), all.end());
  const double commands = static_cast<double>(after.commands - before.commands) / spent;
  const double commits = static_cast<double>(after.commits - before.commits) / spent;
  std::printf("commands/s            %10.0f   (target 5000)\n", commands);
  std::printf("commits/s             %10.0f   (%.1f commands each)\n", commits, commands / commits);
  std::printf("syncs/s, one page     %10.0f   commands per such sync %.1f\n", syncs,
              commands / syncs);
  std::printf("wait of a command     p50 %.1f ms, p99 %.1f ms\n", all[all.size() / 2],
              all[all.size() * 99 / 100]);
  return 0;
}
