#include "vault/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace liuhen::vault {

void for_each_parallel(std::size_t count, unsigned threads,
                       const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next{0};
  std::exception_ptr first_failure;
  std::mutex failure_mutex;
  const auto run = [&] {
    for (std::size_t i = next++; i < count; i = next++) {
      try {
        work(i);
      } catch (...) {
        const std::scoped_lock lock(failure_mutex);
        if (first_failure == nullptr) first_failure = std::current_exception();
        next = count;
      }
    }
  };
  const std::size_t extra_threads =
      std::min<std::size_t>(count, std::max(1U, threads)) - (count > 0 ? 1 : 0);
  std::vector<std::thread> pool;
  for (std::size_t i = 0; i < extra_threads; ++i) pool.emplace_back(run);
  run();
  for (std::thread& thread : pool) thread.join();
  if (first_failure != nullptr) std::rethrow_exception(first_failure);
}

}  // namespace liuhen::vault
