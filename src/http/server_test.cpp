// The whole server on a real house: the conversations that the web pages and programs have.
#include "http/server.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>
#include <regex>
#include <set>
#include <thread>

#include "http/routes/routes.h"
#include "http/served_house_for_test.h"

namespace liuhen::http {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

class ServerTest : public ServedTest {
 protected:
  // Deposits over tus and answers the finished upload.
  json::object deposit_over_tus(const std::string& who, const std::string& act_id,
                                std::string_view bytes) {
    const std::string metadata = "filename " + base::base64_of(base::as_bytes("现场.mp4")) +
                                 ",act_id " + base::base64_of(base::as_bytes(act_id));
    const std::string tus = who + "Tus-Resumable: 1.0.0\r\n";
    const WireAnswer created = exchange(
        "POST /api/uploads", tus + "Upload-Metadata: " + metadata +
                                 "\r\nUpload-Length: " + std::to_string(bytes.size()) + "\r\n");
    EXPECT_EQ(created.status, 201) << created.body;
    const std::string path = created.field("Location");
    const std::string type = "Content-Type: application/offset+octet-stream\r\n";
    const std::size_t half = bytes.size() / 2;
    EXPECT_EQ(exchange("PATCH " + path, tus + type + "Upload-Offset: 0\r\n", bytes.substr(0, half))
                  .status,
              204);
    EXPECT_EQ(
        exchange("PATCH " + path, tus + type + "Upload-Offset: " + std::to_string(half) + "\r\n",
                 bytes.substr(half))
            .status,
        204);
    for (int i = 0; i < 1000; ++i) {
      json::object upload = object_of(exchange("GET " + path, who));
      if (upload.at("state") == "done" || upload.at("state") == "refused") return upload;
      std::this_thread::sleep_for(10ms);
    }
    ADD_FAILURE() << "the upload did not end";
    return {};
  }
};

TEST_F(ServerTest, SignsInWithCookieAndCsrf) {
  const WireAnswer answer = sign_in("officer");
  ASSERT_EQ(answer.status, 200) << answer.body;
  const std::string cookie = answer.field("Set-Cookie");
  EXPECT_NE(cookie.find("; HttpOnly; SameSite=Strict"), std::string::npos);
  EXPECT_FALSE(object_of(answer).contains("token"));
  const std::string only_cookie = "Cookie: " + cookie.substr(0, cookie.find(';')) + "\r\n";
  const WireAnswer session = exchange("GET /api/session", only_cookie);
  EXPECT_EQ(session.status, 200);
  EXPECT_EQ(object_of(session).at("account").as_object().at("sign_in_name"), "officer");

  EXPECT_EQ(exchange("DELETE /api/session", only_cookie).status, 403);
  EXPECT_EQ(exchange("DELETE /api/session", only_cookie + "Liuhen-Csrf: guess\r\n").status, 403);
  EXPECT_EQ(exchange("GET /api/session", only_cookie).status, 200);
  const std::string csrf(object_of(answer).at("csrf").as_string());
  EXPECT_EQ(exchange("DELETE /api/session", only_cookie + "Liuhen-Csrf: " + csrf + "\r\n").status,
            204);
  EXPECT_EQ(exchange("GET /api/session", only_cookie).status, 204);  // nobody
  EXPECT_EQ(exchange("GET /api/devices", only_cookie).status, 401);
}

TEST_F(ServerTest, CookiesAndBearerTokensAreNotInterchangeable) {
  const std::string token(object_of(sign_in("officer", true)).at("token").as_string());
  EXPECT_EQ(exchange("GET /api/devices", "Authorization: Bearer " + token + "\r\n").status, 200);
  EXPECT_EQ(exchange("GET /api/devices", "Cookie: liuhen_session=" + token + "\r\n").status, 401);
  EXPECT_EQ(exchange("GET /api/devices", "Authorization: Basic " + token + "\r\n").status, 401);
  EXPECT_EQ(exchange("GET /api/devices").status, 401);
  const std::string wrong = R"({"sign_in_name":"officer","password":"not that one"})";
  EXPECT_EQ(exchange("POST /api/session", kJson, wrong).status, 401);
}

TEST_F(ServerTest, OpensCasesOncePerKey) {
  const std::string who = page_fields("officer") + kJson;
  const std::string body =
      R"({"number":"2026-1","title":"无证经营","party":"甲公司","procedure":"ordinary"})";
  const std::string key = "Idempotency-Key: key-00000001\r\n";
  const WireAnswer first = exchange("POST /api/cases", who + key, body);
  ASSERT_EQ(first.status, 201) << first.body;
  const WireAnswer again = exchange("POST /api/cases", who + key, body);
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.body, first.body);
  const WireAnswer other = exchange("POST /api/cases", who + key, R"({"number":"2026-2"})");
  EXPECT_EQ(other.status, 422);
  const WireAnswer list = exchange("GET /api/cases", who);
  std::size_t same_number = 0;
  const json::object cases = object_of(list);
  for (const auto& one : cases.at("cases").as_array())
    same_number += one.as_object().at("number") == "2026-1" ? 1 : 0;
  EXPECT_EQ(same_number, 1U);
  EXPECT_TRUE(cases.at("next_cursor").is_null());
}

TEST_F(ServerTest, RefusesBadInputByName) {
  const std::string who = page_fields("officer") + kJson;
  const auto field_of = [&](const std::string& body) {
    const WireAnswer answer = exchange("POST /api/cases", who, body);
    EXPECT_EQ(answer.status, 400) << answer.body;
    const json::object problem = object_of(answer);
    return problem.contains("field") ? std::string(problem.at("field").as_string()) : "";
  };
  EXPECT_EQ(field_of("not json"), "");
  EXPECT_EQ(field_of("[1]"), "");
  EXPECT_EQ(field_of(R"({"number":7,"title":"a","party":"b","procedure":"ordinary"})"), "number");
  EXPECT_EQ(field_of(R"({"number":"1","title":"a","party":"b","procedure":"other"})"), "procedure");
  EXPECT_EQ(field_of(R"({"number":"1","title":"a","party":"b","procedure":"ordinary",)"
                     R"("handler_ids":["x"]})"),
            "handler_ids");
  EXPECT_EQ(exchange("GET /api/cases?limit=0", who).status, 400);
  EXPECT_EQ(exchange("GET /api/cases?cursor=nonsense", who).status, 400);
  EXPECT_EQ(exchange("GET /api/cases/not-an-id", who).status, 404);
  EXPECT_EQ(exchange("GET /api/records/01890a5d-ac96-774b-bcce-b302099a8057", who).status, 404);
}

TEST_F(ServerTest, RefusesTimesThatCannotBe) {
  const std::string who = page_fields("officer") + kJson;
  const model::Act act = served_->make_act("times-1");
  const auto field_of = [&](const std::string& line, const std::string& body) {
    const WireAnswer answer = exchange(line, who, body);
    EXPECT_EQ(answer.status, 400) << body << answer.body;
    const json::object problem = object_of(answer);
    return problem.contains("field") ? std::string(problem.at("field").as_string()) : "";
  };
  const std::string times = "PUT /api/acts/" + act.id.text + "/times";
  for (const char* bad : {"0000-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59",
                          "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-02-30T00:00:00Z",
                          "2026-03-05T10:00:60Z", "2026-03-05T24:00:00Z", "2026-03-05", ""}) {
    const std::string quoted = "\"" + std::string(bad) + "\"";
    EXPECT_EQ(field_of(times, "{\"started_at\":" + quoted + "}"), "started_at");
    EXPECT_EQ(
        field_of(times, "{\"started_at\":\"2026-03-05T10:00:00Z\",\"ended_at\":" + quoted + "}"),
        "ended_at");
    EXPECT_EQ(field_of("POST /api/cases/" + act.case_id.text + "/acts",
                       R"({"kind":"inquiry","title":"t","place":"","officer_ids":[")" +
                           served_->caller("officer").account.id.text +
                           "\"],\"planned_at\":" + quoted + "}"),
              "planned_at");
  }
  EXPECT_EQ(exchange(times, who, R"({"started_at":"2026-03-05T10:00:00+08:00"})").status, 200);
}

// Keys count for nothing where request or answer is a secret: no first password is kept for a day.
TEST_F(ServerTest, KeysKeepNothingOfPasswords) {
  const std::string who = program_fields("secadmin") + kJson;
  const std::string key = "Idempotency-Key: key-account1\r\n";
  const std::string wanted = json::serialize(json::object{{"sign_in_name", "keyed"},
                                                          {"name", "keyed"},
                                                          {"unit_id", served_->unit_.text},
                                                          {"roles", json::array{"officer"}}});
  const WireAnswer first = exchange("POST /api/accounts", who + key, wanted);
  ASSERT_EQ(first.status, 201) << first.body;
  EXPECT_EQ(first.field("Cache-Control"), "no-store");
  const WireAnswer again = exchange("POST /api/accounts", who + key, wanted);
  EXPECT_EQ(again.status, 409);
  EXPECT_EQ(object_of(again).at("field"), "sign_in_name");
  const std::string id(object_of(first).at("id").as_string());
  const std::string reset = "POST /api/accounts/" + id + "/password";
  const WireAnswer one = exchange(reset, who + key), two = exchange(reset, who + key);
  EXPECT_EQ(one.status, 200);
  EXPECT_NE(one.body, two.body);
}

TEST_F(ServerTest, TakesInAFileAndShowsItUnderAViewing) {
  const std::string who = program_fields("officer");
  const model::Act act = served_->make_act("upload-1");
  const std::string bytes(base::as_text(flows::noise_bytes(3'000'000, 7)));
  const json::object upload = deposit_over_tus(who, act.id.text, bytes);
  ASSERT_EQ(upload.at("state"), "done") << json::serialize(upload);
  const json::object& receipt = upload.at("receipt").as_object();
  EXPECT_EQ(receipt.at("sha256").as_string(), base::hex_of(base::sha256_of(bytes)));
  EXPECT_TRUE(receipt.at("safe_to_wipe").as_bool());

  const std::string record = "/api/records/" + std::string(upload.at("record_id").as_string());
  const json::object detail = object_of(exchange("GET " + record, who));
  EXPECT_EQ(detail.at("file_name"), "现场.mp4");
  EXPECT_EQ(detail.at("status").as_object().at("in_log").as_object().at("state"), "done");
  EXPECT_EQ(exchange("GET " + record + "/receipt", who).status, 200);
  EXPECT_EQ(exchange("GET " + record + "/history", who).status, 200);

  EXPECT_EQ(exchange("GET " + record + "/content", who).status, 403);
  const json::object viewing =
      object_of(exchange("POST " + record + "/viewings", who + kJson, R"({"purpose":"复核"})"));
  const std::string content = "GET " + std::string(viewing.at("content_url").as_string());
  const WireAnswer whole = exchange(content, who);
  EXPECT_EQ(whole.status, 200);
  EXPECT_TRUE(whole.body == bytes);
  EXPECT_EQ(whole.field("Content-Type"), "application/octet-stream");
  EXPECT_EQ(whole.field("Content-Disposition").find("attachment"), 0U);
  const WireAnswer part = exchange(content, who + "Range: bytes=1000000-1000009\r\n");
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.body, bytes.substr(1'000'000, 10));
  // Another person's viewing is worth nothing, and an administrator sees no record at all.
  EXPECT_EQ(exchange(content, program_fields("leader")).status, 403);
  EXPECT_EQ(exchange(content, program_fields("secadmin")).status, 403);
  EXPECT_EQ(exchange("GET " + record, program_fields("secadmin")).status, 404);
  EXPECT_EQ(exchange("GET " + record + "/derived/poster.jpg", who).status, 404);
  EXPECT_EQ(exchange("GET " + record + "/derived/passwd", who).status, 404);

  // The filmstrip shows what is in it, so it is seen under a viewing like the content itself.
  const std::string id(upload.at("record_id").as_string());
  const base::fs::path copies = served_->data() / "cache" / id.substr(id.size() - 2) / id;
  base::fs::create_directories(copies);
  const std::string query = "?viewing=" + std::string(viewing.at("id").as_string());
  for (const char* name : {"filmstrip.jpg", "filmstrip.json", "poster.jpg", "waveform.json"}) {
    base::write_file_durably(copies / name, std::string_view("made"));
    const std::string copy = "GET " + record + "/derived/" + name;
    const bool open = name[0] != 'f';
    const WireAnswer refused = exchange(copy, who);
    EXPECT_EQ(refused.status, open ? 200 : 403) << name;
    if (!open) {
      EXPECT_EQ(refused.body, exchange("GET " + record + "/content", who).body);
    }
    EXPECT_EQ(exchange(copy + query, who).body, "made") << name;
    EXPECT_EQ(exchange(copy + query, program_fields("leader")).status, open ? 200 : 403) << name;
  }
}

TEST_F(ServerTest, ServesTheLogToEverybodyAndBundlesToAuditors) {
  served_->make_act("log-1");
  std::this_thread::sleep_for(300ms);  // published within 200 ms
  const WireAnswer checkpoint = exchange("GET /log/checkpoint");
  EXPECT_EQ(checkpoint.status, 200);
  EXPECT_EQ(checkpoint.body.find("test.example/log\n"), 0U);
  EXPECT_EQ(exchange("GET /log/checkpoint.sm2").status, 200);
  EXPECT_EQ(exchange("GET /log/key").status, 200);
  const std::string size = checkpoint.body.substr(17, checkpoint.body.find('\n', 17) - 17);
  const WireAnswer tile = exchange("GET /log/tile/0/000.p/" + size);
  EXPECT_EQ(tile.status, 200);
  EXPECT_NE(tile.field("Cache-Control").find("immutable"), std::string::npos);
  EXPECT_EQ(exchange("GET /log/tile/0/../../keys").status, 400);
  EXPECT_EQ(exchange("GET /log/tile/9/000").status, 404);
  const std::string bundle = "GET /log/tile/entries/000.p/" + size;
  EXPECT_EQ(exchange(bundle).status, 401);
  EXPECT_EQ(exchange(bundle, program_fields("officer")).status, 403);
  EXPECT_EQ(exchange(bundle, program_fields("audadmin")).status, 200);
  EXPECT_EQ(exchange("GET /api/entries", program_fields("audadmin")).status, 200);
  EXPECT_EQ(exchange("GET /api/entries", program_fields("officer")).status, 403);
  EXPECT_EQ(exchange("GET /api/entries/0/proof", program_fields("audadmin")).status, 200);
  EXPECT_EQ(exchange("GET /api/entries/999/proof", program_fields("audadmin")).status, 404);
}

TEST_F(ServerTest, TellsOfEntriesToThoseWhoMaySeeThem) {
  WireClient near(served_->server->port());
  near.ask("GET /api/events", program_fields("officer"));
  EXPECT_EQ(near.answer().status, 200);
  WireClient far(served_->server->port());
  far.ask("GET /api/events", program_fields("other"));
  EXPECT_EQ(far.answer().status, 200);
  WireClient all(served_->server->port());
  all.ask("GET /api/events", program_fields("leader"));
  EXPECT_EQ(all.answer().status, 200);
  const model::Act act = served_->make_act("77");
  const std::string subject = "\"subject\":\"act:" + act.id.text + "\"";
  EXPECT_NE(near.read_until(subject).find("event: entry\n"), std::string::npos);
  EXPECT_NE(all.read_until(subject).find("event: entry\n"), std::string::npos);
  // The feed hands out in order: when a case of his own arrives, nothing came before it.
  const WireAnswer own =
      exchange("POST /api/cases", program_fields("other") + kJson,
               R"({"number":"o-1","title":"他案","party":"乙","procedure":"simple"})");
  const std::string own_id(object_of(own).at("id").as_string());
  const std::string heard = far.read_until(own_id);
  EXPECT_NE(heard.find(own_id), std::string::npos);
  EXPECT_EQ(heard.find(act.id.text), std::string::npos);
}

TEST_F(ServerTest, ServesPagesHealthAndMetrics) {
  EXPECT_EQ(exchange("GET /").body, "<title>Liuhen</title>");
  EXPECT_EQ(exchange("GET /cases/1").body, "<title>Liuhen</title>");
  EXPECT_EQ(exchange("GET /api/nothing").status, 404);
  EXPECT_EQ(exchange("GET /log/nothing").status, 404);
  EXPECT_EQ(object_of(exchange("GET /healthz")).at("state"), "ok");
  const json::object house = object_of(exchange("GET /api/house"));
  EXPECT_EQ(house.at("name_zh"), "测试局");
  EXPECT_TRUE(house.at("demo_accounts").as_array().empty());
  EXPECT_NE(exchange("GET /metrics").body.find("liuhen_log_entries"), std::string::npos);
}

TEST_F(ServerTest, AdministersPeople) {
  const std::string who = program_fields("secadmin") + kJson;
  const json::object wanted{{"sign_in_name", "newone"},
                            {"name", "新人"},
                            {"unit_id", served_->unit_.text},
                            {"roles", json::array{"officer"}}};
  const WireAnswer created = exchange("POST /api/accounts", who, json::serialize(wanted));
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string id(object_of(created).at("id").as_string());
  EXPECT_EQ(
      exchange("PUT /api/accounts/" + id + "/standing", who, R"({"enabled":false,"reason":"离职"})")
          .status,
      200);
  EXPECT_EQ(
      exchange("POST /api/accounts", program_fields("officer") + kJson, json::serialize(wanted))
          .status,
      403);
  EXPECT_EQ(exchange("GET /api/units", who).status, 200);
  EXPECT_EQ(exchange("GET /api/devices", program_fields("custodian")).status, 200);
  EXPECT_EQ(exchange("GET /api/my-work", program_fields("officer")).status, 200);
}

// A value that is another's already is named, so that a form can mark its field.
TEST_F(ServerTest, WhatIsTakenIsAConflictThatNamesItsField) {
  const auto twice = [&](const std::string& path, const std::string& who, const char* body) {
    const std::string fields = program_fields(who) + kJson;
    EXPECT_EQ(exchange("POST " + path, fields, body).status, 201) << path;
    const WireAnswer second = exchange("POST " + path, fields, body);
    EXPECT_EQ(second.status, 409) << second.body;
    EXPECT_EQ(object_of(second).at("type"), "conflict");
    return std::string(object_of(second).at("field").as_string());
  };
  EXPECT_EQ(twice("/api/cases", "officer",
                  R"({"number":"twice-1","title":"t","party":"p","procedure":"simple"})"),
            "number");
  EXPECT_EQ(twice("/api/devices", "custodian",
                  R"({"kind":"camera","number":"twice-1","model":"","serial":""})"),
            "number");
}

// What one handles is one's own, whatever the role lets one see beside it.
TEST_F(ServerTest, MyWorkIsMyOwn) {
  served_->make_act("mine-1");
  const auto cases_of = [&](const std::string& name) {
    const WireAnswer answer = exchange("GET /api/my-work", program_fields(name));
    EXPECT_EQ(answer.status, 200);
    return object_of(answer).at("my_cases").as_array().size();
  };
  EXPECT_GT(cases_of("officer"), 0U);
  EXPECT_EQ(cases_of("custodian"), 0U);  // sees all cases, handles none
  EXPECT_EQ(cases_of("leader"), 0U);
  const json::object work = object_of(exchange("GET /api/my-work", program_fields("secadmin")));
  for (const char* part : {"my_cases", "recent_records", "uploads"})
    EXPECT_TRUE(work.at(part).as_array().empty()) << part;
}

// The operations of the contract, read line by line: paths are indented by two spaces, methods by
// four, and an operationId stands on the method's line or below it.
std::set<std::string> contract_operations() {
  std::ifstream file(std::string(LIUHEN_SOURCE_DIR) + "/api/openapi.yaml");
  const std::regex path_line("^  (/[^:]*):.*");
  const std::regex verb_line("^    (get|head|post|put|patch|delete|options):.*");
  const std::regex operation(".*operationId: ([a-z_0-9]+).*");
  std::set<std::string> found;
  std::string path, verb;
  std::smatch match;
  for (std::string line; std::getline(file, line) && line != "components:";) {
    if (std::regex_match(line, match, path_line)) path = match[1];
    if (std::regex_match(line, match, verb_line)) verb = match[1];
    if (std::regex_match(line, match, operation))
      found.insert(verb + " " + path + " " + match[1].str());
  }
  return found;
}

TEST_F(ServerTest, TheTableAndTheContractNameTheSameOperations) {
  Site site(*served_->house_, {});
  std::set<std::string> table;
  for (const Route& route : make_routes(site)) {
    std::string verb(name_of(route.verb));
    for (char& c : verb) c = static_cast<char>(std::tolower(c));
    table.insert(verb + " " + std::regex_replace(route.pattern, std::regex("\\*\\}"), "}") + " " +
                 route.operation_id);
  }
  EXPECT_GT(table.size(), 40U);
  EXPECT_EQ(table, contract_operations());
}

}  // namespace
}  // namespace liuhen::http
