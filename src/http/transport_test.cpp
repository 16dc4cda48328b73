// Real sockets on loopback against handlers made for the test: what the transport itself promises.
#include "http/transport.h"

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <future>
#include <thread>

#include "base/fault.h"
#include "base/random.h"
#include "http/discard_for_test.h"
#include "http/event_hub.h"
#include "http/file_answer.h"
#include "http/router.h"
#include "http/static_files.h"
#include "http/wire_client_for_test.h"

namespace liuhen::http {
namespace {

using namespace std::chrono_literals;

// The peak resident memory of this process, from the kernel.
std::uint64_t peak_memory_bytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:")) return std::stoull(line.substr(6)) * 1024;
  return 0;
}

Response echo(Request& request) { return json_response(200, request.body); }

class TransportTest : public testing::Test {
 protected:
  TransportTest() {
    base::File file = base::File::create_new(folder_ / "film.mp4");
    film_ = base::as_text(base::random_bytes(300'000));
    file.write_all(base::as_bytes(film_));
    film_file_ = std::make_shared<base::File>(base::File::open_read(folder_ / "film.mp4"));
  }

  std::vector<Route> routes() {
    const auto film = [this](Request& request) {
      return answer_with_file(request, {.file = film_file_,
                                        .size_bytes = film_.size(),
                                        .etag = "\"film\"",
                                        .content_type = "video/mp4",
                                        .file_name = "执法\"记录.mp4"});
    };
    const auto slow = [this](Request&) {
      started_ = true;
      while (!go_) std::this_thread::sleep_for(1ms);
      return json_response(200, "\"slow\"");
    };
    const auto fault = [](Request& request) -> Response {
      if (request.query.find("full")) throw base::DiskFull("write /secret/place: full");
      throw base::Fault("read /secret/place: broken");
    };
    const auto refuse = [](Request&) { return json_response(409, "\"no\""); };
    const auto events = [this](Request&) {
      return Response{
          .body = hub_.subscribe([](const Event& event) { return event.owner_id.empty(); })};
    };
    const auto name = [](Request& request) {
      return json_response(200, std::string(request.parameters.get("name")));
    };
    return {{Verb::post, "/echo", "echo", Access::open, BodyClass::json, echo},
            {Verb::get, "/names/{name}", "name", Access::open, BodyClass::none, name},
            {Verb::get, "/tails/{name*}", "tail", Access::open, BodyClass::none, name},
            {Verb::post, "/discard", "discard", Access::open, BodyClass::stream, discard},
            {Verb::post, "/refuse", "refuse", Access::open, BodyClass::stream, refuse},
            {Verb::get, "/film", "film", Access::open, BodyClass::none, film},
            {Verb::get, "/slow", "slow", Access::open, BodyClass::none, slow},
            {Verb::get, "/fault", "fault", Access::open, BodyClass::none, fault},
            {Verb::get, "/events", "events", Access::open, BodyClass::none, events},
            {Verb::get, "/mine", "mine", Access::session, BodyClass::none, name}};
  }

  void start() {
    options_.port = 0;
    const Gate gate = [](Request&) { return std::optional<Response>(empty_response(401)); };
    router_ = std::make_unique<Router>(routes(), RouterOptions{.gate = gate}, metrics_);
    transport_ = std::make_unique<Transport>(options_, *router_);
    transport_->start();
  }

  WireAnswer exchange(const std::string& line, const std::string& fields = "",
                      std::string_view body = {}) {
    return WireClient(transport_->port()).exchange(line, fields, body);
  }
  // The answer to raw bytes.
  WireAnswer raw(std::string_view bytes) {
    WireClient client(transport_->port());
    client.send(bytes);
    return client.answer();
  }

  base::ScratchFolder folder_{"transport"};
  std::string film_;
  std::shared_ptr<base::File> film_file_;
  std::atomic<bool> started_{false};
  std::atomic<bool> go_{false};
  EventHub hub_;
  Metrics metrics_;
  TransportOptions options_;
  std::unique_ptr<Router> router_;
  std::unique_ptr<Transport> transport_;
};

const std::string kJson = "Content-Type: application/json\r\n";

TEST_F(TransportTest, AnswersManyRequestsOnOneConnection) {
  start();
  WireClient client(transport_->port());
  for (int i = 0; i < 20; ++i) {
    const std::string body = "{\"n\":" + std::to_string(i) + "}";
    const WireAnswer answer = client.exchange("POST /echo", kJson, body);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, body);
    EXPECT_EQ(answer.field("Connection"), "keep-alive");
  }
  EXPECT_EQ(transport_->connections(), 1U);
}

TEST_F(TransportTest, AnswersPipelinedRequestsInOrder) {
  start();
  WireClient client(transport_->port());
  std::string bytes;
  for (int i = 0; i < 50; ++i)
    bytes += "POST /echo HTTP/1.1\r\nHost: h\r\n" + kJson + "Content-Length: 2\r\n\r\n" +
             std::to_string(10 + i);
  client.send(bytes);
  for (int i = 0; i < 50; ++i) EXPECT_EQ(client.answer().body, std::to_string(10 + i));
}

TEST_F(TransportTest, ABodyBesideAnotherRequestIsNotMistaken) {
  start();
  WireClient client(transport_->port());
  client.send(
      "POST /discard HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello"
      "GET /names/next HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_EQ(client.answer().body, "5 complete");
  EXPECT_EQ(client.answer().body, "next");
}

TEST_F(TransportTest, DecodesPathsAndKnowsVerbs) {
  start();
  EXPECT_EQ(exchange("GET /names/%E6%A1%88").body, "案");
  EXPECT_EQ(exchange("GET /tails/0/x001/067.p/8").body, "0/x001/067.p/8");
  EXPECT_EQ(exchange("GET /tails").status, 404);
  EXPECT_EQ(exchange("GET /names/..").status, 400);
  EXPECT_EQ(exchange("GET /names/%2e%2e").status, 400);
  EXPECT_EQ(exchange("GET /nothing").status, 404);
  EXPECT_EQ(exchange("GET /mine").status, 401);
  const WireAnswer verb = exchange("DELETE /echo");
  EXPECT_EQ(verb.status, 405);
  EXPECT_EQ(verb.field("Allow"), "POST, OPTIONS");
  const WireAnswer options = exchange("OPTIONS /film");
  EXPECT_EQ(options.status, 204);
  EXPECT_EQ(options.field("Allow"), "GET, HEAD, OPTIONS");
  EXPECT_EQ(verb.field("Content-Type"), "application/problem+json");
  EXPECT_NE(verb.body.find("\"detail_zh\""), std::string::npos);
}

TEST_F(TransportTest, RefusesSmuggling) {
  start();
  const std::string post = "POST /echo HTTP/1.1\r\nHost: h\r\n" + kJson;
  const std::string inner = "GET /names/smuggled HTTP/1.1\r\nHost: h\r\n\r\n";
  for (const std::string& rest :
       {"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + inner,
        "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n" + inner,
        "Content-Length: 0\r\nContent-Length: 5\r\n\r\n" + inner,
        "Content-Length: 1, 2\r\n\r\n" + inner,
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n" + inner,
        "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + inner,
        "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n" + inner}) {
    WireClient client(transport_->port());
    client.send(post + rest);
    EXPECT_EQ(client.answer().status, 400) << rest;
    EXPECT_TRUE(client.is_ended()) << rest;
  }
  EXPECT_EQ(raw(post + "Transfer-Encoding: gzip\r\n\r\n").status, 501);
}

TEST_F(TransportTest, RefusesMalformedHeads) {
  start();
  EXPECT_EQ(raw("GET / HTTP/1.1\n\n").status, 400);
  EXPECT_EQ(raw(std::string_view("\x16\x03\x01\x02\x00\x01\n", 7)).status, 400);
  EXPECT_EQ(raw("GET /names/a HTTP/1.1\r\n\r\n").status, 400);  // no Host
  EXPECT_EQ(raw("GET /names/a HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n").status, 400);
  EXPECT_EQ(raw("GET /names/a HTTP/3.0\r\nHost: a\r\n\r\n").status, 505);
  EXPECT_EQ(raw("BREW /pot HTTP/1.1\r\nHost: a\r\n\r\n").status, 501);
  EXPECT_EQ(raw("GET http://h/names/a HTTP/1.1\r\nHost: h\r\n\r\n").status, 400);
  EXPECT_EQ(raw("GET /names/a HTTP/1.1\r\nHost: h\r\nX: " + std::string(20'000, 'x')).status, 431);
  EXPECT_EQ(raw("GET /" + std::string(20'000, 'x')).status, 431);
  EXPECT_EQ(raw("GET /names/a HTTP/1.0\r\n\r\n").body, "a");
  EXPECT_EQ(exchange("POST /echo", kJson + "Expect: a-miracle\r\n", "{}").status, 417);
  EXPECT_EQ(exchange("GET /names/a", "", "unexpected").status, 400);
  EXPECT_EQ(exchange("POST /echo", "Content-Type: text/plain\r\n", "{}").status, 415);
  EXPECT_EQ(exchange("POST /echo", kJson + "Origin: http://evil\r\n", "{}").status, 403);
  EXPECT_EQ(exchange("POST /echo", kJson + "Origin: http://test\r\n", "{}").status, 200);
}

TEST_F(TransportTest, ATruncatedRequestGetsNoAnswer) {
  start();
  for (const std::string& bytes :
       {std::string("GET /na"),
        "POST /echo HTTP/1.1\r\nHost: h\r\n" + kJson + "Content-Length: 10\r\n\r\n{\"a\""}) {
    WireClient client(transport_->port());
    client.send(bytes);
    client.finish_sending();
    EXPECT_EQ(client.answer().status, 0) << bytes;
  }
  WireClient stream(transport_->port());
  stream.send("POST /discard HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabc");
  stream.finish_sending();
  EXPECT_EQ(stream.answer().body, "3 cut");
}

TEST_F(TransportTest, TakesChunkedJsonAndNoChunkedStream) {
  start();
  const std::string chunked = "Transfer-Encoding: chunked\r\n";
  EXPECT_EQ(raw("POST /echo HTTP/1.1\r\nHost: h\r\n" + kJson + chunked +
                "\r\n5\r\n{\"a\":\r\n2\r\n1}\r\n0\r\n\r\n")
                .body,
            "{\"a\":1}");
  EXPECT_EQ(raw("POST /echo HTTP/1.1\r\nHost: h\r\n" + kJson + chunked + "\r\nfffff1\r\n").status,
            413);
  EXPECT_EQ(raw("POST /discard HTTP/1.1\r\nHost: h\r\n" + chunked + "\r\n").status, 411);
  WireClient large(transport_->port());
  large.ask("POST /echo", kJson, std::string((1U << 20U) + 1, ' '));
  EXPECT_EQ(large.answer().status, 413);
}

TEST_F(TransportTest, InvitesABodyOnlyWhenItIsWanted) {
  start();
  WireClient wanted(transport_->port());
  wanted.send(
      "POST /discard HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n"
      "\r\n");
  EXPECT_EQ(wanted.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  wanted.send("hello");
  EXPECT_EQ(wanted.answer().body, "5 complete");
  WireClient unwanted(transport_->port());
  unwanted.send(
      "POST /refuse HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n"
      "\r\n");
  EXPECT_EQ(unwanted.answer().status, 409);
  EXPECT_TRUE(unwanted.is_ended());
}

TEST_F(TransportTest, ARefusalReachesAClientThatIsStillSending) {
  start();
  WireClient client(transport_->port());
  client.send("POST /refuse HTTP/1.1\r\nHost: h\r\nContent-Length: 20000000\r\n\r\n");
  client.send(std::string(20'000'000, 'x'));
  EXPECT_EQ(client.answer().status, 409);
}

TEST_F(TransportTest, DiscardsAGibibyteInBoundedMemory) {
  start();
  WireClient client(transport_->port());
  const std::string piece(std::size_t{4} << 20U, 'x');
  const std::uint64_t before = peak_memory_bytes();
  const auto start_time = std::chrono::steady_clock::now();
  client.send("POST /discard HTTP/1.1\r\nHost: h\r\nContent-Length: 1073741824\r\n\r\n");
  for (int i = 0; i < 256; ++i) ASSERT_TRUE(client.send(piece));
  EXPECT_EQ(client.answer().body, "1073741824 complete");
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start_time;
  RecordProperty("gib_per_second", std::to_string(1.0 / took.count()));
  std::printf("discard: %.2f GiB/s\n", 1.0 / took.count());
  EXPECT_LT(peak_memory_bytes() - before, std::uint64_t{32} << 20U);
}

TEST_F(TransportTest, ServesRanges) {
  start();
  const WireAnswer whole = exchange("GET /film");
  EXPECT_EQ(whole.status, 200);
  EXPECT_TRUE(whole.body == film_);
  EXPECT_EQ(whole.field("Accept-Ranges"), "bytes");
  EXPECT_EQ(whole.field("Content-Disposition"),
            "inline; filename=\"_____________.mp4\"; "
            "filename*=UTF-8''%e6%89%a7%e6%b3%95%22%e8%ae%b0%e5%bd%95.mp4");
  const WireAnswer part = exchange("GET /film", "Range: bytes=100-199\r\n");
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.field("Content-Range"), "bytes 100-199/300000");
  EXPECT_EQ(part.body, film_.substr(100, 100));
  const WireAnswer outside = exchange("GET /film", "Range: bytes=300000-\r\n");
  EXPECT_EQ(outside.status, 416);
  EXPECT_EQ(outside.field("Content-Range"), "bytes */300000");
  EXPECT_EQ(exchange("GET /film", "Range: bytes=0-9\r\nIf-Range: \"film\"\r\n").status, 206);
  EXPECT_EQ(exchange("GET /film", "Range: bytes=0-9\r\nIf-Range: \"old\"\r\n").status, 200);
  EXPECT_EQ(exchange("GET /film", "If-None-Match: \"film\"\r\n").status, 304);
  WireClient client(transport_->port());
  const WireAnswer head = client.exchange("HEAD /film");
  EXPECT_EQ(head.field("Content-Length"), "300000");
  EXPECT_EQ(client.exchange("GET /names/after").body, "after");
}

TEST_F(TransportTest, TurnsFaultsIntoProblemsWithoutSecrets) {
  start();
  const WireAnswer fault = exchange("GET /fault");
  EXPECT_EQ(fault.status, 500);
  EXPECT_EQ(fault.body.find("secret"), std::string::npos);
  EXPECT_NE(fault.body.find("incident"), std::string::npos);
  const WireAnswer full = exchange("GET /fault?full");
  EXPECT_EQ(full.status, 507);
  EXPECT_NE(full.body.find("storage-full"), std::string::npos);
}

TEST_F(TransportTest, AFullQueueIs503) {
  options_.work_threads = 1;
  options_.work_waiting_max = 0;
  start();
  auto slow = std::async(std::launch::async, [this] { return exchange("GET /slow"); });
  while (!started_) std::this_thread::sleep_for(1ms);
  const WireAnswer busy = exchange("GET /names/a");
  EXPECT_EQ(busy.status, 503);
  EXPECT_EQ(busy.field("Retry-After"), "2");
  go_ = true;
  EXPECT_EQ(slow.get().status, 200);
}

TEST_F(TransportTest, SendsEventsThatTheFilterLetsThrough) {
  options_.limits.heartbeat = 50ms;
  start();
  WireClient client(transport_->port());
  client.ask("GET /events");
  const WireAnswer answer = client.answer();
  EXPECT_EQ(answer.status, 200);
  hub_.publish({.name = "upload", .json = "{\"secret\":1}", .owner_id = "another"});
  hub_.publish({.name = "entry", .json = "{\"index\":7}"});
  EXPECT_EQ(client.read_until("7}\n\n"), "event: entry\ndata: {\"index\":7}\n\n");
  EXPECT_EQ(client.read_until(": here\n\n"), ": here\n\n");
  transport_->stop();
  client.read_until("no such thing");
  EXPECT_TRUE(client.is_ended());
}

TEST_F(TransportTest, DropsASlowReaderOfEvents) {
  EventHub hub(10, 4);
  const auto slow = hub.subscribe({});
  for (int i = 0; i < 5; ++i) hub.publish({.name = "entry", .json = "{}"});
  EXPECT_TRUE(slow->is_closed());
  EXPECT_EQ(slow->take(), std::nullopt);
}

// Busy says nothing about the session; anything else that cannot be told ends the stream.
TEST(EventHubLease, ABusyAnswerKeepsTheStreamUntilTheNextLook) {
  EventHub hub;
  std::function<bool()> answer = []() -> bool { throw base::Busy("later"); };
  const auto stream = hub.subscribe({}, [&] { return answer(); });
  hub.close_ended();
  EXPECT_FALSE(stream->is_closed());
  answer = []() -> bool { throw base::Fault("broken"); };
  hub.close_ended();
  EXPECT_TRUE(stream->is_closed());
}

TEST_F(TransportTest, StopsWhileRequestsRun) {
  start();
  WireClient idle(transport_->port());
  EXPECT_EQ(idle.exchange("GET /names/a").status, 200);
  WireClient uploading(transport_->port());
  uploading.send("POST /discard HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabc");
  auto slow = std::async(std::launch::async, [this] { return exchange("GET /slow"); });
  while (!started_) std::this_thread::sleep_for(1ms);
  auto stopping = std::async(std::launch::async, [this] { transport_->stop(); });
  EXPECT_TRUE(idle.is_ended());
  std::this_thread::sleep_for(20ms);
  go_ = true;
  const WireAnswer last = slow.get();
  EXPECT_EQ(last.status, 200);
  EXPECT_EQ(last.field("Connection"), "close");
  EXPECT_EQ(stopping.wait_for(5s), std::future_status::ready);
}

TEST_F(TransportTest, RefusesAPortInUse) {
  start();
  TransportOptions same = options_;
  same.port = transport_->port();
  Transport second(same, *router_);
  EXPECT_THROW(second.start(), base::Fault);
}

TEST_F(TransportTest, CountsWhatItAnswers) {
  start();
  exchange("GET /names/a");
  exchange("GET /nothing");
  exchange("GET /names/b");
  const std::string two = "liuhen_http_requests_total{operation=\"name\",status=\"200\"} 2\n";
  // Counted once the answer is through, so a moment after the client has it.
  std::string text = metrics_.text();
  for (int i = 0; i < 500 && text.find(two) == std::string::npos; ++i) {
    std::this_thread::sleep_for(2ms);
    text = metrics_.text();
  }
  EXPECT_NE(text.find(two), std::string::npos) << text;
  EXPECT_NE(text.find("# TYPE liuhen_http_request_seconds histogram"), std::string::npos);
}

TEST(StaticFilesTest, FallsBackToThePage) {
  base::ScratchFolder folder("web");
  base::make_directories_durably(folder / "assets");
  base::write_file_durably(folder / "index.html", "<page>");
  base::write_file_durably(folder / "assets/app-1.js", "code");
  const StaticFiles files(folder.path());
  const auto get = [&](std::vector<std::string> path) {
    Request request;
    request.path = std::move(path);
    return files.find(request);
  };
  EXPECT_EQ(*std::get<SharedText>(get({})->body), "<page>");
  EXPECT_EQ(*std::get<SharedText>(get({"cases", "1"})->body), "<page>");
  const auto code = get({"assets", "app-1.js"});
  EXPECT_EQ(code->fields.find("Content-Type"), "text/javascript; charset=utf-8");
  EXPECT_NE(code->fields.find("Cache-Control")->find("immutable"), std::string::npos);
  EXPECT_FALSE(get({"assets", "missing.js"}));
  EXPECT_EQ(StaticFiles(folder / "absent").size(), 0U);
}

TEST(FileAnswer, UnknownTypesAreSavedNotShown) {
  EXPECT_TRUE(content_disposition("a.html", "application/octet-stream").starts_with("attachment"));
  EXPECT_EQ(content_disposition("a/b\r\n.mp4", "video/mp4").find('\r'), std::string::npos);
}

}  // namespace
}  // namespace liuhen::http
