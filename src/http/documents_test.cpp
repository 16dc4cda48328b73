// Documents over the wire: a draft of two people becomes final, is printed and bound.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "http/served_house_for_test.h"

namespace liuhen::http {
namespace {

class DocumentsOverTheWire : public ServedTest {
 protected:
  static void SetUpTestSuite() { served_ = std::make_unique<ServedHouse>(); }

  WireAnswer send(const std::string& line, const json::object& body,
                  const std::string& who = "officer") {
    return exchange(line, program_fields(who) + kJson, json::serialize(body));
  }
  WireAnswer get(const std::string& path, const std::string& who = "officer") {
    return exchange("GET " + path, program_fields(who));
  }
  json::object begin(const std::string& case_number, const std::string& form) {
    case_id_ = served_->make_act(case_number).case_id.text;
    const auto made = send("POST /api/cases/" + case_id_ + "/drafts", {{"form", form}});
    EXPECT_EQ(made.status, 201) << made.body;
    return object_of(made);
  }
  static json::object sample(const std::string& form) {
    std::string text =
        base::read_text(base::fs::path(LIUHEN_SOURCE_DIR) / "forms" / (form + ".sample.jsonc"));
    return json::parse(text.erase(0, text.find('\n') + 1)).as_object();
  }

  std::string case_id_;
};

TEST_F(DocumentsOverTheWire, FormsAreListedAndShown) {
  const auto forms = object_of(get("/api/forms")).at("forms").as_array();
  EXPECT_GT(forms.size(), 30U);
  const auto form = object_of(get("/api/forms/inquiry_record"));
  EXPECT_GT(form.at("fields").as_array().size(), 5U);
  EXPECT_EQ(form.at("act_kinds").as_array()[0], "inquiry");
  EXPECT_EQ(get("/api/forms/no_such").status, 404);
}

TEST_F(DocumentsOverTheWire, ADraftGoesAllTheWay) {
  const json::object draft = begin("docs-1", "filing_approval");
  const std::string path = "/api/drafts/" + std::string(draft.at("id").as_string());
  EXPECT_EQ(draft.at("values").at("cause"), "案");
  json::object values = sample("filing_approval");
  EXPECT_EQ(send("PUT " + path, {{"revision", 1}, {"values", values}}).status, 200);
  values["party"] = "另一人所写";
  const auto merged = send("PUT " + path, {{"revision", 1}, {"values", values}}, "leader");
  ASSERT_EQ(merged.status, 200) << merged.body;
  const json::object saved = object_of(merged);
  EXPECT_TRUE(saved.at("merged").as_bool());
  EXPECT_EQ(saved.at("conflicts").as_array()[0].at("field"), "party");
  const json::value& revision = saved.at("draft").at("revision");
  const auto check = object_of(get(path + "/check"));
  EXPECT_TRUE(check.at("faults").as_array().empty());
  EXPECT_EQ(get(path + "/print").body.substr(0, 5), "%PDF-");
  EXPECT_EQ(send("POST " + path + "/final", {{"revision", 1}}).status, 409);
  const auto done = send("POST " + path + "/final", {{"revision", revision}});
  ASSERT_EQ(done.status, 201) << done.body;
  const json::object document = object_of(done);
  EXPECT_EQ(document.at("number"), check.at("next_number"));
  const auto again = send("PUT " + path, {{"revision", revision}, {"values", values}});
  EXPECT_EQ(again.status, 409);
  EXPECT_EQ(object_of(again).at("article"), "2-3");
  // Its bytes are seen under a viewing.
  const std::string record(document.at("record_id").as_string());
  const auto viewing = send("POST /api/records/" + record + "/viewings", {{"purpose", "核对"}});
  const std::string id(object_of(viewing).at("id").as_string());
  const auto print = get("/api/documents/" + record + "/print?viewing=" + id);
  EXPECT_EQ(print.status, 200);
  EXPECT_EQ(print.field("Content-Type"), "application/pdf");
  EXPECT_EQ(print.body.substr(0, 5), "%PDF-");
  EXPECT_NE(get("/api/documents/" + record + "/print?viewing=" + record).status, 200);
  const auto list = object_of(get("/api/cases/" + case_id_ + "/documents"));
  EXPECT_EQ(list.at("documents").as_array().size(), 1U);
  EXPECT_TRUE(list.at("drafts").as_array().empty());
  EXPECT_GT(list.at("needed").as_array().size(), 10U);
  const auto file = get("/api/cases/" + case_id_ + "/file?order=result");
  EXPECT_EQ(file.status, 200);
  EXPECT_EQ(file.body.substr(0, 5), "%PDF-");
  EXPECT_EQ(get("/api/cases/" + case_id_ + "/file?volume=third").status, 400);
}

TEST_F(DocumentsOverTheWire, ADraftIsThrownAwayAndHiddenFromOthers) {
  const json::object draft = begin("docs-2", "filing_approval");
  const std::string path = "/api/drafts/" + std::string(draft.at("id").as_string());
  EXPECT_EQ(get(path, "other").status, 404);
  EXPECT_EQ(exchange("DELETE " + path, program_fields("other")).status, 404);
  EXPECT_EQ(exchange("DELETE " + path, program_fields("officer")).status, 204);
  EXPECT_EQ(get(path).status, 404);
  EXPECT_EQ(send("PUT " + path, {{"values", json::object()}}).status, 400);
}

}  // namespace
}  // namespace liuhen::http
