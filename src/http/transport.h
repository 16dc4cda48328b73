// Transport: listener, connections, net threads and pools around an Application. start() binds and
// begins to accept, and goes on whatever an attempt to accept meets; a connection too many is
// closed at once. stop() ends in order: no new connections, idle ones cut, running answers given
// time to finish, streamed bodies ended where they are (what arrived is kept by the store), then
// the pools, then the threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "http/session.h"

namespace liuhen::http {

struct TransportOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8086;  // 0: any free one
  std::size_t net_threads = 2;
  std::size_t work_threads = 8;
  std::size_t work_waiting_max = 512;
  // Each streamed body holds a thread and up to 3 MiB while it lasts.
  std::size_t streams_max = 48;
  std::size_t connections_max = 2000;
  // From one address: a bureau may sit behind one, and behind a proxy everybody does.
  std::size_t connections_of_peer_max = 256;
  std::chrono::milliseconds stop_grace{10'000};
  TransportLimits limits;
};

class Transport {
 public:
  Transport(const TransportOptions& options, Application& application);
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;
  ~Transport();  // stop()

  // Fault when the address cannot be bound, with the reason.
  void start();
  std::uint16_t port() const;
  void stop();

  std::size_t connections() const;
  std::uint64_t connections_refused() const;
  std::size_t work_waiting() const;
  std::size_t streams_busy() const;

 private:
  class Listener;
  std::unique_ptr<Listener> listener_;
};

}  // namespace liuhen::http
