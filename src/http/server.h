// Server: a house on the net. Puts together the site, the table of routes, the web pages, the event
// feed, the recurring chores and the transport.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>

#include "base/disk.h"
#include "flows/house.h"
#include "http/routes/site.h"
#include "http/transport.h"

namespace liuhen::http {

struct ServerOptions {
  TransportOptions transport;
  SiteOptions site;
  base::fs::path web_folder;  // web/dist; may be absent
  // Expired uploads, sessions and keys are cleared away, and the streams of sessions that ended by
  // age or idleness are closed, so often.
  std::chrono::milliseconds clearing_every{300'000};
  std::chrono::milliseconds sessions_every{5'000};
};

class Server {
 public:
  // `house` outlives this.
  Server(flows::House& house, const ServerOptions& options);
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server();  // stop()

  void start();  // Fault when the address cannot be bound
  std::uint16_t port() const;
  void stop();  // in order; returns when the last request has ended

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace liuhen::http
