#include "flows/admin/powers.h"

#include "flows/house_for_test.h"
#include "flows/law/case_subjects.h"

namespace liuhen::flows {
namespace {

class PowersTest : public HouseTest {
 protected:
  model::AccountId id_of(const char* name) const { return caller(name).account.id; }
  std::string field_of(const model::Answer<std::uint64_t>& answer) {
    return answer.ok() ? "" : answer.error().field;
  }
};

TEST_F(PowersTest, ALeaderRecordsThemAndTheLawEngineSeesThem) {
  const auto leader = caller("leader");
  ASSERT_TRUE(
      certify(*house_, leader, {id_of("officer"), "行政执法证", "1", "2020-01-01", "2020-12-31"}));
  ASSERT_TRUE(
      certify(*house_, leader, {id_of("officer"), "行政执法证", "2", "2021-01-01", "2099-12-31"}));
  ASSERT_TRUE(
      train(*house_, leader, {id_of("officer"), "body_camera", "2021-01-01", "2099-12-31"}));
  const model::Act act = make_act();
  auto lease = house_->catalog().read();
  const auto gathered = gather_case(lease, act.case_id);
  ASSERT_TRUE(gathered);
  for (const auto& subject : gathered->subjects) {
    if (subject.facts.kind() != rules::SubjectKind::assignment) continue;
    const auto fact = rules::get_fact(rules::SubjectKind::assignment, "certificate_from");
    EXPECT_EQ(base::text_of(*subject.facts.find_day(fact)), "2021-01-01");
  }
  const auto powers = list_powers(*house_, caller("officer"));
  ASSERT_EQ(powers->accounts.size(), 1U);
  EXPECT_EQ(powers->accounts[0].certificates.size(), 2U);
  EXPECT_FALSE(list_powers(*house_, caller("secadmin")));
}

TEST_F(PowersTest, WrongOnesAreRefused) {
  const auto leader = caller("leader");
  const auto id = id_of("officer");
  EXPECT_EQ(field_of(certify(*house_, leader, {id, "", "1", "2020-01-01", "2020-12-31"})), "kind");
  EXPECT_EQ(field_of(certify(*house_, leader, {id, "证", "1", "2020-02-30", "2020-12-31"})),
            "valid_from");
  EXPECT_EQ(field_of(certify(*house_, leader, {id, "证", "1", "2020-02-01", "2020-01-31"})),
            "valid_to");
  EXPECT_EQ(field_of(certify(*house_, leader,
                             {id_of("secadmin"), "证", "1", "2020-02-01", "2020-12-31"})),
            "account_id");
  EXPECT_EQ(field_of(train(*house_, leader, {id, "telescope", "2020-02-01", "2020-12-31"})),
            "device_kind");
  EXPECT_EQ(
      certify(*house_, caller("officer"), {id, "证", "1", "2020-01-01", "2020-12-31"}).error().kind,
      model::RefusalKind::not_permitted);
}

TEST_F(PowersTest, OneCustodianAtATimeWithAHandover) {
  const auto leader = caller("leader");
  EXPECT_EQ(field_of(assign_duty(*house_, leader, {"custodian", id_of("officer"), true, ""})),
            "account_id");
  EXPECT_EQ(field_of(assign_duty(*house_, leader, {"king", id_of("custodian"), true, ""})), "duty");
  const auto named = [&] {
    auto lease = house_->catalog().read();
    const auto fact = rules::get_fact(rules::SubjectKind::house, "custodian_named");
    return gather_house(lease).facts.is_given(fact);
  };
  EXPECT_FALSE(named());
  ASSERT_TRUE(assign_duty(*house_, leader, {"custodian", id_of("custodian"), true, "硬盘3块"}));
  EXPECT_TRUE(named());
  ASSERT_TRUE(assign_duty(*house_, leader, {"custodian", id_of("custodian"), false, "离任"}));
  EXPECT_FALSE(named());
}

}  // namespace
}  // namespace liuhen::flows
