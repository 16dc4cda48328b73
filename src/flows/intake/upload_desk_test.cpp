#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <new>

#include "base/fault.h"
#include "flows/house_for_test.h"

namespace liuhen::flows {
namespace {

using base::fs::path;

std::size_t thread_count() {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& task : base::fs::directory_iterator("/proc/self/task")) ++count;
  return count;
}

// Says when it is asked, then waits until it is let go; has no bytes.
class WaitingSource final : public ByteSource {
 public:
  base::ByteView next() override {
    asked.set_value();
    let_go.get_future().wait();
    return {};
  }
  bool is_complete() const override { return true; }
  std::promise<void> asked, let_go;
};

// Runs out of memory once, at the first question after something was kept.
class FailingClock final : public base::Clock {
 public:
  base::UtcTime now() const override {
    if (armed && failing() && armed.exchange(false)) throw std::bad_alloc();
    return base::SystemClock().now();
  }
  mutable std::atomic<bool> armed{false};
  std::function<bool()> failing;
};

class Desk : public HouseTest {
 protected:
  NewUpload part_of(const std::string& who, std::size_t size) {
    NewUpload part;
    part.owner_id = caller(who).account.id;
    part.kind = UploadKind::part;
    part.size_bytes = size;
    return part;
  }
  UploadStatus create(const NewUpload& upload) {
    const auto created = house_->desk().create(upload);
    EXPECT_TRUE(created);
    return created ? *created : UploadStatus{};
  }
  void send(const model::UploadId& id, std::uint64_t offset, base::Bytes bytes) {
    const std::size_t size = bytes.size();
    MemorySource source(std::move(bytes));
    EXPECT_TRUE(house_->desk().append(caller("officer").account.id, id,
                                      {offset, size, std::nullopt}, source));
  }
  std::uint64_t offset_of(const model::UploadId& id) {
    const auto status = house_->desk().get_status(caller("officer").account.id, id);
    EXPECT_TRUE(status);
    return status ? status->offset_bytes : UINT64_MAX;
  }
  path folder_of(const model::UploadId& id) { return house_->folders().staging() / id.text; }
};

TEST_F(Desk, OneUnreadableUploadNeitherClosesTheHouseNorLosesItsBytes) {
  const model::Act act = make_act();
  const auto whole = create(upload_of(act, 10));
  const auto half_sheet = create(upload_of(act, 10));
  const auto odd_sheet = create(upload_of(act, 10));
  const auto no_sheet = create(upload_of(act, 10));
  const auto bad_chunks = create(upload_of(act, 10));
  for (const auto& one : {whole, half_sheet, odd_sheet, no_sheet, bad_chunks}) {
    send(one.id, 0, {1, 2, 3});
  }
  const path half_folder = folder_of(half_sheet.id), odd_folder = folder_of(odd_sheet.id);
  const path none_folder = folder_of(no_sheet.id), chunks_folder = folder_of(bad_chunks.id);
  close();
  base::write_file_durably(half_folder / "upload.json", R"({"id":")");
  base::fs::remove(odd_folder / "upload.json");
  base::fs::create_directory(odd_folder / "upload.json");
  base::fs::remove(none_folder / "upload.json");
  base::fs::remove(chunks_folder / "chunks");
  base::fs::create_directory(chunks_folder / "chunks");
  open();
  EXPECT_EQ(offset_of(whole.id), 3U);
  EXPECT_EQ(base::read_file(half_folder / "bytes"), (base::Bytes{1, 2, 3}));
  EXPECT_EQ(base::read_file(odd_folder / "bytes"), (base::Bytes{1, 2, 3}));
  EXPECT_EQ(base::read_file(chunks_folder / "bytes"), (base::Bytes{1, 2, 3}));
  EXPECT_FALSE(base::fs::exists(none_folder));
}

TEST_F(Desk, NoAdministratorSendsAnything) {
  const model::Act act = make_act();
  for (const char* who : {"secadmin", "audadmin"}) {
    NewUpload whole = upload_of(act, 10), joined = upload_of(act, 0);
    whole.owner_id = joined.owner_id = caller(who).account.id;
    joined.kind = UploadKind::joined;
    for (const NewUpload& upload : {whole, part_of(who, 10), joined}) {
      const auto refused = house_->desk().create(upload);
      ASSERT_FALSE(refused) << who;
      EXPECT_EQ(refused.error().kind, model::RefusalKind::not_permitted) << who;
    }
  }
  EXPECT_TRUE(house_->desk().create(part_of("officer", 10)));
}

// The sheet still says for a day what became of it; the bytes are gone at once, and no question
// about one's unfinished uploads names it.
TEST_F(Desk, AnExpiredUploadGivesItsSpaceBackAndSaysSo) {
  const auto owner = caller("officer").account.id;
  const auto created = create(upload_of(make_act(), 10));
  send(created.id, 0, {1, 2, 3});
  clock_.shift_ms(std::int64_t{7} * 24 * 3600 * 1000 + 1000);
  for (const bool restarted : {false, true}) {
    if (restarted) close(), open();
    house_->desk().sweep();
    const auto status = house_->desk().get_status(owner, created.id);
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().kind, model::RefusalKind::gone);
    MemorySource source(base::Bytes{4});
    const auto more = house_->desk().append(owner, created.id, {3, 1, std::nullopt}, source);
    ASSERT_FALSE(more);
    EXPECT_EQ(more.error().kind, model::RefusalKind::gone);
    EXPECT_FALSE(base::fs::exists(folder_of(created.id) / "bytes"));
    EXPECT_FALSE(base::fs::exists(folder_of(created.id) / "chunks"));
    EXPECT_TRUE(house_->desk().uploads_of(owner).empty());
  }
  clock_.shift_ms(std::int64_t{24} * 3600 * 1000);
  house_->desk().sweep();
  EXPECT_FALSE(base::fs::exists(folder_of(created.id)));
  EXPECT_EQ(house_->desk().get_status(owner, created.id).error().kind,
            model::RefusalKind::not_found);
}

TEST_F(Desk, TheReserveIsKeptWhileBytesCome) {
  const base::Bytes bytes = noise_bytes(3000, 1);
  const auto created = create(upload_of(make_act(), bytes.size()));
  const auto owner = caller("officer").account.id;
  send(created.id, 0, {bytes.begin(), bytes.begin() + 1000});
  close();
  DeskRules rules;
  rules.free_bytes_kept = std::uint64_t{1} << 60;
  open(rules);
  const base::Bytes rest(bytes.begin() + 1000, bytes.end());
  for (const auto& checksum : {std::optional<StatedChecksum>(), {checksum_of(rest)}}) {
    MemorySource source(rest);
    EXPECT_THROW(
        static_cast<void>(house_->desk().append(owner, created.id, {1000, 2000, checksum}, source)),
        base::DiskFull);
    EXPECT_EQ(offset_of(created.id), 1000U);
  }
  close();
  open();
  send(created.id, 1000, rest);
  EXPECT_EQ(wait_for_end(created.id).state, UploadState::done);
}

TEST_F(Desk, QuestionsOpenNoFileAndStartNoThread) {
  const model::Act act = make_act();
  std::vector<model::UploadId> ids;
  for (std::size_t i = 0; i < 4; ++i) {
    ids.push_back(create(upload_of(act, 1000)).id);
    send(ids.back(), 0, noise_bytes(100 + i, 2));
  }
  close();
  open();
  const std::size_t before = thread_count();
  EXPECT_EQ(house_->desk().uploads_of(caller("officer").account.id).size(), 4U);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(offset_of(ids[i]), 100 + i);
  EXPECT_EQ(thread_count(), before);
}

TEST_F(Desk, OnePersonCannotTakeAllThePlaces) {
  close();
  DeskRules rules;
  rules.uploads_of_owner_max = 2;
  open(rules);
  const auto first = create(part_of("officer", 10));
  create(part_of("officer", 10));
  const auto refused = house_->desk().create(part_of("officer", 10));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, model::RefusalKind::too_many);
  create(part_of("other", 10));
  EXPECT_TRUE(house_->desk().terminate(caller("officer").account.id, first.id));
  create(part_of("officer", 10));
}

TEST_F(Desk, APartInUseOutlivesTheJoining) {
  const auto part = create(part_of("officer", 5));
  send(part.id, 0, {1, 2, 3, 4, 5});
  WaitingSource source;
  auto appending = std::async(std::launch::async, [&] {
    return house_->desk().append(caller("officer").account.id, part.id, {5, 0, std::nullopt},
                                 source);
  });
  source.asked.get_future().wait();
  NewUpload joined = upload_of(make_act(), 0);
  joined.kind = UploadKind::joined;
  joined.part_ids = {part.id};
  EXPECT_EQ(wait_for_end(create(joined).id).state, UploadState::done);
  EXPECT_EQ(offset_of(part.id), 5U);
  source.let_go.set_value();
  EXPECT_TRUE(appending.get());
}

TEST_F(Desk, APartOfNoBytesIsJoinedToo) {
  NewUpload joined = upload_of(make_act(), 0);
  joined.kind = UploadKind::joined;
  const auto empty = create(part_of("officer", 0));
  const auto part = create(part_of("officer", 3));
  send(part.id, 0, {1, 2, 3});
  joined.part_ids = {empty.id, part.id};
  EXPECT_EQ(wait_for_end(create(joined).id).state, UploadState::done);
}

TEST_F(Desk, WhatFailsAfterTheBytesAreKeptIsTriedAgainAndNeverRefused) {
  const model::Act act = make_act();
  close();
  FailingClock clock;
  HouseOptions options;
  options.data = data();
  options.probe_program = "/nonexistent";
  options.attend = false;
  options.desk_rules.retry_ms = 20;
  house_ = House::open(options, clock);
  clock.failing = [this] {
    bool is_kept = false;
    house_->vault().for_each_object([&](const auto&) { is_kept = true; });
    return is_kept;
  };
  clock.armed = true;
  const base::Bytes bytes = noise_bytes(2000, 3);
  EXPECT_EQ(deposit(upload_of(act, bytes.size()), bytes).state, UploadState::done);
  EXPECT_FALSE(clock.armed);
  close();
}

// Its end was written down, and then the one who is told of it failed.
TEST(DeskAlone, AnUploadThatIsDoneStaysDone) {
  const base::ScratchFolder folder("desk");
  const base::SystemClock clock;
  std::atomic<int> told{0}, taken{0};
  DeskRules rules;
  rules.retry_ms = 10;
  UploadDesk desk(
      folder / "staging", rules, clock, [](const NewUpload&) { return base::Done{}; },
      [&](TakeInJob&) {
        ++taken;
        return TakenIn{{"record"}, 7};
      },
      [&](const UploadSheet& sheet) {
        if (has_ended(sheet.state) && ++told == 1) throw std::bad_alloc();
      });
  const model::AccountId owner{"somebody"};
  const auto created = desk.create({owner, 0, {}, UploadKind::whole, {}});
  ASSERT_TRUE(created);
  for (int i = 0; i < 400 && told == 0; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(700));  // the workers look twice a second
  EXPECT_EQ(desk.find_upload(owner, created->id)->state, UploadState::done);
  EXPECT_EQ(taken, 1);
}

// All bytes came, but the sheet could not say so, and nobody asked: that is a record, not waste.
TEST(DeskAlone, AWholeUploadDoesNotExpire) {
  const base::ScratchFolder folder("desk");
  base::ManualClock clock(base::SystemClock().now());
  path sheet_file;
  UploadDesk desk(
      folder / "staging", {}, clock, [](const NewUpload&) { return base::Done{}; },
      [](TakeInJob&) {
        return TakenIn{{"record"}, 7};
      },
      [&](const UploadSheet& sheet) {  // once the bytes are settled, the sheet cannot be written
        if (sheet.state != UploadState::receiving) return;
        base::fs::remove(sheet_file);
        base::fs::create_directory(sheet_file);
      });
  const model::AccountId owner{"somebody"};
  const auto created = desk.create({owner, 3, {}, UploadKind::whole, {}});
  ASSERT_TRUE(created);
  sheet_file = folder / "staging" / created->id.text / "upload.json";
  MemorySource source(base::Bytes{1, 2, 3});
  EXPECT_THROW(static_cast<void>(desk.append(owner, created->id, {0, 3, std::nullopt}, source)),
               base::Fault);
  clock.advance_ms(std::int64_t{9} * 24 * 3600 * 1000);
  desk.sweep();  // still in vain
  EXPECT_TRUE(base::fs::exists(folder / "staging" / created->id.text / "bytes"));
  base::fs::remove(sheet_file);
  desk.sweep();
  UploadState state = UploadState::receiving;
  for (int i = 0; i < 400 && state != UploadState::done; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    const auto sheet = desk.find_upload(owner, created->id);
    ASSERT_TRUE(sheet);
    state = sheet->state;
  }
  EXPECT_EQ(state, UploadState::done);
}

TEST_F(Desk, ACopyWithADamagedInventoryIsNoneAndTheNextWholeOneCounts) {
  const base::Bytes bytes = noise_bytes(4000, 4);
  const model::Act act = make_act();
  const UploadSheet first = deposit(upload_of(act, bytes.size()), bytes);
  const auto stored = house_->vault().find(first.record_id.text);
  ASSERT_TRUE(stored);
  const path inventory = house_->vault().root() / stored->object_path / "inventory.json";
  base::write_file_durably(inventory, "{}");
  const UploadSheet second = deposit(upload_of(act, bytes.size()), bytes);
  ASSERT_EQ(second.state, UploadState::done);
  EXPECT_NE(second.record_id, first.record_id);
  const UploadSheet third = deposit(upload_of(act, bytes.size()), bytes);
  EXPECT_EQ(third.record_id, second.record_id);
}

}  // namespace
}  // namespace liuhen::flows
