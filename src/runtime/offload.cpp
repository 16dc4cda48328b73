#include "runtime/offload.h"

#include <atomic>
#include <boost/asio/this_coro.hpp>
#include <exception>
#include <memory>

#include "runtime/wake.h"

namespace liuhen::runtime {
namespace {

struct Progress {
  explicit Progress(const boost::asio::any_io_executor& executor)
      : wake(std::make_shared<Wake>(executor)) {}

  std::shared_ptr<Wake> wake;
  std::atomic<bool> done{false};
  std::exception_ptr failure;
};

void run_to_end(const std::function<void()>& job, Progress& progress) {
  try {
    job();
  } catch (...) {
    progress.failure = std::current_exception();
  }
  progress.done.store(true);
  progress.wake->ring();
}

}  // namespace

boost::asio::awaitable<void> run_on(WorkPool& pool, std::function<void()>& job) {
  const auto executor = co_await boost::asio::this_coro::executor;
  const auto progress = std::make_shared<Progress>(executor);
  if (!pool.try_run([&job, progress] { run_to_end(job, *progress); }))
    throw QueueFull("the work queue is full");
  while (!progress->done.load()) co_await progress->wake->wait();
  if (progress->failure) std::rethrow_exception(progress->failure);
}

}  // namespace liuhen::runtime
