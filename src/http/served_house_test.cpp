// The other half of served_house_for_test.h; holds no test of its own.
#include "http/served_house_for_test.h"

#include <boost/json.hpp>
#include <chrono>

namespace liuhen::http {

ServedHouse::ServedHouse(const std::function<void(const base::fs::path&)>& prepare,
                         flows::DeskRules rules) {
  if (prepare) prepare(folder_.path());
  forms_ = base::fs::path(LIUHEN_SOURCE_DIR) / "forms";
  SetUp();
  close();
  open(rules);
  base::make_directories_durably(folder_ / "web");
  base::write_file_durably(folder_ / "web/index.html", "<title>Liuhen</title>");
  ServerOptions options;
  options.transport.port = 0;
  options.site.version = "0.0.test";
  options.site.sign_ins = {.per_second = 100, .burst = 100, .keys_max = 10};
  options.clearing_every = std::chrono::milliseconds(20);
  options.sessions_every = std::chrono::milliseconds(20);
  options.web_folder = folder_ / "web";
  server = std::make_unique<Server>(*house_, options);
  server->start();
}

ServedHouse::~ServedHouse() {
  server.reset();
  close();
}

void ServedTest::SetUp() {
  if (!served_) served_ = std::make_unique<ServedHouse>();
}

WireAnswer ServedTest::exchange(const std::string& line, const std::string& fields,
                                std::string_view body) {
  return WireClient(served_->server->port()).exchange(line, fields, body);
}

json::object ServedTest::object_of(const WireAnswer& answer) {
  EXPECT_EQ(answer.field("Content-Type").find("application/"), 0U) << answer.body;
  return json::parse(answer.body).as_object();
}

WireAnswer ServedTest::sign_in(const std::string& name, bool token, const std::string& password) {
  const json::object body{{"sign_in_name", name}, {"password", password}, {"token", token}};
  return exchange("POST /api/session", kJson, json::serialize(body));
}

std::string ServedTest::page_fields(const std::string& name) {
  const WireAnswer answer = sign_in(name);
  EXPECT_EQ(answer.status, 200) << answer.body;
  const std::string cookie = answer.field("Set-Cookie");
  const std::string csrf(object_of(answer).at("csrf").as_string());
  return "Cookie: " + cookie.substr(0, cookie.find(';')) + "\r\nLiuhen-Csrf: " + csrf + "\r\n";
}

std::string ServedTest::program_fields(const std::string& name, const std::string& password) {
  const WireAnswer answer = sign_in(name, true, password);
  EXPECT_EQ(answer.status, 200) << answer.body;
  return "Authorization: Bearer " + std::string(object_of(answer).at("token").as_string()) + "\r\n";
}

std::string ServedTest::make_officer(const std::string& name) {
  const json::object wanted{{"sign_in_name", name},
                            {"name", name},
                            {"unit_id", served_->unit_.text},
                            {"roles", json::array{"officer"}}};
  const WireAnswer created =
      exchange("POST /api/accounts", program_fields("secadmin") + kJson, json::serialize(wanted));
  EXPECT_EQ(created.status, 201) << created.body;
  const std::string once(object_of(created).at("one_time_password").as_string());
  const json::object change{{"current", once}, {"next", kPassword}};
  EXPECT_EQ(exchange("PUT /api/session/password", program_fields(name, once) + kJson,
                     json::serialize(change))
                .status,
            204);
  return std::string(object_of(created).at("id").as_string());
}

}  // namespace liuhen::http
