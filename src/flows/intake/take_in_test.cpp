#include <gtest/gtest.h>

#include "base/fault.h"
#include "flows/admin/verify_house.h"
#include "flows/house_for_test.h"
#include "flows/intake/receipt.h"

namespace liuhen::flows {
namespace {

using TakeIn = HouseTest;

TEST_F(TakeIn, ADepositEndsWithAReceiptThatVerifiesWithoutTheServer) {
  const base::Bytes bytes = noise_bytes(5'000'000, 1);
  const UploadSheet sheet = deposit(upload_of(make_act(), bytes.size(), "现场.mp4"), bytes);
  ASSERT_EQ(sheet.state, UploadState::done);
  const std::string receipt = receipt_of_entry(*house_, *sheet.entry_index);
  const std::string vkey = house_->log_keys().vkey;
  const std::string sm2 = house_->log_keys().sm2_public_pem;
  base::write_file_durably(folder_ / "original", bytes);
  close();
  EXPECT_TRUE(check_receipt(receipt, vkey, sm2, folder_ / "original").ok());

  base::Bytes other = bytes;
  other[4'999'999] ^= 1U;
  base::write_file_durably(folder_ / "other", other);
  EXPECT_FALSE(check_receipt(receipt, vkey, sm2, folder_ / "other").ok());
}

TEST_F(TakeIn, AReceiptWithAnyChangedMemberFails) {
  const base::Bytes bytes = noise_bytes(1000, 2);
  const UploadSheet sheet = deposit(upload_of(make_act(), bytes.size()), bytes);
  const std::string receipt = receipt_of_entry(*house_, *sheet.entry_index);
  const LogKeys keys = house_->log_keys();
  ASSERT_TRUE(check_receipt(receipt, keys.vkey, keys.sm2_public_pem, std::nullopt).ok());
  int noticed = 0;
  int tried = 0;
  for (std::size_t at = 0; at < receipt.size(); at += 3) {
    std::string changed = receipt;
    changed[at] = changed[at] == '1' ? '2' : '1';
    ++tried;
    if (!check_receipt(changed, keys.vkey, keys.sm2_public_pem, std::nullopt).ok()) ++noticed;
  }
  // The keys printed in the receipt are not trusted, so a change of those letters alone goes by.
  const auto untrusted = (keys.vkey.size() + keys.sm2_public_pem.size() + 200) / 3;
  EXPECT_GE(noticed, tried - static_cast<int>(untrusted));
  EXPECT_GT(noticed, 500);
}

TEST_F(TakeIn, TheSameBytesAgainAreASecondDepositOfTheSameRecord) {
  const base::Bytes bytes = noise_bytes(3000, 3);
  const model::Act act = make_act();
  const UploadSheet first = deposit(upload_of(act, bytes.size(), "a.mp4"), bytes);
  const UploadSheet second = deposit(upload_of(act, bytes.size(), "b.mp4"), bytes);
  EXPECT_EQ(first.record_id, second.record_id);
  EXPECT_NE(first.entry_index, second.entry_index);
  const auto detail = get_record(*house_, caller("officer"), first.record_id);
  ASSERT_TRUE(detail);
  EXPECT_EQ(detail->deposits.size(), 2U);
  const std::string receipt = receipt_of_entry(*house_, *second.entry_index);
  EXPECT_NE(receipt.find("\"again\":true"), std::string::npos);
  EXPECT_TRUE(check_receipt(receipt, house_->log_keys().vkey, {}, {}).ok());
}

TEST_F(TakeIn, AStatedDigestThatDiffersIsRefusedAndNothingIsKept) {
  const base::Bytes bytes = noise_bytes(3000, 4);
  NewUpload upload = upload_of(make_act(), bytes.size());
  upload.metadata["sha256"] = std::string(64, 'a');
  const UploadSheet sheet = deposit(upload, bytes);
  EXPECT_EQ(sheet.state, UploadState::refused);
  EXPECT_EQ(sheet.problem->type, "digest-differs");
  int objects = 0;
  house_->vault().for_each_object([&](const auto&) { ++objects; });
  EXPECT_EQ(objects, 0);
  upload.metadata["sha256"] = base::hex_of(base::sha256_of(bytes));
  EXPECT_EQ(deposit(upload, bytes).state, UploadState::done);
}

TEST_F(TakeIn, AZeroByteFileIsKept) {
  const auto created = house_->desk().create(upload_of(make_act(), 0));
  ASSERT_TRUE(created);
  EXPECT_EQ(wait_for_end(created->id).state, UploadState::done);
}

TEST_F(TakeIn, AnUploadGoesOnAfterARestart) {
  const base::Bytes bytes = noise_bytes(9'000'000, 5);
  const NewUpload upload = upload_of(make_act(), bytes.size());
  const auto created = house_->desk().create(upload);
  ASSERT_TRUE(created);
  MemorySource cut(bytes, 6'000'000);
  const auto part =
      house_->desk().append(upload.owner_id, created->id, {0, bytes.size(), std::nullopt}, cut);
  ASSERT_TRUE(part);
  EXPECT_EQ(part->offset_bytes, 6'000'000U);
  close();
  open();
  const auto status = house_->desk().get_status(upload.owner_id, created->id);
  ASSERT_TRUE(status);
  EXPECT_EQ(status->offset_bytes, 6'000'000U);
  MemorySource rest(base::Bytes(bytes.begin() + 6'000'000, bytes.end()));
  ASSERT_TRUE(house_->desk().append(upload.owner_id, created->id,
                                    {6'000'000, 3'000'000, std::nullopt}, rest));
  const UploadSheet sheet = wait_for_end(created->id);
  ASSERT_EQ(sheet.state, UploadState::done);
  const auto detail = get_record(*house_, caller("officer"), sheet.record_id);
  EXPECT_EQ(detail->record.sha256, base::hex_of(base::sha256_of(bytes)));
}

TEST_F(TakeIn, PartsAreJoined) {
  const base::Bytes bytes = noise_bytes(5'000'000, 6);
  const model::Act act = make_act();
  NewUpload joined = upload_of(act, 0);
  joined.kind = UploadKind::joined;
  for (std::size_t at = 0; at < bytes.size(); at += 2'500'000) {
    NewUpload part;
    part.owner_id = joined.owner_id;
    part.kind = UploadKind::part;
    part.size_bytes = 2'500'000;
    const auto created = house_->desk().create(part);
    ASSERT_TRUE(created);
    MemorySource source(base::Bytes(bytes.begin() + static_cast<std::ptrdiff_t>(at),
                                    bytes.begin() + static_cast<std::ptrdiff_t>(at) + 2'500'000));
    ASSERT_TRUE(
        house_->desk().append(part.owner_id, created->id, {0, 2'500'000, std::nullopt}, source));
    joined.part_ids.push_back(created->id);
  }
  const auto created = house_->desk().create(joined);
  ASSERT_TRUE(created);
  const UploadSheet sheet = wait_for_end(created->id);
  ASSERT_EQ(sheet.state, UploadState::done);
  const auto detail = get_record(*house_, caller("officer"), sheet.record_id);
  EXPECT_EQ(detail->record.sha256, base::hex_of(base::sha256_of(bytes)));
  close();
  open();
  EXPECT_EQ(house_->desk().uploads_of(joined.owner_id).size(), 0U);
}

TEST_F(TakeIn, WhoMayNotSeeTheCaseMayNotDepositIntoIt) {
  NewUpload upload = upload_of(make_act(), 10);
  upload.owner_id = caller("other").account.id;
  EXPECT_FALSE(house_->desk().create(upload));
  upload.owner_id = caller("secadmin").account.id;
  const auto refused = house_->desk().create(upload);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, model::RefusalKind::not_permitted);
}

TEST_F(TakeIn, MetadataFromOutsideIsChecked) {
  const model::Act act = make_act();
  for (const auto& [key, value] : std::map<std::string, std::string>{{"filename", ""},
                                                                     {"act_id", "../../x"},
                                                                     {"sha256", "zz"},
                                                                     {"record_kind", "film"},
                                                                     {"device_id", "nonsense"}}) {
    NewUpload upload = upload_of(act, 10);
    upload.metadata[key] = value;
    const auto refused = house_->desk().create(upload);
    ASSERT_FALSE(refused) << key;
    EXPECT_EQ(refused.error().field, key);
  }
}

TEST_F(TakeIn, AFullDiskIsSaidBeforeTheFirstByte) {
  close();
  DeskRules rules;
  rules.free_bytes_kept = std::uint64_t{1} << 60;
  open(rules);
  EXPECT_THROW(static_cast<void>(house_->desk().create(upload_of(make_act(), 10))), base::DiskFull);
}

TEST_F(TakeIn, ACheckedPieceIsAllOrNothing) {
  const base::Bytes bytes = noise_bytes(2000, 7);
  const NewUpload upload = upload_of(make_act(), bytes.size());
  const auto created = house_->desk().create(upload);
  MemorySource wrong(bytes);
  const auto refused = house_->desk().append(
      upload.owner_id, created->id, {0, 2000, checksum_of(base::as_bytes("other"))}, wrong);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, model::RefusalKind::digest_differs);
  EXPECT_EQ(house_->desk().get_status(upload.owner_id, created->id)->offset_bytes, 0U);
  MemorySource right(bytes);
  ASSERT_TRUE(
      house_->desk().append(upload.owner_id, created->id, {0, 2000, checksum_of(bytes)}, right));
  EXPECT_EQ(wait_for_end(created->id).state, UploadState::done);
}

TEST_F(TakeIn, TerminatedAndForeignUploadsAreNotThere) {
  const NewUpload upload = upload_of(make_act(), 100);
  const auto created = house_->desk().create(upload);
  EXPECT_FALSE(house_->desk().get_status(caller("other").account.id, created->id));
  EXPECT_FALSE(house_->desk().terminate(caller("other").account.id, created->id));
  EXPECT_TRUE(house_->desk().terminate(upload.owner_id, created->id));
  EXPECT_FALSE(house_->desk().get_status(upload.owner_id, created->id));
}

TEST_F(TakeIn, ADamagedKeptCopyDoesNotSwallowTheGoodBytesThatCameAgain) {
  const base::Bytes bytes = noise_bytes(4000, 8);
  const model::Act act = make_act();
  const UploadSheet first = deposit(upload_of(act, bytes.size()), bytes);
  const auto stored = house_->vault().find(first.record_id.text);
  ASSERT_TRUE(stored);
  base::fs::permissions(stored->content_file, base::fs::perms::owner_write,
                        base::fs::perm_options::add);
  base::File::open_write(stored->content_file).write_at(7, base::Bytes{1, 2, 3});
  const UploadSheet second = deposit(upload_of(act, bytes.size()), bytes);
  ASSERT_EQ(second.state, UploadState::done);
  EXPECT_NE(second.record_id, first.record_id);
  const auto kept = house_->vault().find(second.record_id.text);
  ASSERT_TRUE(kept);
  EXPECT_EQ(base::read_file(kept->content_file), bytes);
}

TEST_F(TakeIn, AfterAllTheHouseIsSound) {
  const model::Act act = make_act();
  for (std::uint32_t seed = 10; seed < 14; ++seed) {
    deposit(upload_of(act, 5000), noise_bytes(5000, seed));
  }
  close();
  const HouseReport report = verify_house({data(), 2, {}, {}, nullptr, {}});
  for (const auto& problem : report.problems) ADD_FAILURE() << problem.place << problem.sentence;
  EXPECT_TRUE(report.is_sound());
  EXPECT_EQ(report.objects, 4U);
}

}  // namespace
}  // namespace liuhen::flows
