// Application: what the transport serves. plan() is asked on the net thread as soon as the head of
// a request is there and must be quick and pure; answer() runs on work (or, for a streamed body, on
// the streams pool) and may block.
#pragma once

#include <optional>
#include <variant>

#include "http/message.h"

namespace liuhen::http {

// none: a body is refused; json: whole in Request::body; stream: pulled through Request::stream.
enum class BodyClass { none, json, stream };

class Application {
 public:
  virtual ~Application() = default;

  // Fills in the request's path, parameters, query, operation and (for overrides) verb. An answer
  // that needs no body and no work is given at once.
  virtual std::variant<BodyClass, Response> plan(const RequestHead& head, Request& request) = 0;
  virtual Response answer(Request& request) = 0;
  // Before each answer is sent, on the net thread, whoever made it: fields that a whole part of the
  // site carries. Quick and pure.
  virtual void dress(const RequestHead& head, Response& response) = 0;
  // After each answer, on the net thread: for metrics.
  virtual void answered(const Request& request, int status, double seconds) = 0;
};

}  // namespace liuhen::http
