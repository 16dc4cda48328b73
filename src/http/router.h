// Router: from method and path to one handler. Routes are values in a table (routes.cpp); patterns
// are the contract's paths, "{name}" stands for one segment, "{name*}" for the rest.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/application.h"
#include "http/metrics.h"
#include "runtime/rate_limiter.h"

namespace liuhen::http {

enum class Access { open, session };  // open: everybody; session: somebody who is signed in

using Handler = std::function<Response(Request&)>;

struct Route {
  Verb verb;
  std::string pattern;
  std::string operation_id;
  Access access;
  BodyClass body;
  Handler handler;
};

// Looks who is asking, before a session route is answered: sets Request::caller or gives the
// refusal.
using Gate = std::function<std::optional<Response>(Request&)>;
// Sees each answer before it is sent.
using Dresser = std::function<void(const RequestHead&, Response&)>;
// For GET and HEAD outside the table: the web pages.
using Fallback = std::function<std::optional<Response>(const Request&)>;

struct RouterOptions {
  Gate gate;
  Fallback fallback;
  Dresser dresser;
  // Per peer address. Pages load many small files at once, hence the burst.
  runtime::RateLimit requests{.per_second = 500, .burst = 2000, .keys_max = 50'000};
};

class Router final : public Application {
 public:
  // CHECKs that no two routes have the same verb and pattern. `metrics` outlives this.
  Router(std::vector<Route> routes, RouterOptions options, Metrics& metrics);

  std::variant<BodyClass, Response> plan(const RequestHead& head, Request& request) override;
  Response answer(Request& request) override;
  void dress(const RequestHead& head, Response& response) override;
  void answered(const Request& request, int status, double seconds) override;

 private:
  struct Entry {
    Route route;
    std::vector<std::string> segments;
  };

  const Entry* find(Verb verb, const std::vector<std::string>& path) const;
  std::vector<Verb> verbs_at(const std::vector<std::string>& path) const;
  std::variant<BodyClass, Response> plan_unrouted(Request& request) const;

  std::vector<Entry> entries_;
  const RouterOptions options_;
  runtime::RateLimiter limiter_;
  Metrics& metrics_;
};

}  // namespace liuhen::http
