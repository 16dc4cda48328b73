#include <gtest/gtest.h>

#include "model/entry/casework.h"
#include "model/entry/people.h"
#include "model/entry/records.h"

namespace liuhen::model {
namespace {

RecordDeposited some_deposit() {
  RecordDeposited deposit;
  deposit.record_id = {"0190a000-0000-7000-8000-000000000001"};
  deposit.case_id = {"0190a000-0000-7000-8000-000000000002"};
  deposit.act_id = {"0190a000-0000-7000-8000-000000000003"};
  deposit.record_kind = "recording";
  deposit.file_name = "现场\"检查\".mp4";
  deposit.size_bytes = (std::uint64_t{5} << 30) + 1;
  deposit.sha256 = base::sha256_of("a");
  deposit.read_back_at = {1000};
  return deposit;
}

TEST(Entry, BytesReadBackAsTheSameFact) {
  const Entry entry = make_entry({1772672400000}, "account:x", some_deposit());
  const std::string bytes = bytes_of(entry);
  const auto parsed = entry_of(bytes);
  ASSERT_TRUE(parsed) << parsed.error();
  EXPECT_EQ(bytes_of(*parsed), bytes);
  const auto body = body_of<RecordDeposited>(*parsed);
  ASSERT_TRUE(body) << body.error();
  EXPECT_EQ(body->file_name, "现场\"检查\".mp4");
  EXPECT_EQ(body->size_bytes, (std::uint64_t{5} << 30) + 1);
  EXPECT_EQ(body->sha256, base::sha256_of("a"));
  EXPECT_FALSE(body->device_id);
}

TEST(Entry, OnlyCanonicalBytesAreAnEntry) {
  const std::string bytes = bytes_of(make_entry({0}, "system:test", some_deposit()));
  EXPECT_FALSE(entry_of(" " + bytes));
  EXPECT_FALSE(entry_of(bytes + "\n"));
  std::string twice = bytes;
  twice.insert(1, "\"v\":1,");
  EXPECT_FALSE(entry_of(twice));
  EXPECT_FALSE(entry_of("{}"));
  EXPECT_FALSE(entry_of(std::string(70000, ' ')));
}

TEST(Entry, MissingAndMistypedMembersAreNamed) {
  Entry entry = make_entry({0}, "system:test", CaseMoved{{"c"}, "clue", "filing", "r"});
  entry.body = R"({"case":"c","from":"clue","reason":1,"to":"filing"})";
  const auto body = body_of<CaseMoved>(entry);
  ASSERT_FALSE(body);
  EXPECT_NE(body.error().find("reason"), std::string::npos);
  EXPECT_FALSE(body_of<CaseOpened>(entry));
}

TEST(Role, AdministratorsAreThree) {
  EXPECT_EQ(role_of("audit_admin"), Role::audit_admin);
  EXPECT_FALSE(role_of("root"));
  EXPECT_TRUE(is_administrator(Role::security_admin));
  EXPECT_FALSE(is_administrator(Role::leader));
}

}  // namespace
}  // namespace liuhen::model
