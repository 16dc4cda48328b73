// A loop over numbered pieces of work on a few threads.
#pragma once

#include <cstddef>
#include <functional>

namespace liuhen::vault {

// Calls work(0) … work(count-1) on up to `threads` threads (the caller's among them), in order.
// Returns when all are done; rethrows the first exception after the others have ended.
void for_each_parallel(std::size_t count, unsigned threads,
                       const std::function<void(std::size_t)>& work);

}  // namespace liuhen::vault
