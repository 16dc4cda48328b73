#include <boost/json.hpp>

#include "flows/casework/sight.h"
#include "http/render_error.h"
#include "http/routes/answers.h"
#include "http/routes/gate.h"
#include "http/routes/handlers.h"

namespace liuhen::http {
namespace {

bool is_this_machine(const std::string& peer) {
  return peer == "::1" || peer.starts_with("127.") || peer.starts_with("::ffff:127.");
}

// Owned events go to their owner; the rest to whoever may hear of the subject.
EventFilter filter_for(Site& site, const flows::Caller& caller) {
  return [&site, caller](const Event& event) {
    if (!event.owner_id.empty()) return event.owner_id == caller.account.id.text;
    return flows::may_hear_of(site.house, caller, event.subject);
  };
}

}  // namespace

Response stream_events(Site& site, Request& request) {
  // As long as the session, no longer.
  const auto lease = [&site, token = presented_token(request)->token] {
    return flows::is_signed_in(site.house, token);
  };
  auto subscription = site.events.subscribe(filter_for(site, caller_of(request)), lease);
  if (!subscription) return render(EdgeRefusal::busy);
  // Ended since it was admitted, and so before anybody could end this too.
  if (!lease()) return render(EdgeRefusal::not_signed_in);
  Response response{.body = std::move(subscription)};
  response.fields.set("Content-Type", "text/event-stream; charset=utf-8");
  return response;
}

Response get_health(Site& site, Request&) {
  const bool healthy = site.house.healthy();
  boost::json::object object{{"state", healthy ? "ok" : "failing"},
                             {"version", site.options.version},
                             {"entries", site.house.publisher().published_size()}};
  if (!healthy) object["reason"] = site.house.health_reason();
  return object_response(healthy ? 200 : 503, object);
}

Response get_metrics(Site& site, Request& request) {
  if (!site.options.metrics_for_everyone && !is_this_machine(request.peer))
    return render(EdgeRefusal::no_such_path);
  return text_response(200, "text/plain; version=0.0.4; charset=utf-8", site.metrics.text());
}

}  // namespace liuhen::http
