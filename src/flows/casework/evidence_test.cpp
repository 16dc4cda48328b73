#include "flows/casework/evidence.h"

#include "flows/house_for_test.h"

namespace liuhen::flows {
namespace {

class EvidenceTest : public HouseTest {
 protected:
  NewEvidence piece() {
    return {{},
            "audio_visual",
            "现场录像",
            "现场检查摄录",
            "投标文件雷同",
            std::nullopt,
            {caller("officer").account.id},
            house_->clock().now().plus_ms(-1000),
            ""};
  }
  std::string refused_field(const model::CaseId& id, const NewEvidence& wanted) {
    const auto answer = list_evidence(*house_, caller("officer"), id, wanted);
    return answer.ok() ? "accepted" : answer.error().field;
  }
};

TEST_F(EvidenceTest, APieceIsListedCorrectedAndVoided) {
  const auto act = make_act();
  const auto id = list_evidence(*house_, caller("officer"), act.case_id, piece());
  ASSERT_TRUE(id);
  NewEvidence next = piece();
  next.evidence_id = *id;
  next.proves = "投标文件由同一台电脑制作";
  ASSERT_TRUE(list_evidence(*house_, caller("officer"), act.case_id, next));
  next.void_reason = "与第2号证据重复";
  ASSERT_TRUE(list_evidence(*house_, caller("officer"), act.case_id, next));
  const auto all = get_evidence(*house_, caller("officer"), act.case_id);
  ASSERT_EQ(all->size(), 1U);
  EXPECT_EQ((*all)[0].proves, "投标文件由同一台电脑制作");
  EXPECT_EQ((*all)[0].void_reason, "与第2号证据重复");
  EXPECT_FALSE(get_evidence(*house_, caller("other"), act.case_id));
}

TEST_F(EvidenceTest, WrongOnesAreRefused) {
  const auto act = make_act();
  const auto other = make_act("2");
  const auto with = [&](auto change) {
    NewEvidence wanted = piece();
    change(wanted);
    return refused_field(act.case_id, wanted);
  };
  EXPECT_EQ(with([](auto& e) { e.kind = "rumour"; }), "kind");
  EXPECT_EQ(with([](auto& e) { e.name = ""; }), "name");
  EXPECT_EQ(with([](auto& e) { e.obtained_by.clear(); }), "obtained_by");
  EXPECT_EQ(with([&](auto& e) { e.obtained_at = house_->clock().now().plus_ms(60'000); }),
            "obtained_at");
  EXPECT_EQ(with([](auto& e) { e.evidence_id = "0190a000-0000-7000-8000-000000000001"; }), "");
  const auto bytes = noise_bytes(100, 5);
  const auto record = deposit(upload_of(other, bytes.size()), bytes).record_id;
  EXPECT_EQ(with([&](auto& e) { e.record_id = record; }), "record_id");
}

}  // namespace
}  // namespace liuhen::flows
