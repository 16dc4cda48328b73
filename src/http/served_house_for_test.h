// A real house behind a real server, and what its pages and programs send, for tests of the whole.
// Only *_test.cpp includes this; served_house_test.cpp is its other half.
#pragma once

#include <boost/json/fwd.hpp>
#include <functional>
#include <memory>
#include <string>

#include "flows/house_for_test.h"
#include "http/server.h"
#include "http/wire_client_for_test.h"

namespace liuhen::http {

namespace json = boost::json;

inline const std::string kJson = "Content-Type: application/json\r\n";
inline const std::string kPassword = "correct horse 1";

// One house for all tests of a file: founding one takes a second (Argon2id for each account).
struct ServedHouse final : public flows::HouseTest {
  // `prepare` has the folder before anything is in it.
  explicit ServedHouse(const std::function<void(const base::fs::path&)>& prepare = {},
                       flows::DeskRules rules = {});
  void TestBody() override {}
  ~ServedHouse() override;
  using HouseTest::caller;
  using HouseTest::clock_;
  using HouseTest::data;
  using HouseTest::house_;
  using HouseTest::make_act;
  using HouseTest::unit_;

  std::unique_ptr<Server> server;
};

// Speaks to a served house that the tests of a suite share.
class ServedTest : public testing::Test {
 protected:
  static void TearDownTestSuite() { served_.reset(); }
  void SetUp() override;

  WireAnswer exchange(const std::string& line, const std::string& fields = "",
                      std::string_view body = {});
  static json::object object_of(const WireAnswer& answer);
  WireAnswer sign_in(const std::string& name, bool token = false,
                     const std::string& password = kPassword);
  // Fields that a signed-in page or program sends.
  std::string page_fields(const std::string& name);
  std::string program_fields(const std::string& name, const std::string& password = kPassword);
  // An officer made for one test, so that what happens to him disturbs no other; his id.
  std::string make_officer(const std::string& name);

  inline static std::unique_ptr<ServedHouse> served_;
};

}  // namespace liuhen::http
