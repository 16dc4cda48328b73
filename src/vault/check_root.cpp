#include <algorithm>
#include <chrono>
#include <future>
#include <mutex>
#include <numeric>
#include <thread>

#include "base/fault.h"
#include "vault/check.h"
#include "vault/ocfl/root_walk.h"
#include "vault/ocfl/tree.h"
#include "vault/parallel.h"
#include "vault/seed.h"

namespace liuhen::vault {
namespace {

namespace fs = std::filesystem;

constexpr auto kProgressEvery = std::chrono::milliseconds(200);

struct Sweep {
  const fs::path& root;
  const VerifyOptions& options;
  unsigned threads = 1;
  std::vector<std::string> paths{};
  std::vector<std::uint64_t> sizes{};
  std::uint64_t bytes_total = 0;
  std::atomic<std::uint64_t> objects_done{0}, bytes_done{0};
  std::mutex report_mutex{};
  RootReport report{};
  std::vector<ocfl::PlacedObject> placed{};

  VerifyProgress progress() const {
    return {objects_done, paths.size(), std::min<std::uint64_t>(bytes_done, bytes_total),
            bytes_total};
  }
};

void measure(Sweep& sweep) {
  sweep.sizes.resize(sweep.paths.size());
  for_each_parallel(sweep.paths.size(), sweep.threads, [&](std::size_t i) {
    try {
      sweep.sizes[i] = ocfl::read_folder(sweep.root / sweep.paths[i]).size_bytes();
    } catch (const base::Fault&) {
      sweep.sizes[i] = 0;  // reported when the object is verified
    }
  });
  sweep.bytes_total = std::accumulate(sweep.sizes.begin(), sweep.sizes.end(), std::uint64_t{0});
}

// The largest first, so that no thread is left alone with a large one at the end.
std::vector<std::size_t> order_of(const Sweep& sweep) {
  std::vector<std::size_t> order(sweep.paths.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return sweep.sizes[a] > sweep.sizes[b]; });
  return order;
}

void verify_one(Sweep& sweep, std::size_t i) {
  const auto* stop = sweep.options.stop;
  if (stop != nullptr && stop->load()) return;
  ObjectReport object = verify_object(sweep.root, sweep.paths[i], {&sweep.bytes_done, stop, true});
  sweep.bytes_done += sweep.sizes[i] - std::min(sweep.sizes[i], object.content_bytes);
  ++sweep.objects_done;
  const std::scoped_lock lock(sweep.report_mutex);
  sweep.report.stopped = sweep.report.stopped || object.stopped;
  sweep.placed.push_back({sweep.paths[i], object.object_id});
  if (sweep.options.on_object) sweep.options.on_object(object);
  if (!object.is_sound()) sweep.report.unsound.push_back(std::move(object));
}

void verify_all(Sweep& sweep) {
  const std::vector<std::size_t> order = order_of(sweep);
  auto running = std::async(std::launch::async, [&] {
    for_each_parallel(order.size(), sweep.threads,
                      [&](std::size_t n) { verify_one(sweep, order[n]); });
  });
  while (running.wait_for(kProgressEvery) != std::future_status::ready) {
    if (sweep.options.on_progress) sweep.options.on_progress(sweep.progress());
  }
  running.get();
}

// What concerns two objects at once; E083 of a single one is in its own report.
void check_twins(Sweep& sweep, const ocfl::RootWalk& walk, ocfl::Problems& problems) {
  std::sort(sweep.placed.begin(), sweep.placed.end(),
            [](const auto& a, const auto& b) { return a.path < b.path; });
  ocfl::RootWalk without_layout = walk;
  without_layout.layout.clear();
  without_layout.hashed_tuple.reset();
  ocfl::check_placement(without_layout, sweep.placed, problems);
}

}  // namespace

RootReport verify_root(const fs::path& root, const VerifyOptions& options) {
  ocfl::Problems problems;
  const ocfl::RootWalk walk = ocfl::walk_root(root, problems);
  Sweep sweep{root, options};
  sweep.threads =
      options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
  sweep.paths = walk.object_paths;
  measure(sweep);
  verify_all(sweep);
  check_twins(sweep, walk, problems);
  if (options.on_progress) options.on_progress(sweep.progress());
  sweep.report.done = sweep.progress();
  sweep.report.problems = problems.take();
  for (auto& problem : check_seed(root)) sweep.report.problems.push_back(std::move(problem));
  sweep.report.stopped = sweep.report.stopped || sweep.objects_done < sweep.paths.size();
  std::sort(sweep.report.unsound.begin(), sweep.report.unsound.end(),
            [](const auto& a, const auto& b) { return a.object_path < b.object_path; });
  return std::move(sweep.report);
}

}  // namespace liuhen::vault
