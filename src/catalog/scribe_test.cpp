#include "catalog/scribe.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <atomic>
#include <csignal>
#include <future>
#include <latch>
#include <thread>

#include "catalog/case_queries.h"
#include "catalog/entry_queries.h"
#include "catalog/sample_house.h"
#include "catalog/sql.h"

namespace liuhen::catalog {
namespace {

using model::Answer;
using model::Entry;
using Decided = Answer<std::vector<Entry>>;

Entry some_entry(const std::string& event) {
  return model::make_entry({0}, "system:test",
                           model::AccountSession{{sample_uuid(20)}, event, "::1"});
}

Decide decide(std::vector<Entry> entries) {
  return [entries](Connection&) -> Decided { return entries; };
}

TEST(Scribe, GivesConsecutivePlacesAndWritesExactBytes) {
  SampleHouse house;
  const auto first = house.scribe.submit(decide({some_entry("a"), some_entry("b")}));
  ASSERT_TRUE(first.ok());
  EXPECT_EQ(first->first_index, 0U);
  ASSERT_EQ(first->entries.size(), 2U);
  EXPECT_EQ(first->entries[1].index, 1U);
  EXPECT_EQ(first->entries[1].entry.time, kSampleTime);
  EXPECT_EQ(first->entries[0].entry.salt.size(), model::kSaltCharacters);
  EXPECT_NE(first->entries[0].entry.salt, first->entries[1].entry.salt);
  EXPECT_EQ(house.add_entry(some_entry("c")), 2U);
  auto lease = house.catalog.read();
  EXPECT_EQ(count_entries(lease), 3U);
  EXPECT_EQ(find_entry_bytes(lease, 1), model::bytes_of(first->entries[1].entry));
  EXPECT_EQ(entry_bytes_from(lease, 1, 10).size(), 2U);
}

TEST(Scribe, RefusalAndExceptionDoNotUndoNeighbours) {
  SampleHouse house;
  house.submit_all(sample_entries());
  const auto before = house.scribe.counts();
  // The first command holds the scribe until all others wait, so that they share a transaction.
  std::promise<void> go;
  std::thread gate([&] {
    static_cast<void>(house.scribe.submit([&](Connection&) -> Decided {
      go.get_future().wait();
      return std::vector<Entry>{};
    }));
  });
  std::atomic<int> good = 0, refused = 0, thrown = 0, constraint = 0;
  std::vector<std::thread> clients;
  const auto client = [&](int number) {
    try {
      const auto answer = house.scribe.submit([number](Connection& connection) -> Decided {
        if (number % 4 == 1) {
          run(connection, "UPDATE case_file SET title = 'never'");  // a refusal undoes this
          return model::bad_input("x", "不行", "no");
        }
        if (number % 4 == 2) throw std::runtime_error("decide failed");
        if (number % 4 == 3) {
          return std::vector<Entry>{
              some_entry("undone"),
              model::make_entry({0}, "system:test",
                                model::ActTimed{{sample_uuid(999)}, {1}, std::nullopt})};
        }
        return std::vector<Entry>{some_entry("kept")};
      });
      ++(answer.ok() ? good : refused);
    } catch (const ConstraintBroken&) {
      ++constraint;
    } catch (const std::runtime_error&) {
      ++thrown;
    }
  };
  for (int i = 0; i < 40; ++i) clients.emplace_back(client, i);
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  go.set_value();
  gate.join();
  for (auto& thread : clients) thread.join();
  EXPECT_EQ(good, 10);
  EXPECT_EQ(refused, 10);
  EXPECT_EQ(thrown, 10);
  EXPECT_EQ(constraint, 10);
  EXPECT_LE(house.scribe.counts().commits - before.commits, 5U) << "not one transaction";
  auto lease = house.catalog.read();
  EXPECT_EQ(count_entries(lease), sample_entries().size() + 10);
  EXPECT_EQ(entry_bytes_from(lease, sample_entries().size(), 100).size(), 10U) << "a gap";
  EXPECT_EQ(find_case(lease, {sample_uuid(40)})->title, "无证运输卷烟案");
  EXPECT_TRUE(house.scribe.healthy());
}

TEST(Scribe, CommandsSeeWhatCommandsBeforeThemDid) {
  SampleHouse house;
  std::vector<std::future<std::uint64_t>> seen;
  for (int i = 0; i < 20; ++i) {
    seen.push_back(std::async(std::launch::async, [&] {
      std::uint64_t count = 0;
      static_cast<void>(house.scribe.submit([&](Connection& connection) -> Decided {
        count = count_entries(connection);
        return std::vector<Entry>{some_entry("x")};
      }));
      return count;
    }));
  }
  std::vector<std::uint64_t> counts;
  for (auto& one : seen) counts.push_back(one.get());
  std::sort(counts.begin(), counts.end());
  for (std::uint64_t i = 0; i < 20; ++i) EXPECT_EQ(counts[i], i);
}

TEST(Scribe, TimeNeverRunsBackwards) {
  SampleHouse house;
  house.add_entry(some_entry("a"));
  house.clock.advance_ms(-3'600'000);
  testing::internal::CaptureStderr();
  house.add_entry(some_entry("b"));
  house.add_entry(some_entry("c"));
  const std::string log = testing::internal::GetCapturedStderr();
  const auto first = log.find("scribe.clock_set_back");
  EXPECT_NE(first, std::string::npos);
  EXPECT_EQ(log.find("scribe.clock_set_back", first + 1), std::string::npos) << "said twice";
  house.clock.advance_ms(7'200'000);
  house.add_entry(some_entry("d"));
  auto lease = house.catalog.read();
  std::vector<base::UtcTime> times;
  for (std::uint64_t i = 0; i < 4; ++i) times.push_back(find_entry(lease, i)->entry.time);
  EXPECT_EQ(times[0], times[1]);
  EXPECT_EQ(times[1], times[2]);
  EXPECT_EQ(times[3], house.clock.now());
}

TEST(Scribe, GoesOnWhereTheLogEndedEvenIfTheClockIsOlder) {
  const base::ScratchFolder folder("scribe");
  const base::ManualClock later(kSampleTime), earlier(kSampleTime.plus_ms(-1000));
  for (const base::ManualClock* clock : {&later, &earlier}) {
    Catalog catalog = Catalog::open(folder / "catalog.db");
    Scribe scribe(catalog, *clock);
    ASSERT_TRUE(scribe.submit(decide({some_entry("x")})).ok());
  }
  Catalog catalog = Catalog::open(folder / "catalog.db");
  auto lease = catalog.read();
  EXPECT_EQ(find_entry(lease, 1)->entry.time, kSampleTime);
}

TEST(Scribe, FullQueueIsBusy) {
  const base::ScratchFolder folder("scribe");
  const base::ManualClock clock(kSampleTime);
  Catalog catalog = Catalog::open(folder / "catalog.db");
  Scribe scribe(catalog, clock, {.queue_max = 2, .batch_max = 1});
  std::promise<void> go;
  std::latch running(1);
  std::vector<std::future<void>> waiting;
  waiting.push_back(std::async(std::launch::async, [&] {
    static_cast<void>(scribe.submit([&](Connection&) -> Decided {
      running.count_down();
      go.get_future().wait();
      return std::vector<Entry>{};
    }));
  }));
  running.wait();
  std::atomic<int> busy = 0;
  for (int i = 0; i < 5; ++i) {
    waiting.push_back(std::async(std::launch::async, [&] {
      try {
        static_cast<void>(scribe.submit(decide({some_entry("x")})));
      } catch (const Busy&) {
        ++busy;
      }
    }));
  }
  while (busy < 3) std::this_thread::yield();
  go.set_value();
  for (auto& one : waiting) one.get();
  EXPECT_EQ(busy, 3);
}

TEST(Scribe, HooksHearTheNewSizeBeforeTheAnswer) {
  SampleHouse house;
  std::atomic<std::uint64_t> heard = 0;
  house.scribe.on_committed([&](std::uint64_t size) { heard = size; });
  house.scribe.on_committed([](std::uint64_t) { throw std::runtime_error("a bad hook"); });
  testing::internal::CaptureStderr();
  house.add_entry(some_entry("x"));
  EXPECT_EQ(heard, 1U);
  EXPECT_NE(testing::internal::GetCapturedStderr().find("hook_failed"), std::string::npos);
  static_cast<void>(house.scribe.submit(decide({})));
  EXPECT_EQ(heard, 1U);
}

TEST(Scribe, TooLargeAndUnknownEntriesAreRefusedAlone) {
  SampleHouse house;
  Entry large = some_entry(std::string(70'000, 'x'));
  EXPECT_THROW(static_cast<void>(house.scribe.submit(decide({large}))), base::Fault);
  Entry unknown = some_entry("x");
  unknown.kind = "nobody.knows";
  EXPECT_THROW(static_cast<void>(house.scribe.submit(decide({unknown}))), base::Fault);
  EXPECT_EQ(house.add_entry(some_entry("x")), 0U);
}

TEST(Scribe, FullDiskKeepsNothingAndGoesOn) {
  SampleHouse house;
  house.submit_all(sample_entries());
  const auto fill = [&](int entries) {
    return house.scribe.submit([entries](Connection& connection) -> Decided {
      find_number(connection, "PRAGMA max_page_count = 1");  // as many pages as there are
      return std::vector<Entry>(static_cast<std::size_t>(entries),
                                some_entry(std::string(60'000, 'x')));
    });
  };
  EXPECT_THROW(static_cast<void>(fill(50)), base::DiskFull);
  EXPECT_TRUE(house.scribe.healthy());
  const auto done = house.scribe.submit([](Connection& connection) -> Decided {
    find_number(connection, "PRAGMA max_page_count = 1000000");
    return std::vector<Entry>{some_entry("x")};
  });
  EXPECT_EQ(done->first_index, sample_entries().size());
}

TEST(Scribe, FailedWriteStopsItForGood) {
  SampleHouse house;
  house.submit_all(sample_entries());
  // The write-ahead log may not grow: write(2) fails with EFBIG, which is no full disk.
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit old{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &old), 0);
  const rlimit small{4096, old.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  testing::internal::CaptureStderr();
  std::string said;
  try {
    static_cast<void>(house.scribe.submit(decide({some_entry("lost")})));
  } catch (const base::Fault& fault) {
    said = fault.what();
  }
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &old), 0);
  EXPECT_NE(testing::internal::GetCapturedStderr().find("scribe.stopped"), std::string::npos);
  EXPECT_NE(said.find("catalog.db"), std::string::npos) << said;
  EXPECT_FALSE(house.scribe.healthy());
  try {
    static_cast<void>(house.scribe.submit(decide({some_entry("x")})));
    FAIL() << "accepted after a failed write";
  } catch (const base::Fault& fault) {
    EXPECT_NE(std::string(fault.what()).find("started again"), std::string::npos);
  }
  auto lease = house.catalog.read();
  EXPECT_EQ(count_entries(lease), sample_entries().size());
}

}  // namespace
}  // namespace liuhen::catalog
