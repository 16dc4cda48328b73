#include "http/server.h"

#include "http/event_feed.h"
#include "http/router.h"
#include "http/routes/gate.h"
#include "http/routes/routes.h"
#include "http/static_files.h"
#include "runtime/periodic.h"

namespace liuhen::http {
namespace {

void dress_tus(const RequestHead& head, Response& response) {
  if (is_tus_target(head.target, TusSettings{}.base_path)) mark_tus(response);
}

}  // namespace

struct Server::Parts {
  Parts(flows::House& house, const ServerOptions& options)
      : site(house, options.site),
        files(options.web_folder),
        router(make_routes(site), router_options(), site.metrics),
        feed(site.events),
        transport(options.transport, router),
        clearing_every(options.clearing_every),
        sessions_every(options.sessions_every) {}

  RouterOptions router_options() {
    return {.gate = [this](Request& request) { return admit(site, request); },
            .fallback = [this](const Request& request) { return files.find(request); },
            .dresser = dress_tus};
  }
  void declare_gauges();
  void begin_chores();

  Site site;
  StaticFiles files;
  Router router;
  EventFeed feed;
  Transport transport;
  const std::chrono::milliseconds clearing_every;
  const std::chrono::milliseconds sessions_every;
  runtime::PeriodicTasks chores;
};

void Server::Parts::declare_gauges() {
  const auto gauge = [this](const char* name, const char* help, auto value) {
    site.metrics.gauge(name, help, [value] { return static_cast<double>(value()); });
  };
  gauge("liuhen_connections", "Open connections", [this] { return transport.connections(); });
  site.metrics.counter("liuhen_connections_refused_total",
                       "Connections closed at once, because there were too many",
                       [this] { return static_cast<double>(transport.connections_refused()); });
  gauge("liuhen_work_waiting", "Requests waiting for a thread",
        [this] { return transport.work_waiting(); });
  gauge("liuhen_streams_busy", "Bodies being received",
        [this] { return transport.streams_busy(); });
  gauge("liuhen_event_clients", "Open event streams",
        [this] { return site.events.subscriptions(); });
  gauge("liuhen_uploads", "Uploads in staging",
        [this] { return site.house.desk().upload_count(); });
  gauge("liuhen_log_entries", "Entries under the newest checkpoint",
        [this] { return site.house.publisher().published_size(); });
}

void Server::Parts::begin_chores() {
  chores.add("uploads.sweep", clearing_every, [this] { site.house.desk().sweep(); });
  chores.add("events.sessions", sessions_every, [this] { site.events.close_ended(); });
  chores.add("private.purge", clearing_every,
             [this] { site.house.private_store().purge_expired(); });
  chores.start();
}

Server::Server(flows::House& house, const ServerOptions& options)
    : parts_(std::make_unique<Parts>(house, options)) {
  parts_->declare_gauges();
}

Server::~Server() { stop(); }

void Server::start() {
  parts_->site.house.watch([this](const flows::HouseEvent& event) {
    parts_->feed.push({event.type, event.json, event.subject, event.owner});
  });
  parts_->transport.start();
  parts_->begin_chores();
}

std::uint16_t Server::port() const { return parts_->transport.port(); }

void Server::stop() {
  parts_->chores.stop();
  parts_->transport.stop();
  parts_->site.house.watch({});
}

}  // namespace liuhen::http
