// Signing in, what a session opens, and what ends with it, over real HTTP.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <map>
#include <mutex>
#include <thread>

#include "http/routes/handlers.h"
#include "http/served_house_for_test.h"

namespace liuhen::http {
namespace {

class SessionsTest : public ServedTest {
 protected:
  std::unique_ptr<WireClient> listen(const std::string& who) {
    auto client = std::make_unique<WireClient>(served_->server->port());
    client->ask("GET /api/events", who);
    EXPECT_EQ(client->answer().status, 200);
    return client;
  }
  // Statuses of so many sign-ins at the same time.
  std::map<int, int> sign_in_at_once(int count, const std::string& name,
                                     const std::string& password) {
    std::map<int, int> statuses;
    std::mutex mutex;
    std::vector<std::thread> people;
    for (int i = 0; i < count; ++i)
      people.emplace_back([&] {
        const int status = sign_in(name, true, password).status;
        const std::scoped_lock lock(mutex);
        ++statuses[status];
      });
    for (auto& one : people) one.join();
    return statuses;
  }
  std::string type_of(const WireAnswer& answer) {
    return std::string(object_of(answer).at("type").as_string());
  }
};

TEST_F(SessionsTest, RightPasswordsAtOnceLockNobody) {
  make_officer("hurried");
  auto statuses = sign_in_at_once(16, "hurried", kPassword);
  EXPECT_EQ(statuses[200] + statuses[503], 16);
  EXPECT_GE(statuses[200], 5);
  EXPECT_EQ(sign_in("hurried").status, 200);
}

TEST_F(SessionsTest, GuessesAtOnceLockAfterTheLimit) {
  make_officer("guessed");
  auto statuses = sign_in_at_once(16, "guessed", "a wrong password");
  EXPECT_EQ(statuses[401], 5) << "each is a password that was looked at";
  EXPECT_EQ(statuses[423] + statuses[503], 11);
  EXPECT_EQ(sign_in("guessed").status, 423);
}

// A bureau behind one address signs in as often as it likes; only failures use up the limit.
TEST_F(SessionsTest, OnlyFailuresUseUpTheSignInsOfAnAddress) {
  make_officer("frequent");
  SiteOptions options;
  options.sign_ins = sign_ins_a_minute(4);  // two at once
  Site site(*served_->house_, options);
  const auto status_of = [&](const std::string& password) {
    Request request;
    request.peer = "192.0.2.7";
    request.body = json::serialize(
        json::object{{"sign_in_name", "frequent"}, {"password", password}, {"token", true}});
    return http::sign_in(site, request).status;
  };
  for (int i = 0; i < 4; ++i) EXPECT_EQ(status_of(kPassword), 200) << i;
  EXPECT_EQ(status_of("a wrong password"), 401);
  EXPECT_EQ(status_of("a wrong password"), 401);
  EXPECT_EQ(status_of(kPassword), 429);
}

TEST_F(SessionsTest, TheCountOfRefusedConnectionsIsACounter) {
  const WireAnswer page = exchange("GET /metrics");
  EXPECT_NE(page.body.find("# TYPE liuhen_connections_refused_total counter\n"), std::string::npos);
  EXPECT_NE(page.body.find("\nliuhen_connections_refused_total 0\n"), std::string::npos);
}

TEST_F(SessionsTest, AStreamEndsWithSigningOut) {
  const std::string who = page_fields("officer");
  const auto stream = listen(who), other = listen(page_fields("officer"));
  EXPECT_EQ(exchange("DELETE /api/session", who).status, 204);
  EXPECT_TRUE(stream->is_hung_up_on());
  const model::Act act = served_->make_act("out-1");
  EXPECT_NE(other->read_until(act.id.text).find(act.id.text), std::string::npos);
}

TEST_F(SessionsTest, AStreamEndsWithTheAccount) {
  const std::string id = make_officer("leaving");
  const auto stream = listen(program_fields("leaving"));
  EXPECT_EQ(exchange("PUT /api/accounts/" + id + "/standing", program_fields("secadmin") + kJson,
                     R"({"enabled":false,"reason":"离职"})")
                .status,
            200);
  EXPECT_TRUE(stream->is_hung_up_on());
}

TEST_F(SessionsTest, OtherStreamsEndWithAnotherPassword) {
  make_officer("careful");
  const std::string here = program_fields("careful"), there = program_fields("careful");
  const auto stays = listen(here), ends = listen(there);
  const json::object change{{"current", kPassword}, {"next", "another horse 2"}};
  EXPECT_EQ(exchange("PUT /api/session/password", here + kJson, json::serialize(change)).status,
            204);
  EXPECT_TRUE(ends->is_hung_up_on());
  const WireAnswer own =
      exchange("POST /api/cases", here + kJson,
               R"({"number":"c-1","title":"t","party":"p","procedure":"simple"})");
  const std::string own_id(object_of(own).at("id").as_string());
  EXPECT_NE(stays->read_until(own_id).find(own_id), std::string::npos);
}

// Listening is no use of a session: an idle one ends under it.
TEST_F(SessionsTest, AStreamEndsWhenItsSessionExpires) {
  const auto stream = listen(program_fields("officer"));
  served_->clock_.shift_ms(61 * 60'000);
  EXPECT_TRUE(stream->is_hung_up_on());
}

TEST_F(SessionsTest, AForgottenPasswordIsSetAnewByTheSecurityAdministrator) {
  const std::string id = make_officer("forgetful");
  const std::string path = "POST /api/accounts/" + id + "/password";
  const std::string admin = program_fields("secadmin");
  const std::string old_session = program_fields("forgetful");
  const auto stream = listen(old_session);
  for (int i = 0; i < 5; ++i) sign_in("forgetful", true, "not this either");
  EXPECT_EQ(sign_in("forgetful").status, 423);

  EXPECT_EQ(exchange(path).status, 401);
  for (const char* other : {"officer", "leader", "custodian", "audadmin"})
    EXPECT_EQ(exchange(path, program_fields(other)).status, 403) << other;
  const std::string own = served_->caller("secadmin").account.id.text;
  EXPECT_EQ(exchange("POST /api/accounts/" + own + "/password", admin).status, 400);
  EXPECT_EQ(exchange("POST /api/accounts/" + served_->unit_.text + "/password", admin).status, 404);
  EXPECT_EQ(exchange("GET /api/devices", old_session).status, 200);

  const WireAnswer reset = exchange(path, admin);
  ASSERT_EQ(reset.status, 200) << reset.body;
  EXPECT_EQ(reset.field("Cache-Control"), "no-store");
  const std::string once(object_of(reset).at("one_time_password").as_string());
  EXPECT_EQ(once.size(), 19U);
  EXPECT_TRUE(stream->is_hung_up_on());
  EXPECT_EQ(exchange("GET /api/devices", old_session).status, 401);
  EXPECT_EQ(sign_in("forgetful").status, 401) << "the old password still works";

  const WireAnswer entries =
      exchange("GET /api/entries?kind=account.session&limit=5", program_fields("audadmin"));
  EXPECT_NE(entries.body.find("password_reset"), std::string::npos);
  EXPECT_NE(entries.body.find("account:" + own), std::string::npos);  // who did it
  EXPECT_EQ(entries.body.find(once), std::string::npos);
}

TEST_F(SessionsTest, ANewAccountBeginsWithAOneTimePassword) {
  json::object wanted{{"sign_in_name", "beginner"},
                      {"name", "beginner"},
                      {"unit_id", served_->unit_.text},
                      {"roles", json::array{"officer"}},
                      {"password", kPassword}};
  const std::string admin = program_fields("secadmin") + kJson;
  const WireAnswer stated = exchange("POST /api/accounts", admin, json::serialize(wanted));
  EXPECT_EQ(stated.status, 400);
  EXPECT_EQ(object_of(stated).at("field"), "password");
  wanted.erase("password");
  const WireAnswer created = exchange("POST /api/accounts", admin, json::serialize(wanted));
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string once(object_of(created).at("one_time_password").as_string());
  const WireAnswer entered = sign_in("beginner", true, once);
  ASSERT_EQ(entered.status, 200);
  EXPECT_TRUE(object_of(entered).at("password_change_needed").as_bool());
  EXPECT_EQ(exchange("GET /api/cases", program_fields("beginner", once)).status, 403);
  served_->clock_.shift_ms(24 * 3'600'000 + 1);
  EXPECT_EQ(sign_in("beginner", true, once).status, 401) << "it outlives its day";
}

TEST_F(SessionsTest, AOneTimePasswordOpensNothingButItsChange) {
  const std::string id = make_officer("onetime");
  const WireAnswer reset =
      exchange("POST /api/accounts/" + id + "/password", program_fields("secadmin"));
  const std::string once(object_of(reset).at("one_time_password").as_string());
  const WireAnswer signed_in = sign_in("onetime", true, once);
  ASSERT_EQ(signed_in.status, 200);
  EXPECT_TRUE(object_of(signed_in).at("password_change_needed").as_bool());
  const std::string who =
      "Authorization: Bearer " + std::string(object_of(signed_in).at("token").as_string()) + "\r\n";
  for (const char* line :
       {"GET /api/my-work", "GET /api/cases", "GET /api/accounts", "GET /api/uploads",
        "GET /api/events", "POST /api/uploads", "GET /api/records", "GET /log/tile/entries/000"}) {
    const WireAnswer refused = exchange(line, who);
    EXPECT_EQ(refused.status, 403) << line;
    EXPECT_EQ(type_of(refused), "password-change-needed") << line;
  }
  EXPECT_TRUE(object_of(exchange("GET /api/session", who)).at("password_change_needed").as_bool());
  const auto change = [&](const std::string& next) {
    const json::object body{{"current", once}, {"next", next}};
    return exchange("PUT /api/session/password", who + kJson, json::serialize(body)).status;
  };
  EXPECT_EQ(change(once), 400);  // the same again is no change
  EXPECT_EQ(change("short"), 400);
  EXPECT_EQ(change("my own horse 3"), 204);
  EXPECT_FALSE(object_of(exchange("GET /api/session", who)).contains("password_change_needed"));
  EXPECT_EQ(exchange("GET /api/cases", who).status, 200);
  EXPECT_EQ(sign_in("onetime", true, once).status, 401);
  EXPECT_EQ(sign_in("onetime", true, "my own horse 3").status, 200);
  // Who must change it may also simply leave.
  const WireAnswer again =
      exchange("POST /api/accounts/" + id + "/password", program_fields("secadmin"));
  const std::string twice(object_of(again).at("one_time_password").as_string());
  EXPECT_EQ(exchange("DELETE /api/session", program_fields("onetime", twice)).status, 204);
}

}  // namespace
}  // namespace liuhen::http
