// liuhen verify: the whole house against itself, without trusting any of it.
//   log      every tile and the root from the entry bundles; both signatures of the checkpoint
//   vault    every object re-digested; each against the entry that deposited it, and back
//   catalog  the live tables against a catalog rebuilt from the log's entries
// What is wrong is in the report; a Fault means that it could not be checked at all.
#pragma once

#include <atomic>
#include <boost/json/fwd.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/disk.h"

namespace liuhen::flows {

struct HouseProblem {
  std::string part;      // log, vault, catalog, keys
  std::string code;      // stable: see docs/operating/verify.md
  std::string place;     // file, object or table row
  std::string sentence;  // for people
};

struct HouseReport {
  std::uint64_t entries = 0;
  std::uint64_t objects = 0;
  std::uint64_t content_bytes = 0;
  std::uint64_t catalog_rows = 0;
  std::uint64_t unpublished_entries = 0;  // durable in the catalog, not yet under a checkpoint
  std::vector<HouseProblem> problems;     // the first 1000
  std::uint64_t problem_count = 0;
  bool stopped = false;

  bool is_sound() const { return problem_count == 0 && !stopped; }
};

struct VerifyHouseOptions {
  base::fs::path data;
  unsigned threads = 0;  // 0: one per core
  // Keys that the checker brings along; without them the ones in the house are taken, which a thief
  // of the whole folder could have replaced.
  std::optional<std::string> vkey;
  std::optional<std::string> sm2_public_pem;
  const std::atomic<bool>* stop = nullptr;
  std::function<void(const std::string& part, std::uint64_t done, std::uint64_t total)> progress;
};

// The server need not be stopped: entries that come meanwhile are not judged.
HouseReport verify_house(const VerifyHouseOptions& options);

boost::json::object json_of(const HouseReport& report);

}  // namespace liuhen::flows
