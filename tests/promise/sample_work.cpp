#include "promise/sample_work.h"

#include <chrono>
#include <functional>
#include <random>
#include <set>
#include <thread>

#include "base/fault.h"
#include "catalog/entry_queries.h"
#include "catalog/people_queries.h"
#include "flows/admin/found_house.h"
#include "flows/admin/people.h"
#include "flows/admin/powers.h"
#include "flows/admin/sign_in.h"
#include "flows/casework/casework.h"
#include "flows/casework/evidence.h"
#include "flows/house_for_test.h"
#include "flows/law/findings.h"
#include "flows/recording/records.h"
#include "model/entry/documents.h"
#include "model/entry/law.h"
#include "model/entry/records.h"

namespace liuhen::promise {
namespace {

using flows::House;
using model::Role;

constexpr const char* kPeer = "192.0.2.7";

template <class T>
T must(model::Answer<T> answer) {
  if (!answer) throw base::Fault("sample work: " + answer.error().en);
  return *std::move(answer);
}

class Work {
 public:
  // Numbers and names go on from where earlier work in the same house has ended.
  Work(House& house, std::uint32_t seed) : house_(house), random_(seed) {
    auto lease = house.catalog().read();
    serial_ = static_cast<std::uint32_t>(catalog::count_entries(lease)) * 100;
  }

  Worked done;

  void open_first_act() {
    cases_.push_back(must(flows::open_case(house_, as("officer"), new_case())));
    acts_.push_back(must(flows::open_act(house_, as("officer"), cases_.back().id, new_act())));
  }

  void everything_once() {
    open_first_act();
    register_device();
    create_unit();
    create_account();
    deposit(kSmall, false);
    deposit_again();
    deposit_joined();
    refuse_deposit();
    probe_last();
    view();
    time_act();
    move_case();
    law_at_work();
    session();
    change_standing();
    refuse_some();
  }

  void something() {
    const std::vector<std::function<void()>> all{
        [&] { open_first_act(); }, [&] { deposit(small_size(), true); },
        [&] { deposit_again(); },  [&] { view(); },
        [&] { move_case(); },      [&] { time_act(); },
        [&] { session(); },        [&] { change_standing(); },
        [&] { create_unit(); },    [&] { create_account(); },
        [&] { probe_last(); },     [&] { register_device(); },
        [&] { refuse_some(); }};
    all[random_() % all.size()]();
  }

  void deposit(std::size_t size, bool with_device) {
    auto upload = new_upload(size, "现场 " + std::to_string(++serial_) + ".mp4");
    if (with_device && !devices_.empty()) upload.metadata["device_id"] = devices_.back().id.text;
    send(upload, flows::noise_bytes(size, ++serial_));
  }

  void deposit_again() {
    if (!last_.empty()) send(new_upload(last_.size(), "副本.mp4"), last_);
  }

  void view() {
    if (!records_.empty()) {
      must(flows::open_viewing(house_, as("officer"), any(records_), text("复核")));
    }
  }

  void register_device() {
    devices_.push_back(must(flows::register_device(
        house_, as("custodian"),
        {"body_camera", text("编号"), "X1", text("序列"), as("officer").account.id})));
  }

  // Each kind of entry of the law engine, documents and evidence once.
  void law_at_work() {
    const auto leader = as("leader");
    const auto officer = as("officer");
    const model::Act& act = acts_.back();
    const flows::AboutSubject about{act.case_id, "act", act.id.text};
    const auto now = house_.clock().now();
    must(flows::time_act(house_, officer, act.id, now.plus_ms(-60'000), now));
    must(flows::state_facts(house_, officer, about, R"({"certificate_shown":true})", text("补填")));
    must(
        flows::certify(house_, leader,
                       {officer.account.id, "行政执法证", text("证"), "2024-01-01", "2028-12-31"}));
    must(flows::train(house_, leader,
                      {officer.account.id, "body_camera", "2025-01-01", "2027-12-31"}));
    must(flows::assign_duty(house_, leader,
                            {"custodian", as("custodian").account.id, true, text("交接")}));
    must(flows::list_evidence(house_, officer, act.case_id,
                              {{},
                               "audio_visual",
                               text("录像"),
                               "现场",
                               "经过",
                               std::nullopt,
                               {officer.account.id},
                               house_.clock().now(),
                               ""}));
    enter_what_needs_a_law_book(act);
  }

 private:
  static constexpr std::size_t kSmall = 700;

  flows::Caller as(const std::string& name) { return caller_of(house_, name); }
  std::size_t small_size() { return random_() % 3000; }
  std::string text(const std::string& stem) { return stem + " " + std::to_string(++serial_); }

  flows::NewCase new_case() {
    return {text("荆环罚"), text("某公司超标排放"), "某公司", "ordinary", {}};
  }
  flows::NewAct new_act() {
    return {"inquiry", text("询问"), "办公室", {as("officer").account.id}, {}, {}, {}};
  }
  template <class T>
  T& any(std::vector<T>& all) {
    return all[random_() % all.size()];
  }

  flows::NewUpload new_upload(std::size_t size, const std::string& name) {
    flows::NewUpload upload;
    upload.owner_id = as("officer").account.id;
    upload.size_bytes = size;
    upload.metadata = {{"filename", name}, {"act_id", any(acts_).id.text}};
    return upload;
  }

  void append(const model::UploadId& id, const base::Bytes& bytes) {
    flows::MemorySource source(bytes);
    must(house_.desk().append(as("officer").account.id, id, {0, bytes.size(), std::nullopt},
                              source));
  }

  void send(const flows::NewUpload& upload, const base::Bytes& bytes) {
    const auto created = must(house_.desk().create(upload));
    if (!bytes.empty()) append(created.id, bytes);
    take_receipt(created.id);
    last_ = bytes;
  }

  flows::UploadSheet wait_for_end(const model::UploadId& id) {
    for (int i = 0; i < 10'000; ++i) {
      const auto sheet = house_.desk().find_upload(as("officer").account.id, id);
      const bool ended = sheet && (sheet->state == flows::UploadState::done ||
                                   sheet->state == flows::UploadState::refused);
      if (ended) return *sheet;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    throw base::Fault("sample work: an upload did not end");
  }

  void take_receipt(const model::UploadId& id) {
    const auto sheet = wait_for_end(id);
    if (sheet.state != flows::UploadState::done) throw base::Fault("sample work: refused");
    records_.push_back(sheet.record_id);
    done.receipts.push_back(flows::receipt_of_entry(house_, *sheet.entry_index));
  }

  void deposit_joined() {
    auto joined = new_upload(0, "合并.mp4");
    joined.kind = flows::UploadKind::joined;
    for (int part = 0; part < 2; ++part) {
      flows::NewUpload piece;
      piece.owner_id = joined.owner_id;
      piece.kind = flows::UploadKind::part;
      piece.size_bytes = 300;
      const auto created = must(house_.desk().create(piece));
      append(created.id, flows::noise_bytes(300, ++serial_));
      joined.part_ids.push_back(created.id);
    }
    take_receipt(must(house_.desk().create(joined)).id);
  }

  void refuse_deposit() {
    auto upload = new_upload(10, "错.mp4");
    upload.metadata["sha256"] = std::string(64, 'a');
    const auto created = must(house_.desk().create(upload));
    append(created.id, flows::noise_bytes(10, ++serial_));
    if (wait_for_end(created.id).state == flows::UploadState::refused) ++done.refusals;
  }

  void probe_last() {
    if (records_.empty()) return;
    model::RecordProbed body;
    body.record_id = any(records_);
    body.probe_version = "test " + std::to_string(++serial_);
    body.outcome = "done";
    body.facts.text = R"({"kind":"video"})";
    house_.commit_entry(model::make_entry(house_.clock().now(), "system:probe", body));
  }

  void time_act() {
    const base::UtcTime start = house_.clock().now().plus_ms(-3'600'000);
    must(flows::time_act(house_, as("officer"), any(acts_).id, start, start.plus_ms(600'000)));
  }

  void move_case() {
    static constexpr const char* kStages[] = {"filing", "investigation", "review", "service"};
    const auto moved = flows::move_case(house_, as("officer"), any(cases_).id,
                                        {kStages[random_() % 4], text("依规")});
    if (!moved) ++done.refusals;
  }

  // These flows ask a law book, which this house is opened without; their entries are made as they
  // make them.
  void enter_what_needs_a_law_book(const model::Act& act) {
    const auto enter = [&](const auto& body) {
      house_.commit_entry(model::make_entry(house_.clock().now(), as("leader").actor(), body));
    };
    enter(model::FindingAnswered{"3-8b", "act", "act", act.id.text, act.case_id, "0f", "explained",
                                 text("设备送修")});
    enter(model::LawParameterSet{"3-9b", "times", "tolerance_minutes", {"10"}, text("决定")});
    enter(
        model::GateOverridden{act.case_id, "clue", "review", {text("3-2/documents")}, text("急")});
    enter(model::DocumentFinalised{records_.front(),
                                   act.case_id,
                                   act.id,
                                   "inquiry_record",
                                   text("文号"),
                                   "询问笔录",
                                   {"{}"},
                                   house_.clock().now()});
  }

  void create_unit() {
    units_.push_back(must(flows::create_unit(house_, as("system_admin"),
                                             {std::nullopt, text("科室"), text("Unit")})));
  }

  void create_account() {
    if (units_.empty()) return;
    const std::string name = "new." + std::to_string(++serial_);
    accounts_.push_back(
        must(flows::create_account(house_, as("security_admin"),
                                   {name, "新人", "7", any(units_).id, {Role::officer}}))
            .account);
  }

  void change_standing() {
    if (accounts_.empty()) return;
    const auto changed = flows::set_account_standing(
        house_, as("security_admin"), any(accounts_).id, random_() % 2 == 0, text("调岗"));
    if (!changed) ++done.refusals;
  }

  void session() {
    const auto in = must(flows::sign_in(house_, "leader", kPassword, true, kPeer));
    if (!flows::sign_in(house_, "leader", "wrong horse 22", true, kPeer)) ++done.refusals;
    flows::sign_out(house_, in, in.token);
  }

  void refuse_some() {
    if (!flows::open_case(house_, as("audit_admin"), new_case())) ++done.refusals;
    if (!flows::open_act(house_, as("officer"), {"no such case"}, new_act())) ++done.refusals;
    if (!flows::open_viewing(house_, as("system_admin"), {"none"}, "看")) ++done.refusals;
  }

  House& house_;
  std::mt19937 random_;
  std::uint32_t serial_ = 0;
  base::Bytes last_;
  std::vector<model::Case> cases_;
  std::vector<model::Act> acts_;
  std::vector<model::Device> devices_;
  std::vector<model::Unit> units_;
  std::vector<model::Account> accounts_;
  std::vector<model::RecordId> records_;
};

}  // namespace

void found_sample_house(const base::fs::path& data, const base::Clock& clock) {
  flows::found_house({data, "测试局", "Test bureau", "test.example/log", false}, clock);
  const auto house = open_sample_house(data, clock);
  flows::FirstPeople people;
  people.units.push_back({std::nullopt, "执法科", "Enforcement"});
  for (const Role role : {Role::officer, Role::leader, Role::custodian, Role::system_admin,
                          Role::security_admin, Role::audit_admin}) {
    const std::string name(model::name_of(role));
    people.accounts.push_back({name, name, "1", {"0"}, {role}, kPassword});
  }
  must(flows::enter_first_people(*house, people));
}

std::unique_ptr<House> open_sample_house(const base::fs::path& data, const base::Clock& clock) {
  flows::HouseOptions options;
  options.data = data;
  options.probe_program = "/nonexistent";
  options.attend = false;
  options.desk_rules.free_bytes_kept = std::uint64_t{1} << 20;
  return House::open(options, clock);
}

flows::Caller caller_of(House& house, const std::string& sign_in_name) {
  auto lease = house.catalog().read();
  const auto account = catalog::find_account_by_sign_in_name(lease, sign_in_name);
  if (!account) throw base::Fault("sample work: no account " + sign_in_name);
  return {*account, kPeer};
}

Worked do_little_work(House& house) {
  Work work(house, 1);
  work.open_first_act();
  work.register_device();
  work.deposit(300, true);
  work.deposit_again();
  work.deposit(0, false);
  work.view();
  work.law_at_work();
  return work.done;
}

Worked do_sample_work(House& house, std::uint32_t seed, int more) {
  Work work(house, seed);
  work.everything_once();
  for (int i = 0; i < more; ++i) work.something();
  return work.done;
}

std::vector<std::string> kinds_in(House& house) {
  std::set<std::string> kinds;
  auto lease = house.catalog().read();
  const std::uint64_t count = catalog::count_entries(lease);
  for (std::uint64_t index = 0; index < count; ++index) {
    kinds.insert(catalog::find_entry(lease, index)->entry.kind);
  }
  return {kinds.begin(), kinds.end()};
}

}  // namespace liuhen::promise
