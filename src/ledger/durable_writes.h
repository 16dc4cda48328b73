// Writes many files so that all survive a power cut, with few journal commits: all are written
// under .staging/ first, then each is synced, then renamed to its place, then each folder that
// changed is synced once. Throws Fault; after one, some files may stand in their places and some
// not. One thread.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/disk.h"

namespace liuhen::ledger {

inline constexpr const char* kStagingFolder = ".staging";

// Called before each step that changes the disk for good; crash tests stop the program in it.
using StepHook = std::function<void(std::string_view step)>;

class DurableWrites {
 public:
  DurableWrites(base::fs::path root, const StepHook& hook) : root_(std::move(root)), hook_(hook) {}

  void add(const std::string& relative_path, base::Bytes bytes);
  void finish();  // everything added so far is durable and in place

 private:
  struct Waiting {
    std::string relative_path;
    base::Bytes bytes;
  };

  void flush();
  void prepare_folder(const base::fs::path& folder);
  void step(std::string_view name, const base::fs::path& path) const;

  base::fs::path root_;
  StepHook hook_;
  std::vector<Waiting> waiting_;
  std::set<base::fs::path> changed_folders_;
};

// Removes what a crash has left in .staging/, and makes that folder when it is missing.
void clear_staging(const base::fs::path& root);

}  // namespace liuhen::ledger
