// For the tests of this room: a small house in a scratch folder, one example of every entry kind,
// and random histories.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/disk.h"
#include "catalog/catalog.h"
#include "catalog/scribe.h"
#include "model/entry/casework.h"
#include "model/entry/documents.h"
#include "model/entry/law.h"
#include "model/entry/people.h"
#include "model/entry/records.h"

namespace liuhen::catalog {

inline constexpr base::UtcTime kSampleTime{1'772'672'400'000};  // 2026-03-05T01:00:00.000Z

std::string sample_uuid(int number);

template <class AnyId>
AnyId sample_id(int number) {
  return AnyId{sample_uuid(number)};
}

// A coherent history in which the last entry of each kind has every member set.
std::vector<model::Entry> sample_entries();

// Random, coherent, of all kinds, the same for the same seed.
std::vector<model::Entry> random_entries(unsigned seed, int count);

// A catalog with its scribe and a clock that stands still.
struct SampleHouse {
  SampleHouse() : catalog(Catalog::open(folder / "catalog.db")), scribe(catalog, clock) {}

  // As one command.
  void submit_all(const std::vector<model::Entry>& entries);
  template <class Body>
  std::uint64_t add(const Body& body, const std::string& actor = "system:test") {
    return add_entry(model::make_entry({0}, actor, body));
  }
  std::uint64_t add_entry(const model::Entry& entry);

  base::ScratchFolder folder{"catalog"};
  base::ManualClock clock{kSampleTime};
  Catalog catalog;
  Scribe scribe;
};

// Plain SQL on a file, as somebody with the sqlite3 program would do it.
void run_plain_sql(const base::fs::path& file, const std::string& sql);

}  // namespace liuhen::catalog
