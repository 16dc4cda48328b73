#include "catalog/sample_house.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <cstdio>

namespace liuhen::catalog {
namespace {

using namespace model;

const std::string kOfficer = "account:" + sample_uuid(20);

std::vector<Entry> sample_people() {
  std::vector<Entry> entries;
  const auto add = [&](const auto& body) {
    entries.push_back(make_entry(kSampleTime, "system:init", body));
  };
  add(HouseFounded{sample_uuid(1), "荆州市烟草专卖局", "Jingzhou Tobacco Monopoly Bureau",
                   "log.example.org/jingzhou", "log.example.org/jingzhou+4e8a2b10+AQ==",
                   "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", true});
  add(UnitCreated{sample_id<UnitId>(10), std::nullopt, "市局", "City bureau"});
  add(UnitCreated{sample_id<UnitId>(11), sample_id<UnitId>(10), "稽查一大队", "Inspection team 1"});
  add(AccountCreated{
      sample_id<AccountId>(21), "leader1", "李队", "4201002", sample_id<UnitId>(10), {"leader"}});
  add(AccountCreated{sample_id<AccountId>(20),
                     "officer1",
                     "张三",
                     "4201001",
                     sample_id<UnitId>(11),
                     {"officer", "custodian"}});
  add(AccountStandingSet{sample_id<AccountId>(20), true, "复岗"});
  add(AccountSession{sample_id<AccountId>(20), "signed_in", "192.0.2.7"});
  return entries;
}

std::vector<Entry> sample_casework() {
  std::vector<Entry> entries;
  const auto add = [&](const auto& body) {
    entries.push_back(make_entry(kSampleTime, kOfficer, body));
  };
  add(DeviceRegistered{sample_id<DeviceId>(30), "body_camera", "ZF-007", "DSJ-A9", "SN0042",
                       sample_id<AccountId>(20)});
  add(CaseOpened{sample_id<CaseId>(40),
                 "荆烟立〔2026〕第12号",
                 "无证运输卷烟案",
                 "某商贸有限公司",
                 "ordinary",
                 "filing",
                 sample_id<UnitId>(11),
                 {sample_id<AccountId>(20)}});
  add(CaseMoved{sample_id<CaseId>(40), "filing", "investigation", "立案审批通过"});
  add(ActOpened{sample_id<ActId>(50),
                sample_id<CaseId>(40),
                "on_site_inspection",
                "现场检查",
                "江汉路1号仓库",
                {sample_id<AccountId>(20), sample_id<AccountId>(21)},
                kSampleTime,
                kSampleTime.plus_ms(60'000),
                kSampleTime.plus_ms(120'000)});
  add(ActTimed{sample_id<ActId>(50), kSampleTime.plus_ms(61'000), kSampleTime.plus_ms(121'000)});
  return entries;
}

RecordDeposited sample_deposit() {
  RecordDeposited body;
  body.record_id = sample_id<RecordId>(60);
  body.case_id = sample_id<CaseId>(40);
  body.act_id = sample_id<ActId>(50);
  body.upload_id = sample_id<UploadId>(80);
  body.device_id = sample_id<DeviceId>(30);
  body.record_kind = "recording";
  body.file_name = "现场检查_20260305_0910.mp4";
  body.extension = "mp4";
  body.size_bytes = 3;
  body.sha256 = base::sha256_of("abc");
  body.sm3 = base::sm3_of("abc");
  body.inventory_sha256 = base::sha256_of("inventory");
  body.object_path = "019/0a0/000/" + sample_uuid(60);
  body.read_back_at = kSampleTime.plus_ms(-500);
  body.stated_sha256 = true;
  return body;
}

std::vector<Entry> sample_records() {
  std::vector<Entry> entries;
  const auto add = [&](const auto& body, const std::string& actor) {
    entries.push_back(make_entry(kSampleTime, actor, body));
  };
  const RecordDeposited first = sample_deposit();
  add(first, kOfficer);
  add(RecordDepositedAgain{first.record_id, first.case_id, first.act_id, sample_id<UploadId>(81),
                           first.device_id, "副本.mp4", first.size_bytes, first.sha256, first.sm3,
                           kSampleTime},
      kOfficer);
  add(
      RecordProbed{
          first.record_id,
          "liuhen-probe/1",
          "answered",
          "",
          {R"({"duration_ms":60000,"kind":"video","playable_in_browser":true,)"
           R"("times":[{"source":"mvhd","value":"2026-03-05T01:10:00.000Z","zone":"utc"}]})"}},
      "system:probe");
  add(RecordViewed{first.record_id, sample_id<ViewingId>(70), "核对笔录", "192.0.2.7",
                   kSampleTime.plus_ms(3'600'000)},
      kOfficer);
  return entries;
}

std::vector<Entry> sample_law() {
  std::vector<Entry> entries;
  const auto add = [&](const auto& body) {
    entries.push_back(make_entry(kSampleTime, kOfficer, body));
  };
  add(FactsStated{"recording",
                  sample_uuid(60),
                  sample_id<CaseId>(40),
                  {R"({"late_reason":"采集站故障","notice_at":"2026-03-05T01:01:00.000Z"})"},
                  "补填",
                  sample_id<RecordId>(60)});
  add(FindingAnswered{"1-5a", "stored", "recording", sample_uuid(60), sample_id<CaseId>(40), "0f",
                      "explained", "采集站故障，次日修复"});
  add(GateOverridden{sample_id<CaseId>(40),
                     "review",
                     "service",
                     {"penalty-58/reviewed case:" + sample_uuid(40)},
                     "案情紧急，补办"});
  add(LawParameterSet{"1-5a", "stored", "unit", {R"("working_days")"}, "局务会决定"});
  add(AccountCertified{sample_id<AccountId>(20), "行政执法证", "17060001", "2024-01-01",
                       "2028-12-31"});
  add(AccountTrained{sample_id<AccountId>(20), "body_camera", "2025-06-01", "2027-05-31"});
  add(DutyAssigned{"custodian", sample_id<AccountId>(20), true, "移交硬盘 3 块、登记簿 1 册"});
  add(DocumentFinalised{sample_id<RecordId>(60),
                        sample_id<CaseId>(40),
                        sample_id<ActId>(50),
                        "on_site_record",
                        "荆烟检〔2026〕第3号",
                        "现场检查笔录",
                        {R"({"place":"江汉路1号仓库"})"},
                        kSampleTime});
  add(EvidenceListed{sample_uuid(90),
                     sample_id<CaseId>(40),
                     sample_id<RecordId>(60),
                     "audio_visual",
                     "现场录像",
                     "现场检查摄录",
                     "卷烟存放情况",
                     {sample_id<AccountId>(20), sample_id<AccountId>(21)},
                     kSampleTime,
                     "重复"});
  return entries;
}

// Grows a house by one entry at a time.
class RandomHouse {
 public:
  explicit RandomHouse(unsigned seed) : random_(seed) {}

  std::vector<Entry> grow(int count) {
    entries_ = sample_people();
    for (auto& entry : sample_casework()) entries_.push_back(std::move(entry));
    for (auto& entry : sample_records()) entries_.push_back(std::move(entry));
    for (auto& entry : sample_law()) entries_.push_back(std::move(entry));
    units_ = {10, 11};
    accounts_ = {20, 21};
    devices_ = {30};
    cases_ = {40};
    acts_ = {{50, 40}};
    records_ = {60};
    while (entries_.size() < static_cast<std::size_t>(count)) grow_once();
    return std::move(entries_);
  }

 private:
  struct OfCase {
    int id, case_number;
  };

  int below(std::size_t end) { return static_cast<int>(random_() % end); }
  template <class T>
  const T& any_of(const std::vector<T>& all) {
    return all[random_() % all.size()];
  }
  std::string word() {
    static const std::vector<std::string> kWords{"卷烟",     "仓库", "ABC",      "検査", "x%_!",
                                                 "２０２６", "运输", "\"引号\"", "𠀀字", "现场"};
    return any_of(kWords) + any_of(kWords) + std::to_string(below(100));
  }
  std::vector<AccountId> people() {
    std::vector<AccountId> some;
    for (const int id : accounts_) {
      if (below(3) == 0 && some.size() < 4) some.push_back(sample_id<AccountId>(id));
    }
    return some;
  }
  template <class Body>
  void add(const Body& body) {
    const std::string actor =
        below(5) == 0 ? "system:test" : "account:" + sample_uuid(any_of(accounts_));
    entries_.push_back(make_entry(kSampleTime, actor, body));
  }

  void grow_once() {
    const int choice = below(20);
    if (choice < 2) grow_people();
    if (choice >= 2 && choice < 8) grow_casework();
    if (choice >= 8 && choice < 16) grow_records();
    if (choice >= 16) grow_law();
  }
  void grow_people() {
    const int id = next_++;
    if (below(3) == 0) {
      add(UnitCreated{sample_id<UnitId>(id), sample_id<UnitId>(any_of(units_)), word(), word()});
      units_.push_back(id);
    } else if (below(2) == 0) {
      add(AccountCreated{sample_id<AccountId>(id),
                         "name" + std::to_string(id),
                         word(),
                         word(),
                         sample_id<UnitId>(any_of(units_)),
                         {"officer", "officer"}});
      accounts_.push_back(id);
    } else {
      add(AccountStandingSet{sample_id<AccountId>(any_of(accounts_)), below(2) == 0, word()});
      add(AccountSession{sample_id<AccountId>(any_of(accounts_)), "signed_out", "::1"});
    }
  }
  void grow_casework() {
    const int id = next_++;
    switch (below(5)) {
      case 0:
        add(CaseOpened{sample_id<CaseId>(id), word(), word(), word(), "simple", "clue",
                       sample_id<UnitId>(any_of(units_)), people()});
        return cases_.push_back(id);
      case 1:
        return add(CaseMoved{sample_id<CaseId>(any_of(cases_)), "clue", "review", word()});
      case 2: {
        const int of = any_of(cases_);
        add(ActOpened{sample_id<ActId>(id), sample_id<CaseId>(of), "inquiry", word(), word(),
                      people(), std::nullopt, std::nullopt, std::nullopt});
        return acts_.push_back({id, of});
      }
      case 3:
        return add(ActTimed{sample_id<ActId>(any_of(acts_).id), {below(1000)}, std::nullopt});
      default:
        add(DeviceRegistered{sample_id<DeviceId>(id), "camera", word(), word(), word(),
                             std::nullopt});
        return devices_.push_back(id);
    }
  }
  void grow_law() {
    const OfCase act = any_of(acts_);
    const auto case_id = sample_id<CaseId>(act.case_number);
    const auto person = sample_id<AccountId>(any_of(accounts_));
    switch (below(7)) {
      case 6:
        return add(GateOverridden{case_id, "clue", "review", {word(), word()}, word()});
      case 0:
        return add(FactsStated{"act",
                               sample_uuid(act.id),
                               case_id,
                               {below(3) == 0 ? R"({"a":null})" : R"({"a":true,"b":"x"})"},
                               word(),
                               std::nullopt});
      case 1:
        return add(FindingAnswered{"3-8b", "recorded", "act", sample_uuid(act.id), case_id, "0f",
                                   below(2) == 0 ? "explained" : "rejected", word()});
      case 2:
        return add(LawParameterSet{
            "1-5a", "stored", "unit", {below(3) == 0 ? "null" : R"("natural_days")"}, word()});
      case 3:
        return add(AccountCertified{person, word(), word(), "2024-01-01", "2028-12-31"});
      case 4:
        return add(DutyAssigned{"custodian", person, below(2) == 0, word()});
      default:
        return add(EvidenceListed{sample_uuid(next_++ - below(3)),
                                  case_id,
                                  std::nullopt,
                                  "document",
                                  word(),
                                  word(),
                                  word(),
                                  people(),
                                  {below(999)},
                                  below(4) == 0 ? word() : ""});
    }
  }
  void grow_records() {
    const OfCase act = any_of(acts_);
    const int id = next_++;
    if (below(2) == 0) {
      RecordDeposited body = sample_deposit();
      body.record_id = sample_id<RecordId>(id);
      body.case_id = sample_id<CaseId>(act.case_number);
      body.act_id = sample_id<ActId>(act.id);
      body.upload_id = sample_id<UploadId>(id);
      body.device_id.reset();
      if (below(2) == 0) body.device_id = sample_id<DeviceId>(any_of(devices_));
      body.record_kind = below(2) == 0 ? "document" : "data_set";
      body.file_name = word();
      body.sha256 = base::sha256_of(word());
      add(body);
      records_.push_back(id);
    } else if (below(3) == 0) {
      const auto& first = sample_deposit();
      add(RecordDepositedAgain{sample_id<RecordId>(any_of(records_)),
                               sample_id<CaseId>(act.case_number), sample_id<ActId>(act.id),
                               sample_id<UploadId>(id), std::nullopt, word(), first.size_bytes,
                               first.sha256, first.sm3, kSampleTime});
    } else if (below(2) == 0) {
      const std::string facts =
          below(3) == 0 ? "{}" : R"({"duration_ms":)" + std::to_string(below(5000)) + "}";
      add(RecordProbed{sample_id<RecordId>(any_of(records_)),
                       "liuhen-probe/1",
                       below(2) == 0 ? "answered" : "crashed",
                       word(),
                       {facts}});
    } else {
      add(RecordViewed{sample_id<RecordId>(any_of(records_)),
                       sample_id<ViewingId>(id),
                       word(),
                       "::1",
                       {below(9999)}});
    }
  }

  std::mt19937 random_;
  int next_ = 1000;
  std::vector<Entry> entries_;
  std::vector<int> units_, accounts_, devices_, cases_, records_;
  std::vector<OfCase> acts_;
};

}  // namespace

std::string sample_uuid(int number) {
  char text[64];
  std::snprintf(text, sizeof text, "0190a000-0000-7000-8000-%012d", number);
  return text;
}

std::vector<Entry> sample_entries() {
  std::vector<Entry> entries = sample_people();
  for (auto& entry : sample_casework()) entries.push_back(std::move(entry));
  for (auto& entry : sample_records()) entries.push_back(std::move(entry));
  for (auto& entry : sample_law()) entries.push_back(std::move(entry));
  return entries;
}

std::vector<Entry> random_entries(unsigned seed, int count) {
  return RandomHouse(seed).grow(count);
}

void SampleHouse::submit_all(const std::vector<Entry>& entries) {
  const auto done =
      scribe.submit([&](Connection&) -> Answer<std::vector<Entry>> { return entries; });
  EXPECT_TRUE(done.ok());
}

std::uint64_t SampleHouse::add_entry(const Entry& entry) {
  clock.advance_ms(1);
  const auto done = scribe.submit(
      [&](Connection&) -> Answer<std::vector<Entry>> { return std::vector<Entry>{entry}; });
  return done->first_index;
}

void run_plain_sql(const base::fs::path& file, const std::string& sql) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
  char* error = nullptr;
  const std::string all = "PRAGMA synchronous = OFF;" + sql;
  const int result = sqlite3_exec(database, all.c_str(), nullptr, nullptr, &error);
  EXPECT_EQ(result, SQLITE_OK) << sql << ": " << (error == nullptr ? "" : error);
  sqlite3_free(error);
  sqlite3_close(database);
}

}  // namespace liuhen::catalog
