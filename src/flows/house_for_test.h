// A small real house in a scratch folder, with an officer, for tests of flows. Everything in it is
// real: SQLite, tiles, OCFL. Not part of the program.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

#include "flows/admin/found_house.h"
#include "flows/casework/casework.h"
#include "flows/house.h"
#include "flows/intake/receipt.h"
#include "flows/recording/records.h"

namespace liuhen::flows {

// Bytes from memory as an upload's source.
class MemorySource final : public ByteSource {
 public:
  explicit MemorySource(base::Bytes bytes, std::size_t cut_at = SIZE_MAX)
      : bytes_(std::move(bytes)), end_(std::min(cut_at, bytes_.size())) {}
  base::ByteView next() override {
    const std::size_t count = std::min<std::size_t>(end_ - at_, std::size_t{1} << 20);
    at_ += count;
    return base::ByteView(bytes_).subspan(at_ - count, count);
  }
  bool is_complete() const override { return at_ == bytes_.size(); }

 private:
  base::Bytes bytes_;
  std::size_t end_;
  std::size_t at_ = 0;
};

inline base::Bytes noise_bytes(std::size_t count, std::uint32_t seed) {
  base::Bytes out(count);
  for (auto& byte : out) {
    seed = seed * 1664525U + 1013904223U;
    byte = static_cast<std::uint8_t>(seed >> 24U);
  }
  return out;
}

inline StatedChecksum checksum_of(base::ByteView bytes) {
  const auto digest = base::sha256_of(bytes);
  return {base::DigestAlgorithm::sha256, {digest.begin(), digest.end()}};
}

// The machine's clock, which a test can set on. Any thread.
class ShiftedClock final : public base::Clock {
 public:
  base::UtcTime now() const override { return base::SystemClock().now().plus_ms(shift_ms_.load()); }
  void shift_ms(std::int64_t more_ms) { shift_ms_ += more_ms; }

 private:
  std::atomic<std::int64_t> shift_ms_{0};
};

// A founded house with one account a role, made once for each test program: each password costs its
// Argon2, and each founding its syncs. Every test works on a copy.
class FoundedHouse {
 public:
  static const FoundedHouse& get() {
    static const FoundedHouse house;
    return house;
  }

  void copy_to(const base::fs::path& data) const {
    base::fs::copy(folder_ / "house", data, base::fs::copy_options::recursive);
  }
  const Founded& founded() const { return founded_; }

 private:
  FoundedHouse() {
    const base::SystemClock clock;
    HouseOptions options;
    options.data = folder_ / "house";
    options.probe_program = "/nonexistent";
    options.attend = false;
    found_house({options.data, "测试局", "Test bureau", "test.example/log", false}, clock);
    FirstPeople people;
    people.units.push_back({std::nullopt, "执法科", "Enforcement"});
    const auto add = [&](const char* name, std::vector<model::Role> roles) {
      people.accounts.push_back({name, name, "1", {"0"}, std::move(roles), "correct horse 1"});
    };
    add("officer", {model::Role::officer});
    add("other", {model::Role::officer});
    add("leader", {model::Role::leader});
    add("custodian", {model::Role::custodian});
    add("secadmin", {model::Role::security_admin});
    add("audadmin", {model::Role::audit_admin});
    founded_ = *enter_first_people(*House::open(options, clock), people);
  }

  base::ScratchFolder folder_{"founded"};
  Founded founded_;
};

class HouseTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const FoundedHouse& founded = FoundedHouse::get();
    founded.copy_to(data());
    open();
    for (const auto& account : founded.founded().accounts) {
      callers_.insert_or_assign(account.sign_in_name, Caller{account, "127.0.0.1"});
    }
    unit_ = founded.founded().units.front().id;
  }

  void open(DeskRules rules = {}) {
    HouseOptions options;
    options.data = data();
    options.probe_program = "/nonexistent";
    options.attend = false;
    options.desk_rules = rules;
    options.law = law_;
    options.forms = forms_;
    options.judge = false;
    house_ = House::open(options, clock_);
  }
  void close() { house_.reset(); }

  base::fs::path data() const { return folder_ / "house"; }
  const Caller& caller(const std::string& name) const { return callers_.at(name); }

  // A case of "officer" with one act.
  model::Act make_act(const std::string& number = "1") {
    const auto opened = open_case(*house_, caller("officer"), {number, "案", "甲", "ordinary", {}});
    EXPECT_TRUE(opened);
    const auto act =
        open_act(*house_, caller("officer"), opened->id,
                 {"inquiry", "询问", "局", {caller("officer").account.id}, {}, {}, {}});
    EXPECT_TRUE(act);
    return *act;
  }

  NewUpload upload_of(const model::Act& act, std::size_t size, const std::string& name = "a.mp4") {
    NewUpload upload;
    upload.owner_id = caller("officer").account.id;
    upload.size_bytes = size;
    upload.metadata = {{"filename", name}, {"act_id", act.id.text}};
    return upload;
  }

  UploadSheet wait_for_end(const model::UploadId& id) {
    for (int i = 0; i < 4000; ++i) {
      const auto sheet = house_->desk().find_upload(caller("officer").account.id, id);
      if (sheet && (sheet->state == UploadState::done || sheet->state == UploadState::refused)) {
        return *sheet;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    ADD_FAILURE() << "the upload did not end";
    return {};
  }

  UploadSheet deposit(const NewUpload& upload, const base::Bytes& bytes) {
    const auto created = house_->desk().create(upload);
    EXPECT_TRUE(created);
    if (!created) return {};
    MemorySource source(bytes);
    const auto sent = house_->desk().append(upload.owner_id, created->id,
                                            {0, bytes.size(), std::nullopt}, source);
    EXPECT_TRUE(sent);
    return wait_for_end(created->id);
  }

  base::fs::path law_;    // set before open(): the law book of this source tree, say
  base::fs::path forms_;  // the same for the form book
  base::ScratchFolder folder_{"house"};
  ShiftedClock clock_;
  std::unique_ptr<House> house_;
  std::map<std::string, Caller> callers_;
  model::UnitId unit_;
};

}  // namespace liuhen::flows
