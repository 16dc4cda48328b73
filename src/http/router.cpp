#include "http/router.h"

#include <algorithm>
#include <set>

#include "base/check.h"
#include "base/clock.h"
#include "http/render_error.h"
#include "http/syntax.h"

namespace liuhen::http {
namespace {

bool is_parameter(std::string_view segment) { return segment.front() == '{'; }
bool is_tail(std::string_view segment) { return segment.ends_with("*}"); }

std::string_view parameter_name(std::string_view segment) {
  return segment.substr(1, segment.size() - (is_tail(segment) ? 3 : 2));
}

bool matches(const std::vector<std::string>& pattern, const std::vector<std::string>& path) {
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (i >= path.size()) return false;
    if (is_tail(pattern[i])) return true;
    if (!is_parameter(pattern[i]) && pattern[i] != path[i]) return false;
  }
  return pattern.size() == path.size();
}

Names parameters_of(const std::vector<std::string>& pattern, const std::vector<std::string>& path) {
  Names parameters;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (!is_parameter(pattern[i])) continue;
    std::string value = path[i];
    if (is_tail(pattern[i]))
      for (std::size_t j = i + 1; j < path.size(); ++j) value += "/" + path[j];
    parameters.add(std::string(parameter_name(pattern[i])), std::move(value));
  }
  return parameters;
}

// Browsers say where a write comes from; a page of another origin has no business here. Host is
// what the browser was told to talk to, so the two agree behind any proxy that keeps it.
bool is_foreign(const Fields& fields) {
  const auto origin = fields.find("Origin");
  if (!origin) return false;
  const auto scheme_end = origin->find("://");
  if (scheme_end == std::string_view::npos) return true;  // "null"
  return !same_name(origin->substr(scheme_end + 3), fields.find("Host").value_or(""));
}

// tus 1.0.0: clients that cannot send PATCH or DELETE say so in a POST.
Verb verb_of(const RequestHead& head, const std::vector<std::string>& path) {
  const bool is_upload = path.size() == 3 && path[0] == "api" && path[1] == "uploads";
  const auto override = head.fields.find("X-HTTP-Method-Override");
  if (head.verb != Verb::post || !is_upload || !override) return head.verb;
  const auto verb = verb_of_name(*override);
  return verb && is_write(*verb) ? *verb : head.verb;
}

Response allow_response(const std::vector<Verb>& verbs, Response response) {
  std::string allow;
  for (const Verb verb : verbs) allow.append(allow.empty() ? "" : ", ").append(name_of(verb));
  response.fields.set("Allow", allow);
  return response;
}

}  // namespace

Router::Router(std::vector<Route> routes, RouterOptions options, Metrics& metrics)
    : options_(std::move(options)), limiter_(options_.requests), metrics_(metrics) {
  std::set<std::pair<Verb, std::string>> seen;
  for (Route& route : routes) {
    CHECK(seen.emplace(route.verb, route.pattern).second);
    CHECK(route.access == Access::open || options_.gate != nullptr);
    const auto parts = split(std::string_view(route.pattern).substr(1), '/');
    std::vector<std::string> segments(parts.begin(), parts.end());
    entries_.push_back({std::move(route), std::move(segments)});
  }
  metrics_.declare_counter("liuhen_http_requests_total", "Requests answered");
  metrics_.declare_durations("liuhen_http_request_seconds", "From the first byte to the answer");
}

const Router::Entry* Router::find(Verb verb, const std::vector<std::string>& path) const {
  for (const Entry& entry : entries_)
    if (entry.route.verb == verb && matches(entry.segments, path)) return &entry;
  return nullptr;
}

std::vector<Verb> Router::verbs_at(const std::vector<std::string>& path) const {
  std::set<Verb> verbs;
  for (const Entry& entry : entries_) {
    if (!matches(entry.segments, path)) continue;
    verbs.insert({entry.route.verb, Verb::options});
    if (entry.route.verb == Verb::get) verbs.insert(Verb::head);
  }
  return {verbs.begin(), verbs.end()};
}

std::variant<BodyClass, Response> Router::plan(const RequestHead& head, Request& request) {
  request.operation_id = "none";
  auto target = target_of(head.target);
  if (!target) return render(EdgeRefusal::malformed_request);
  request.path = std::move(target->path);
  request.query = std::move(target->query);
  request.verb = verb_of(head, request.path);
  if (!limiter_.allow(request.peer, base::monotonic_ms()))
    return render(EdgeRefusal::too_many_requests);
  if (is_write(request.verb) && is_foreign(request.fields))
    return render(EdgeRefusal::foreign_origin);
  const Entry* entry = find(request.verb, request.path);
  if (!entry && request.verb == Verb::head) entry = find(Verb::get, request.path);
  if (!entry) return plan_unrouted(request);
  request.operation_id = entry->route.operation_id;
  request.parameters = parameters_of(entry->segments, request.path);
  return entry->route.body;
}

std::variant<BodyClass, Response> Router::plan_unrouted(Request& request) const {
  const auto verbs = verbs_at(request.path);
  if (!verbs.empty()) {
    if (request.verb == Verb::options) return allow_response(verbs, empty_response(204));
    return allow_response(verbs, render(EdgeRefusal::verb_not_allowed));
  }
  const bool is_page =
      request.path.empty() || (request.path.front() != "api" && request.path.front() != "log");
  const bool is_read = request.verb == Verb::get || request.verb == Verb::head;
  if (is_page && is_read && options_.fallback) {
    request.operation_id = "page";
    if (auto response = options_.fallback(request)) return std::move(*response);
  }
  return render(EdgeRefusal::no_such_path);
}

Response Router::answer(Request& request) {
  const Entry* entry = find(request.verb, request.path);
  if (!entry && request.verb == Verb::head) entry = find(Verb::get, request.path);
  CHECK(entry != nullptr);
  if (entry->route.access == Access::session)
    if (auto refused = options_.gate(request)) return std::move(*refused);
  return entry->route.handler(request);
}

void Router::dress(const RequestHead& head, Response& response) {
  if (options_.dresser) options_.dresser(head, response);
}

void Router::answered(const Request& request, int status, double seconds) {
  const std::string operation = "operation=\"" + request.operation_id + "\"";
  metrics_.add("liuhen_http_requests_total",
               operation + ",status=\"" + std::to_string(status) + "\"");
  metrics_.observe("liuhen_http_request_seconds", seconds, operation);
}

}  // namespace liuhen::http
