#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <future>
#include <string>
#include <system_error>
#include <thread>

#include "runtime/net_threads.h"
#include "runtime/offload.h"
#include "runtime/periodic.h"
#include "runtime/rate_limiter.h"
#include "runtime/shutdown.h"
#include "runtime/wake.h"

namespace liuhen::runtime {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

TEST(WorkPool, RunsJobsAndStopsAfterTheLast) {
  std::atomic<int> ran{0};
  WorkPool pool("test", 3, 100);
  for (int i = 0; i < 50; ++i) EXPECT_TRUE(pool.try_run([&] { ++ran; }));
  pool.stop();
  EXPECT_EQ(ran, 50);
  EXPECT_FALSE(pool.try_run([&] { ++ran; }));
}

TEST(WorkPool, RefusesWhenFull) {
  std::promise<void> release;
  std::shared_future<void> released = release.get_future().share();
  std::atomic<int> started{0};
  WorkPool pool("test", 2, 1);
  const auto block = [&] {
    ++started;
    released.wait();
  };
  EXPECT_TRUE(pool.try_run(block));
  EXPECT_TRUE(pool.try_run(block));
  while (started < 2) std::this_thread::yield();
  EXPECT_TRUE(pool.try_run([] {}));
  EXPECT_FALSE(pool.try_run([] {}));
  EXPECT_EQ(pool.busy(), 2U);
  EXPECT_EQ(pool.waiting(), 1U);
  release.set_value();
}

TEST(WorkPool, AThrowingJobDoesNotEndItsThread) {
  std::promise<int> after;
  WorkPool pool("test", 1, 10);
  EXPECT_TRUE(pool.try_run([] { throw std::runtime_error("expected by the test"); }));
  EXPECT_TRUE(pool.try_run([&] { after.set_value(7); }));
  EXPECT_EQ(after.get_future().get(), 7);
}

// What a system out of threads does to a pool: it refuses or lets wait, and forgets nothing.
TEST(WorkPool, LivesWithoutTheThreadsItWanted) {
  int left = 0;
  const auto start = [&](std::function<void()> run) {
    if (left-- <= 0) throw std::system_error(EAGAIN, std::generic_category());
    return std::thread(std::move(run));
  };
  std::atomic<int> ran{0};
  std::atomic<bool> go{false};
  WorkPool pool("test", 2, 1, start);
  const auto token = std::make_shared<int>(0);
  EXPECT_FALSE(pool.try_run([&ran, token] { ++ran; }));
  EXPECT_EQ(token.use_count(), 1) << "the refused job is still in the pool";
  EXPECT_EQ(pool.waiting(), 0U);
  left = 1;
  EXPECT_TRUE(pool.try_run([&] {
    while (!go) std::this_thread::yield();
    ++ran;
  }));
  while (pool.busy() == 0) std::this_thread::yield();
  EXPECT_TRUE(pool.try_run([&] { ++ran; }));   // no second thread: it waits
  EXPECT_FALSE(pool.try_run([&] { ++ran; }));  // one may wait, not two
  go = true;
  pool.stop();
  EXPECT_EQ(ran, 2);
}

TEST(WorkPool, LeavesNoJobBehindWhenMemoryIsShort) {
  WorkPool pool("test", 2, 1, [](auto) -> std::thread { throw std::bad_alloc(); });
  const auto token = std::make_shared<int>(0);
  EXPECT_FALSE(pool.try_run([token] {}));
  EXPECT_EQ(token.use_count(), 1) << "the refused job is still in the pool";
  EXPECT_EQ(pool.waiting(), 0U);
}

asio::awaitable<std::string> work_and_return(WorkPool& pool, std::thread::id& work_thread) {
  const auto net_thread = std::this_thread::get_id();
  const std::string word(100, 'x');  // not trivially copyable: the shape GCC 12.2 gets wrong
  auto job = [&work_thread, word] {
    work_thread = std::this_thread::get_id();
    return word + "!";
  };
  std::string answer = co_await offload(pool, job);
  EXPECT_EQ(std::this_thread::get_id(), net_thread);
  co_return answer;
}

TEST(Offload, RunsOnWorkAndResumesOnNet) {
  NetThreads net(2);
  WorkPool pool("test", 1, 10);
  std::thread::id work_thread;
  auto answer =
      asio::co_spawn(net.next(), work_and_return(pool, work_thread), asio::use_future).get();
  EXPECT_EQ(answer, std::string(100, 'x') + "!");
  EXPECT_NE(work_thread, std::thread::id());
}

asio::awaitable<void> work_and_throw(WorkPool& pool) {
  auto job = [] { throw std::logic_error("from the job"); };
  co_await offload(pool, job);
}

TEST(Offload, CarriesExceptions) {
  NetThreads net(1);
  WorkPool pool("test", 1, 10);
  EXPECT_THROW(asio::co_spawn(net.next(), work_and_throw(pool), asio::use_future).get(),
               std::logic_error);
}

TEST(Offload, AFullQueueThrows) {
  NetThreads net(1);
  WorkPool pool("test", 1, 0);
  pool.stop();
  EXPECT_THROW(asio::co_spawn(net.next(), work_and_throw(pool), asio::use_future).get(), QueueFull);
}

asio::awaitable<bool> wait_a_little(std::shared_ptr<Wake> wake) {
  co_return co_await wake->wait_for(10ms);
}

asio::awaitable<void> wait_long(std::shared_ptr<Wake> wake) { co_await wake->wait(); }

TEST(Wake, RingsFromAnotherThreadAndTimesOut) {
  NetThreads net(1);
  const auto wake = std::make_shared<Wake>(net.first().get_executor());
  EXPECT_FALSE(asio::co_spawn(net.first(), wait_a_little(wake), asio::use_future).get());
  auto rung = asio::co_spawn(net.first(), wait_long(wake), asio::use_future);
  wake->ring();
  EXPECT_EQ(rung.wait_for(5s), std::future_status::ready);
}

TEST(RateLimiter, AllowsABurstThenTheRate) {
  RateLimiter limiter({.per_second = 2, .burst = 3, .keys_max = 10});
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(limiter.allow("a", 1000));
  EXPECT_FALSE(limiter.allow("a", 1000));
  EXPECT_TRUE(limiter.allow("b", 1000));
  EXPECT_FALSE(limiter.allow("a", 1400));
  EXPECT_TRUE(limiter.allow("a", 1600));
  EXPECT_EQ(limiter.retry_after_s(), 1);
}

TEST(RateLimiter, GivesBackWhatWasTakenAndNoMore) {
  RateLimiter limiter({.per_second = 0.001, .burst = 1, .keys_max = 2});
  for (int i = 0; i < 5; ++i) {
    EXPECT_TRUE(limiter.allow("a", 0));
    limiter.give_back("a", 0);
  }
  limiter.give_back("a", 0);
  limiter.give_back("nobody", 0);
  EXPECT_TRUE(limiter.allow("a", 0));
  EXPECT_FALSE(limiter.allow("a", 0));
}

TEST(RateLimiter, TheTableOfKeysIsBounded) {
  RateLimiter limiter({.per_second = 1, .burst = 1, .keys_max = 2});
  EXPECT_TRUE(limiter.allow("a", 0));
  EXPECT_TRUE(limiter.allow("b", 0));
  EXPECT_FALSE(limiter.allow("c", 0));
  EXPECT_TRUE(limiter.allow("c", 2000));  // a and b have filled up and are forgotten
}

TEST(PeriodicTasks, RunAgainAfterAFault) {
  std::atomic<int> runs{0};
  PeriodicTasks tasks;
  tasks.add("test", 1ms, [&] {
    ++runs;
    throw std::runtime_error("expected by the test");
  });
  tasks.start();
  while (runs < 3) std::this_thread::sleep_for(1ms);
  tasks.stop();
  const int stopped_at = runs;
  std::this_thread::sleep_for(10ms);
  EXPECT_EQ(runs, stopped_at);
}

TEST(Shutdown, CallsBackOnce) {
  int calls = 0;
  Shutdown shutdown;
  shutdown.on_request([&] { ++calls; });
  EXPECT_FALSE(shutdown.requested());
  Shutdown(shutdown).request();
  shutdown.request();
  EXPECT_TRUE(shutdown.requested());
  EXPECT_EQ(calls, 1);
  shutdown.on_request([&] { ++calls; });
  EXPECT_EQ(calls, 2);
}

TEST(StopSignals, AreTakenByWait) {
  std::thread([] {
    StopSignals signals;
    pthread_kill(pthread_self(), SIGTERM);
    EXPECT_EQ(signals.wait(), SIGTERM);
  }).join();
}

}  // namespace
}  // namespace liuhen::runtime
