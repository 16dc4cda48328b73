#include "flows/recording/records.h"

#include <gtest/gtest.h>

#include "flows/house_for_test.h"

namespace liuhen::flows {
namespace {

using Records = HouseTest;

// The same bytes in two cases of different officers: each sees his own deposit and nothing of the
// other's case.
TEST_F(Records, TheSameBytesInAnotherCaseTellNothingOfThatCase) {
  const base::Bytes bytes = noise_bytes(2000, 31);
  const UploadSheet first = deposit(upload_of(make_act("1"), bytes.size(), "secret-a.mp4"), bytes);
  ASSERT_TRUE(open_viewing(*house_, caller("officer"), first.record_id, "purpose of a"));
  const auto other_case = open_case(*house_, caller("other"), {"2", "乙案", "乙", "ordinary", {}});
  const auto other_act =
      open_act(*house_, caller("other"), other_case->id,
               {"inquiry", "询问", "局", {caller("other").account.id}, {}, {}, {}});
  EXPECT_FALSE(get_record(*house_, caller("other"), first.record_id));
  NewUpload upload = upload_of(*other_act, bytes.size(), "mine-b.mp4");
  upload.owner_id = caller("other").account.id;
  const auto created = house_->desk().create(upload);
  MemorySource source(bytes);
  ASSERT_TRUE(
      house_->desk().append(upload.owner_id, created->id, {0, bytes.size(), std::nullopt}, source));
  std::optional<UploadSheet> sheet;
  do {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    sheet = house_->desk().find_upload(upload.owner_id, created->id);
  } while (sheet->state != UploadState::done && sheet->state != UploadState::refused);
  ASSERT_EQ(sheet->record_id, first.record_id);

  const auto detail = get_record(*house_, caller("other"), first.record_id);
  ASSERT_TRUE(detail);
  EXPECT_EQ(detail->record.file_name, "mine-b.mp4");
  EXPECT_EQ(detail->record.case_id, other_case->id);
  EXPECT_EQ(detail->deposits.size(), 1U);
  const auto history = history_of_record(*house_, caller("other"), first.record_id, {{}, 50});
  ASSERT_TRUE(history);
  for (const auto& placed : history->entries) {
    EXPECT_EQ(placed.entry.body.find("secret-a"), std::string::npos);
    EXPECT_EQ(placed.entry.body.find("purpose of a"), std::string::npos);
  }
  const auto receipt = get_receipt(*house_, caller("other"), first.record_id);
  ASSERT_TRUE(receipt);
  EXPECT_EQ(receipt->find("secret-a"), std::string::npos);
  EXPECT_FALSE(get_entry_proof(*house_, caller("other"), *first.entry_index));
  EXPECT_TRUE(get_entry_proof(*house_, caller("other"), *sheet->entry_index));
  const auto list = list_records(*house_, caller("other"), {}, {{}, 10});
  ASSERT_EQ(list->records.size(), 1U);
  EXPECT_EQ(list->records.front().file_name, "mine-b.mp4");

  EXPECT_EQ(get_record(*house_, caller("leader"), first.record_id)->deposits.size(), 2U);
  EXPECT_FALSE(get_record(*house_, caller("audadmin"), first.record_id));
}

TEST_F(Records, ContentNeedsAViewingOfOnesOwn) {
  const base::Bytes bytes = noise_bytes(2000, 32);
  const UploadSheet sheet = deposit(upload_of(make_act(), bytes.size()), bytes);
  const auto viewing = open_viewing(*house_, caller("officer"), sheet.record_id, "核对");
  ASSERT_TRUE(viewing);
  EXPECT_TRUE(get_content(*house_, caller("officer"), sheet.record_id, viewing->id));
  EXPECT_FALSE(get_content(*house_, caller("leader"), sheet.record_id, viewing->id));
  EXPECT_FALSE(get_content(*house_, caller("officer"), sheet.record_id, {"nonsense"}));
  EXPECT_FALSE(open_viewing(*house_, caller("officer"), sheet.record_id, "  "));
  EXPECT_FALSE(open_viewing(*house_, caller("secadmin"), sheet.record_id, "看看"));
}

}  // namespace
}  // namespace liuhen::flows
