#include "http/session.h"

#include <algorithm>
#include <atomic>
#include <boost/asio/post.hpp>
#include <exception>
#include <utility>

#include "base/log.h"
#include "http/body_feeder.h"
#include "http/chunked.h"
#include "http/event_hub.h"
#include "http/parse_head.h"
#include "http/render_error.h"
#include "http/syntax.h"
#include "http/write_head.h"
#include "runtime/offload.h"

namespace liuhen::http {

namespace asio = boost::asio;
using SteadyClock = std::chrono::steady_clock;

// The steps fill this in one after the other; a step that sets `response` ends the reading.
struct Session::Incoming {
  RequestHead head;
  Request request;
  BodyFraming framing;
  BodyClass body_class = BodyClass::none;
  std::optional<Response> response;
  bool peer_gone = false;  // nobody to answer
  bool body_taken = true;  // the next request starts where this one ended
  SteadyClock::time_point start = SteadyClock::now();

  bool expects_continue() const { return head.fields.find("Expect").has_value(); }
  void refuse(EdgeRefusal refusal) {
    response = render(refusal);
    response->close = true;
  }
};

namespace {

EdgeRefusal refusal_of(HeadFault fault) {
  switch (fault) {
    case HeadFault::malformed:
      return EdgeRefusal::malformed_request;
    case HeadFault::too_large:
      return EdgeRefusal::head_too_large;
    case HeadFault::unknown_verb:
      return EdgeRefusal::unknown_verb;
    case HeadFault::unknown_version:
      return EdgeRefusal::unknown_version;
  }
  return EdgeRefusal::malformed_request;
}

std::optional<EdgeRefusal> refusal_of(const RequestHead& head, const BodyFraming& framing) {
  if (framing.fault == FramingFault::both) return EdgeRefusal::ambiguous_framing;
  if (framing.fault == FramingFault::malformed) return EdgeRefusal::malformed_request;
  if (framing.fault == FramingFault::unknown_coding) return EdgeRefusal::unknown_coding;
  const std::size_t hosts = head.fields.count("Host");
  if (hosts > 1 || (hosts == 0 && head.minor_version == 1)) return EdgeRefusal::malformed_request;
  const auto expect = head.fields.find("Expect");
  if (expect && !same_name(*expect, "100-continue")) return EdgeRefusal::expectation;
  return std::nullopt;
}

bool wants_close(const RequestHead& head) {
  if (head.minor_version == 0) return true;
  const auto connection = head.fields.find("Connection");
  if (!connection) return false;
  const auto tokens = split(*connection, ',');
  return std::any_of(tokens.begin(), tokens.end(),
                     [](std::string_view token) { return same_name(trimmed(token), "close"); });
}

Response answer_or_fault(Application& application, Request& request) {
  try {
    return application.answer(request);
  } catch (const std::exception& fault) {
    return render_fault(fault, request.operation_id);
  }
}

std::chrono::milliseconds left_until(SteadyClock::time_point end) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - SteadyClock::now());
  return std::max(left, std::chrono::milliseconds(0));
}

}  // namespace

Session::Session(std::shared_ptr<Connection> connection, SessionContext& context)
    : connection_(std::move(connection)), context_(context), scratch_(kHeadSizeMax) {}

void Session::begin_stop() {
  if (interruptible_) connection_->cut();
  if (on_stop_) on_stop_();
}

asio::awaitable<void> Session::run() {
  const auto self = shared_from_this();
  try {
    while (!context_.shutdown.requested() && co_await serve_one()) first_ = false;
  } catch (const std::exception& e) {
    base::log_line(base::LogLevel::error, "http.session_failed", {{"what", e.what()}});
  }
}

asio::awaitable<bool> Session::serve_one() {
  Incoming incoming;
  interruptible_ = true;
  co_await prepare(incoming);
  if (incoming.peer_gone) co_return false;
  interruptible_ = false;
  if (!incoming.response) co_await answer_on_work(incoming);
  context_.application.dress(incoming.head, *incoming.response);
  const bool sent = co_await send(incoming);
  const std::chrono::duration<double> took = SteadyClock::now() - incoming.start;
  context_.application.answered(incoming.request, incoming.response->status, took.count());
  co_return sent;
}

// Reads a request so far that it can be answered on work; streamed ones are answered here.
asio::awaitable<void> Session::prepare(Incoming& incoming) {
  co_await read_head(incoming);
  if (incoming.peer_gone || incoming.response) co_return;
  plan(incoming);
  if (incoming.response) co_return;
  if (incoming.body_class == BodyClass::stream) {
    co_await answer_streaming(incoming);
  } else if (incoming.framing.framing == Framing::length) {
    co_await read_small_body(incoming);
  } else if (incoming.framing.framing == Framing::chunked) {
    co_await read_chunked_body(incoming);
  }
}

asio::awaitable<bool> Session::read_more(Millis timeout) {
  const std::size_t size = co_await connection_->read_some(scratch_, timeout);
  arrived_.append(reinterpret_cast<const char*>(scratch_.data()), size);
  co_return size > 0;
}

asio::awaitable<void> Session::read_head(Incoming& incoming) {
  if (arrived_.empty()) {
    const Millis patience = first_ ? context_.limits.head : context_.limits.idle;
    incoming.peer_gone = !co_await read_more(patience);
    if (incoming.peer_gone) co_return;
  }
  incoming.start = SteadyClock::now();
  const auto end_of_patience = incoming.start + context_.limits.head;
  for (;;) {
    const auto end = find_head_end(arrived_);
    if (!end) {
      incoming.refuse(refusal_of(end.error()));
      co_return;
    }
    if (end->has_value()) {
      take_head(incoming, **end);
      co_return;
    }
    const Millis left = left_until(end_of_patience);
    const bool more = left.count() > 0 && co_await read_more(left);
    if (more) continue;
    incoming.peer_gone = left.count() > 0 && !connection_->was_timed_out();
    incoming.refuse(EdgeRefusal::request_timeout);
    co_return;
  }
}

void Session::take_head(Incoming& incoming, std::size_t size_bytes) {
  auto head = parse_head(std::string_view(arrived_).substr(0, size_bytes));
  arrived_.erase(0, size_bytes);
  if (!head) return incoming.refuse(refusal_of(head.error()));
  incoming.head = std::move(*head);
  incoming.framing = framing_of(incoming.head);
  incoming.body_taken = incoming.framing.framing == Framing::none;
  if (const auto refusal = refusal_of(incoming.head, incoming.framing)) incoming.refuse(*refusal);
}

void Session::plan(Incoming& incoming) {
  Request& request = incoming.request;
  request.verb = incoming.head.verb;
  request.fields = incoming.head.fields;
  request.cookies = cookies_of(request.fields);
  request.peer = connection_->peer();
  auto planned = context_.application.plan(incoming.head, request);
  if (auto* response = std::get_if<Response>(&planned)) {
    incoming.response = std::move(*response);
    return;
  }
  incoming.body_class = std::get<BodyClass>(planned);
  const bool has_body = incoming.framing.framing != Framing::none;
  if (incoming.body_class == BodyClass::none && has_body)
    return incoming.refuse(EdgeRefusal::body_not_expected);
  if (incoming.body_class == BodyClass::stream && incoming.framing.framing == Framing::chunked)
    return incoming.refuse(EdgeRefusal::length_required);
  const auto type = request.fields.find("Content-Type").value_or("");
  const bool is_json = same_name(trimmed(type.substr(0, type.find(';'))), "application/json");
  if (incoming.body_class == BodyClass::json && has_body && !is_json)
    return incoming.refuse(EdgeRefusal::json_expected);
  const bool is_small = incoming.framing.size_bytes <= context_.limits.json_size_bytes_max;
  if (incoming.body_class == BodyClass::json && !is_small)
    return incoming.refuse(EdgeRefusal::body_too_large);
}

constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

asio::awaitable<void> Session::read_small_body(Incoming& incoming) {
  const std::size_t size = incoming.framing.size_bytes;
  const auto end = SteadyClock::now() + context_.limits.small_body;
  if (incoming.expects_continue() && arrived_.empty())
    co_await connection_->write_all(kContinue, {}, context_.limits.step);
  while (arrived_.size() < size) {
    const Millis left = left_until(end);
    const bool more = left.count() > 0 && co_await read_more(left);
    if (more) continue;
    incoming.peer_gone = left.count() > 0 && !connection_->was_timed_out();
    incoming.refuse(EdgeRefusal::request_timeout);
    co_return;
  }
  incoming.request.body = arrived_.substr(0, size);
  arrived_.erase(0, size);
  incoming.body_taken = true;
}

asio::awaitable<void> Session::read_chunked_body(Incoming& incoming) {
  ChunkedReader reader(context_.limits.json_size_bytes_max);
  const auto end = SteadyClock::now() + context_.limits.small_body;
  if (incoming.expects_continue() && arrived_.empty())
    co_await connection_->write_all(kContinue, {}, context_.limits.step);
  auto state = reader.take(arrived_);
  while (state == ChunkedReader::State::more) {
    const Millis left = left_until(end);
    const bool more = left.count() > 0 && co_await read_more(left);
    if (!more) {
      incoming.peer_gone = left.count() > 0 && !connection_->was_timed_out();
      incoming.refuse(EdgeRefusal::request_timeout);
      co_return;
    }
    state = reader.take(arrived_);
  }
  if (state == ChunkedReader::State::malformed) incoming.refuse(EdgeRefusal::malformed_request);
  if (state == ChunkedReader::State::too_large) incoming.refuse(EdgeRefusal::body_too_large);
  incoming.request.body = std::move(reader.body());
  incoming.body_taken = state == ChunkedReader::State::done;
}

asio::awaitable<void> Session::answer_on_work(Incoming& incoming) {
  Application& application = context_.application;
  auto job = [&application, &incoming] { return answer_or_fault(application, incoming.request); };
  try {
    incoming.response = co_await runtime::offload(context_.work, job);
  } catch (const runtime::QueueFull& full) {
    incoming.response = render_fault(full, incoming.request.operation_id);
  }
}

asio::awaitable<void> Session::answer_streaming(Incoming& incoming) {
  const auto executor = connection_->executor();
  const auto wake = std::make_shared<runtime::Wake>(executor);
  // Rung when there is room; the read is interrupted when nobody wants its bytes any more.
  const auto pipe = std::make_shared<BodyPipe>([wake] { wake->ring(); });
  std::atomic<bool> done{false};
  incoming.request.stream = pipe.get();
  incoming.request.stream_size_bytes = incoming.framing.size_bytes;
  auto job = [&, connection = connection_, pipe, wake] {
    incoming.response = answer_or_fault(context_.application, incoming.request);
    pipe->abandon();
    asio::post(connection->executor(), [connection] { connection->interrupt(); });
    done.store(true);
    wake->ring();
  };
  if (!context_.streams.try_run(job)) {
    incoming.refuse(EdgeRefusal::busy);
    co_return;
  }
  FeedOrder order{.connection = *connection_,
                  .arrived = arrived_,
                  .pipe = *pipe,
                  .wake = *wake,
                  .limits = context_.limits,
                  .size_bytes = incoming.framing.size_bytes,
                  .expects_continue = incoming.expects_continue()};
  std::exception_ptr failure;
  try {
    co_await feed_body(order);
  } catch (...) {
    failure = std::current_exception();
  }
  interruptible_ = false;
  while (!done.load()) co_await wake->wait();  // the job uses this frame
  if (failure) std::rethrow_exception(failure);
  incoming.request.stream = nullptr;
  incoming.body_taken = pipe->was_all_fed();
}

asio::awaitable<bool> Session::send(Incoming& incoming) {
  Response& response = *incoming.response;
  const bool close = response.close || !incoming.body_taken || wants_close(incoming.head) ||
                     context_.shutdown.requested();
  const auto* events = std::get_if<EventStream>(&response.body);
  const auto* range = std::get_if<FileRange>(&response.body);
  std::string_view text;
  if (const auto* own = std::get_if<std::string>(&response.body)) text = *own;
  if (const auto* shared = std::get_if<SharedText>(&response.body)) text = **shared;

  HeadShape shape{.size_bytes = range ? range->size_bytes : text.size(),
                  .keep_alive = !close && !events,
                  .now = base::SystemClock().now()};
  if (events) shape.size_bytes.reset();
  const std::string head = head_text(response, shape);
  const bool bodiless = incoming.head.verb == Verb::head || response.status == 304;
  if (bodiless) text = {};
  if (!co_await connection_->write_all(head, text, context_.limits.step)) co_return false;
  if (events && !bodiless) co_return co_await send_events(*events);
  if (range && !bodiless) {
    const bool sent = co_await connection_->send_file(*range, context_.work, context_.limits.step);
    if (!sent) co_return false;
  }
  if (close) co_await connection_->linger();
  co_return !close;
}

asio::awaitable<bool> Session::send_events(EventStream events) {
  static constexpr std::string_view kHeartbeat = ": here\n\n";
  interruptible_ = true;
  const auto wake = std::make_shared<runtime::Wake>(connection_->executor());
  events->on_ready([wake] { wake->ring(); });
  on_stop_ = [wake] { wake->ring(); };
  bool going = true;
  while (going && !connection_->is_cut()) {
    const auto text = events->take();
    if (!text) break;
    if (!text->empty()) {
      going = co_await connection_->write_all(*text, {}, context_.limits.step);
    } else if (!co_await wake->wait_for(context_.limits.heartbeat)) {
      going = co_await connection_->write_all(kHeartbeat, {}, context_.limits.step);
    }
  }
  events->close();
  co_return false;
}

}  // namespace liuhen::http
