// Publisher: carries durable entries from the catalog into the log. An entry is a fact once the
// scribe's transaction is durable; its place in the log is provable once published. Without anybody
// waiting it publishes every 100 ms; a deposit that waits for its receipt is published at once.
//
// Threads: one of its own; all calls from any thread. A fault of the disk stops it for good: every
// later wait throws that fault, because a failed fsync must not be papered over.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "ledger/log_folder.h"

namespace liuhen::flows {

class Publisher {
 public:
  // Bytes of at most `count` entries from index `first`, in order.
  using EntrySource =
      std::function<std::vector<std::string>(std::uint64_t first, std::size_t count)>;

  Publisher(ledger::LogFolder log, EntrySource source);
  Publisher(const Publisher&) = delete;
  Publisher& operator=(const Publisher&) = delete;
  ~Publisher();  // publishes what is committed, then ends

  // Entries below `size` are durable in the catalog.
  void committed(std::uint64_t size);
  // Blocks until entry `index` is under a published checkpoint, however long the disk is full.
  void wait_for(std::uint64_t index);
  // For requests, which hold a thread that others need: false when it takes longer.
  bool wait_at_most(std::uint64_t index, std::chrono::milliseconds time);
  // The house is closing: who waits for a full disk gets DiskFull instead.
  void stop_waiting_for_space();
  std::uint64_t published_size() const;
  bool healthy() const;

 private:
  void run();
  std::uint64_t publish_batch(std::uint64_t from, std::uint64_t to);

  ledger::LogFolder log_;
  EntrySource source_;
  mutable std::mutex mutex_;
  std::condition_variable work_;
  std::condition_variable published_;
  std::uint64_t committed_size_ = 0;
  std::uint64_t published_size_ = 0;
  int waiting_ = 0;
  bool stopping_ = false;
  bool full_ = false;
  bool closing_ = false;
  std::exception_ptr fault_;
  std::thread thread_;
};

}  // namespace liuhen::flows
