#include "flows/casework/casework.h"

#include "flows/house_for_test.h"

namespace liuhen::flows {
namespace {

class CaseworkTest : public HouseTest {};

TEST_F(CaseworkTest, AClosedCaseTakesNoActButLateFiles) {
  const Caller officer = caller("officer");
  const model::Act act = make_act();
  const NewAct wanted{"inquiry", "t", "", {officer.account.id}, {}, {}, {}};
  ASSERT_TRUE(move_case(*house_, officer, act.case_id, {"closed", "已执行完毕"}));
  const auto refused = open_act(*house_, officer, act.case_id, wanted);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, model::RefusalKind::conflict);
  const auto bytes = noise_bytes(1000, 3);
  EXPECT_FALSE(
      deposit(upload_of(act, bytes.size(), "结案审批表.pdf"), bytes).record_id.text.empty());
  ASSERT_TRUE(move_case(*house_, officer, act.case_id, {"service", "补充送达"}));
  EXPECT_TRUE(open_act(*house_, officer, act.case_id, wanted));
}

}  // namespace
}  // namespace liuhen::flows
