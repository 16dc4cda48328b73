// bench_start [ENTRIES] [FOLDER]: how long the house takes to open with many entries in its log
// (default one million), to the first answer.
#include <cstdlib>

#include "catalog/entry_queries.h"
#include "flows/admin/found_house.h"
#include "flows/house.h"
#include "measure.h"
#include "model/entry/people.h"

int main(int argc, char** argv) {
  using namespace liuhen;
  const std::uint64_t wanted = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
  if (argc > 2) ::setenv("TMPDIR", argv[2], 1);
  const base::ScratchFolder folder("bench-start");
  const base::SystemClock clock;
  flows::found_house({folder / "house", "测速局", "Bench bureau", "bench.example/log", false},
                     clock);
  flows::HouseOptions options;
  options.data = folder / "house";
  options.probe_program = "/nonexistent";
  options.attend = false;
  {
    const auto house = flows::House::open(options, clock);
    flows::FirstPeople people;
    people.units.push_back({std::nullopt, "科", "Unit"});
    people.accounts.push_back(
        {"officer", "officer", "1", {"0"}, {model::Role::officer}, "correct horse 1"});
    const auto founded = flows::enter_first_people(*house, people);
    const auto account = founded->accounts.front().id;
    for (std::uint64_t done = 3; done < wanted; done += 5000) {
      const auto committed =
          house->commit([&](catalog::Connection&) -> model::Answer<std::vector<model::Entry>> {
            std::vector<model::Entry> entries;
            for (int i = 0; i < 5000; ++i) {
              entries.push_back(
                  model::make_entry(clock.now(), "account:" + account.text,
                                    model::AccountSession{account, "signed_in", "127.0.0.1"}));
            }
            return entries;
          });
      if (!committed) return 1;
    }
  }
  std::uint64_t count = 0;
  const double seconds = bench::seconds_of([&] {
    const auto house = flows::House::open(options, clock);
    auto lease = house->catalog().read();
    count = catalog::count_entries(lease);
  });
  std::printf("%llu entries: %.3f s to the first answer (target 1 s)\n",
              static_cast<unsigned long long>(count), seconds);
  return 0;
}
