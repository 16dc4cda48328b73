// What one peer can take from the server, over real sockets: time, connections, requests.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <atomic>
#include <thread>

#include "http/discard_for_test.h"
#include "http/router.h"
#include "http/transport.h"
#include "http/wire_client_for_test.h"

namespace liuhen::http {
namespace {

using namespace std::chrono_literals;

const std::string kJson = "Content-Type: application/json\r\n";

class LimitsTest : public testing::Test {
 protected:
  void start() {
    const auto name = [](Request& request) {
      return json_response(200, std::string(request.parameters.get("name")));
    };
    const auto echo = [](Request& request) { return json_response(200, request.body); };
    const std::vector<Route> routes{
        {Verb::get, "/names/{name}", "name", Access::open, BodyClass::none, name},
        {Verb::post, "/echo", "echo", Access::open, BodyClass::json, echo},
        {Verb::post, "/discard", "discard", Access::open, BodyClass::stream, discard}};
    options_.port = 0;
    router_ = std::make_unique<Router>(routes, router_options_, metrics_);
    transport_ = std::make_unique<Transport>(options_, *router_);
    transport_->start();
  }
  WireAnswer exchange(const std::string& line) {
    return WireClient(transport_->port()).exchange(line);
  }

  Metrics metrics_;
  RouterOptions router_options_;
  TransportOptions options_;
  std::unique_ptr<Router> router_;
  std::unique_ptr<Transport> transport_;
};

TEST_F(LimitsTest, EndsSlowHeadsAndSlowBodies) {
  options_.limits.head = 150ms;
  options_.limits.small_body = 150ms;
  options_.limits.step = 150ms;
  start();
  WireClient head(transport_->port());
  head.send("GET /names/a HTTP/1.1\r\nHos");
  EXPECT_EQ(head.answer().status, 408);
  EXPECT_TRUE(head.is_ended());
  WireClient silent(transport_->port());
  EXPECT_TRUE(silent.is_ended());
  WireClient body(transport_->port());
  body.send("POST /echo HTTP/1.1\r\nHost: h\r\n" + kJson + "Content-Length: 10\r\n\r\n{");
  EXPECT_EQ(body.answer().status, 408);
  WireClient stream(transport_->port());
  stream.send("POST /discard HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabc");
  EXPECT_EQ(stream.answer().body, "3 cut");
  EXPECT_TRUE(stream.is_ended());
}

TEST_F(LimitsTest, EndsAHeadThatDripsOnForEver) {
  options_.limits.head = 200ms;
  start();
  WireClient client(transport_->port());
  client.send("GET /names/a HTTP/1.1\r\nHost: h\r\n");
  std::atomic<bool> answered{false};
  const auto begun = std::chrono::steady_clock::now();
  std::thread drip([&] {  // never quiet for as long as the limit
    while (!answered && client.send("X: y\r\n")) std::this_thread::sleep_for(10ms);
  });
  EXPECT_EQ(client.answer().status, 408);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 3s);
  answered = true;
  drip.join();
}

TEST_F(LimitsTest, TakesSoManyConnectionsOfAPeerAndNoMore) {
  options_.connections_of_peer_max = 3;
  start();
  std::vector<std::unique_ptr<WireClient>> clients;
  for (int i = 0; i < 3; ++i) {
    clients.push_back(std::make_unique<WireClient>(transport_->port()));
    EXPECT_EQ(clients.back()->exchange("GET /names/a").status, 200);
  }
  WireClient fourth(transport_->port());
  EXPECT_TRUE(fourth.is_ended());
  EXPECT_EQ(transport_->connections_refused(), 1U);
  WireClient elsewhere(transport_->port(), "127.0.0.2");
  EXPECT_EQ(elsewhere.exchange("GET /names/a").status, 200);
  clients.pop_back();  // its place is free as soon as the server has seen it go
  int status = 0;
  for (int i = 0; i < 500 && status != 200; ++i) {
    status = WireClient(transport_->port()).exchange("GET /names/a").status;
    if (status != 200) std::this_thread::sleep_for(2ms);
  }
  EXPECT_EQ(status, 200);
}

// The system gives no descriptor for a while: who came meanwhile is served afterwards.
TEST_F(LimitsTest, AcceptsAgainWhenThereAreDescriptors) {
  start();
  WireClient early(transport_->port());
  EXPECT_EQ(early.exchange("GET /names/a").status, 200);
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
  std::vector<int> fillers;
  rlimit tight{256, before.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &tight), 0);
  testing::internal::CaptureStderr();
  for (int one = ::dup(0); one >= 0; one = ::dup(0)) fillers.push_back(one);
  ASSERT_FALSE(fillers.empty());
  ::close(fillers.back());  // one for the client, none for the server
  fillers.pop_back();
  WireClient client(transport_->port());
  client.ask("GET /names/late");
  std::this_thread::sleep_for(350ms);  // several attempts, one line in the log
  for (const int one : fillers) ::close(one);
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
  EXPECT_EQ(client.answer().body, "late");
  const std::string log = testing::internal::GetCapturedStderr();
  const std::size_t line = log.find("http.accept_failed");
  EXPECT_NE(line, std::string::npos);
  EXPECT_EQ(log.find("http.accept_failed", line + 1), std::string::npos) << log;
}

TEST_F(LimitsTest, EndsADripThatNeverPauses) {
  options_.limits.rate_grace = 200ms;
  options_.limits.rate_bytes_s_min = 10'000;
  start();
  WireClient client(transport_->port());
  client.send("POST /discard HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\n");
  int sent = 0;
  while (sent < 200 && client.send("x")) {
    ++sent;
    std::this_thread::sleep_for(10ms);
    if (sent > 40) break;
  }
  EXPECT_NE(client.answer().body.find("cut"), std::string::npos);
}

TEST_F(LimitsTest, LimitsTheRequestsOfAPeer) {
  router_options_.requests = {.per_second = 0.001, .burst = 3, .keys_max = 10};
  start();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(exchange("GET /names/a").status, 200);
  EXPECT_EQ(exchange("GET /names/a").status, 429);
}

}  // namespace
}  // namespace liuhen::http
