// offload: run a callable on a WorkPool from a coroutine and go on with its value, on the
// coroutine's own thread. What the callable throws is thrown here; QueueFull when the pool refuses.
//
//   auto load = [&] { return flow.get_case(id); };   // named first: GCC 12.2 destroys some
//   const auto answer = co_await offload(pool, load);  // temporaries of co_await twice
//
// The callable lives in the caller's frame. The frame outlives the job because a pool is stopped
// before the NetThreads it serves.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <optional>
#include <type_traits>
#include <utility>

#include "runtime/work_pool.h"

namespace liuhen::runtime {

boost::asio::awaitable<void> run_on(WorkPool& pool, std::function<void()>& job);

template <class Callable>
auto offload(WorkPool& pool, Callable& callable)
    -> boost::asio::awaitable<std::invoke_result_t<Callable&>> {
  using Value = std::invoke_result_t<Callable&>;
  if constexpr (std::is_void_v<Value>) {
    std::function<void()> job = std::ref(callable);
    co_await run_on(pool, job);
  } else {
    std::optional<Value> value;
    std::function<void()> job = [&value, &callable] { value.emplace(callable()); };
    co_await run_on(pool, job);
    co_return std::move(*value);
  }
}

}  // namespace liuhen::runtime
