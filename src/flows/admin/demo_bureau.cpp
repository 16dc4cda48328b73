#include "flows/admin/demo_bureau.h"

#include <boost/json.hpp>
#include <chrono>
#include <map>
#include <thread>

#include "base/fault.h"
#include "base/json.h"
#include "catalog/record_queries.h"
#include "flows/admin/found_house.h"
#include "flows/admin/powers.h"
#include "flows/casework/casework.h"
#include "flows/law/findings.h"

namespace liuhen::flows {
namespace json = boost::json;
namespace {

std::string text(const json::object& object, std::string_view name) {
  return std::string(base::find_text(object, name).value_or(""));
}

template <class T>
T get(model::Answer<T> answer, const std::string& what) {
  if (!answer) throw base::Fault("demonstration bureau, " + what + ": " + answer.error().en);
  return std::move(*answer);
}

// A file on this machine, fed to the desk as an upload would be.
class FileSource final : public ByteSource {
 public:
  explicit FileSource(const base::fs::path& path) : file_(base::File::open_read(path)) {}
  base::ByteView next() override {
    const std::size_t got = file_.read_at(at_, buffer_);
    at_ += got;
    return base::ByteView(buffer_).first(got);
  }
  bool is_complete() const override { return at_ == file_.size_bytes(); }
  std::uint64_t size_bytes() const { return file_.size_bytes(); }

 private:
  base::File file_;
  std::uint64_t at_ = 0;
  base::Bytes buffer_ = base::Bytes(std::size_t{1} << 20);
};

class Bureau {
 public:
  Bureau(const DemoOrder& order, const json::object& spec, House& house)
      : order_(order), spec_(spec), house_(house) {}

  void fill() {
    enter_people();
    for (const auto& device : spec_.at("devices").as_array()) enter_device(device.as_object());
    enter_powers(spec_.at("powers").as_object());
    for (const auto& one : spec_.at("cases").as_array()) enter_case(one.as_object());
  }

 private:
  void enter_people() {
    FirstPeople people;
    for (const auto& unit : spec_.at("units").as_array()) {
      people.units.push_back(
          {std::nullopt, text(unit.as_object(), "name_zh"), text(unit.as_object(), "name_en")});
    }
    for (const auto& value : spec_.at("accounts").as_array()) {
      const json::object& account = value.as_object();
      NewAccount wanted{text(account, "sign_in_name"),
                        text(account, "name"),
                        text(account, "number"),
                        {std::to_string(account.at("unit").as_int64())},
                        {},
                        text(spec_, "password")};
      for (const auto& role : account.at("roles").as_array()) {
        wanted.roles.push_back(*model::role_of(role.as_string()));
      }
      people.accounts.push_back(std::move(wanted));
    }
    for (auto& account : get(enter_first_people(house_, people), "people").accounts) {
      callers_.insert_or_assign(account.sign_in_name, Caller{account, "127.0.0.1"});
    }
  }

  void enter_device(const json::object& device) {
    NewDevice wanted{text(device, "kind"), text(device, "number"), text(device, "model"),
                     text(device, "serial"), std::nullopt};
    const std::string holder = text(device, "holder");
    if (!holder.empty()) wanted.holder_id = callers_.at(holder).account.id;
    const auto made =
        get(register_device(house_, callers_.at(text(spec_, "registrar")), wanted), "device");
    devices_[made.number] = made.id;
  }

  void enter_powers(const json::object& powers) {
    const Caller& recorder = callers_.at(text(powers, "recorder"));
    const auto id = [&](const json::object& one, std::string_view name) {
      return callers_.at(text(one, name)).account.id;
    };
    for (const auto& value : powers.at("certificates").as_array()) {
      const json::object& one = value.as_object();
      get(certify(house_, recorder,
                  {id(one, "who"), "行政执法证", text(one, "number"), text(one, "from"),
                   text(one, "to")}),
          "certificate");
    }
    for (const auto& value : powers.at("trainings").as_array()) {
      const json::object& one = value.as_object();
      get(train(house_, recorder,
                {id(one, "who"), text(one, "device_kind"), text(one, "from"), text(one, "to")}),
          "training");
    }
    get(assign_duty(house_, recorder, {"custodian", id(powers, "custodian"), true, "设立专人"}),
        "custodian");
  }

  std::vector<model::AccountId> ids_of(const json::value& names) const {
    std::vector<model::AccountId> ids;
    for (const auto& name : names.as_array()) {
      ids.push_back(callers_.at(std::string(name.as_string())).account.id);
    }
    return ids;
  }

  void enter_case(const json::object& one) {
    const Caller& opener = callers_.at(text(one, "opener"));
    order_.progress("case " + text(one, "number"));
    const auto made = get(open_case(house_, opener,
                                    {text(one, "number"), text(one, "title"), text(one, "party"),
                                     text(one, "procedure"), ids_of(one.at("handlers"))}),
                          "case");
    for (const auto& act : one.at("acts").as_array()) enter_act(made.id, opener, act.as_object());
    for (const auto& stage : one.at("stages").as_array()) {
      get(move_case(house_, opener, made.id,
                    {std::string(stage.as_array().at(0).as_string()),
                     std::string(stage.as_array().at(1).as_string())}),
          "stage");
    }
  }

  void enter_act(const model::CaseId& case_id, const Caller& opener, const json::object& act) {
    const auto made =
        get(open_act(house_, opener, case_id,
                     {text(act, "kind"), text(act, "title"), text(act, "place"),
                      ids_of(act.at("officers")), base::time_of_rfc3339(text(act, "started_at")),
                      base::time_of_rfc3339(text(act, "started_at")),
                      base::time_of_rfc3339(text(act, "ended_at"))}),
            "act");
    for (const auto& pair : act.at("files").as_array()) {
      const json::value& device = pair.as_array().at(1);
      deposit(opener, made, std::string(pair.as_array().at(0).as_string()),
              device.is_null() ? std::string() : devices_.at(std::string(device.as_string())).text);
    }
    state(opener, made, {made.case_id, "act", made.id.text}, act, "facts");
    const auto records = [&] {
      auto lease = house_.catalog().read();
      return catalog::records_of_act(lease, made.id);
    }();
    for (const auto& record : records) {
      if (record.record_kind != "recording") continue;
      state(opener, made, {made.case_id, "recording", record.id.text}, act, "recording_facts");
    }
  }

  // What the officers of the story have filled in about the act or its recordings.
  void state(const Caller& opener, const model::Act& act, const AboutSubject& about,
             const json::object& spec, std::string_view member) {
    const json::object* facts = base::find_object(spec, member);
    if (facts == nullptr) return;
    get(state_facts(house_, opener, about, base::canonical_json(*facts), ""), act.title);
  }

  void deposit(const Caller& opener, const model::Act& act, const std::string& name,
               const std::string& device) {
    order_.progress("deposit " + name);
    FileSource source(order_.media / name);
    NewUpload upload;
    upload.owner_id = opener.account.id;
    upload.size_bytes = source.size_bytes();
    upload.metadata = {{"filename", name}, {"case_id", act.case_id.text}, {"act_id", act.id.text}};
    if (!device.empty()) upload.metadata["device_id"] = device;
    const auto created = get(house_.desk().create(upload), name);
    get(house_.desk().append(opener.account.id, created.id, {0, upload.size_bytes, {}}, source),
        name);
    wait_for(opener, created.id, name);
  }

  void wait_for(const Caller& opener, const model::UploadId& id, const std::string& name) {
    for (;;) {
      const auto sheet = house_.desk().find_upload(opener.account.id, id);
      if (!sheet || sheet->state == UploadState::done) return;
      if (sheet->state == UploadState::refused) {
        throw base::Fault("demonstration bureau, " + name + ": " + sheet->problem->en);
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }

  const DemoOrder& order_;
  const json::object& spec_;
  House& house_;
  std::map<std::string, Caller> callers_;
  std::map<std::string, model::DeviceId> devices_;
};

void keep_sign_ins(const base::fs::path& data, const json::object& spec) {
  json::array accounts;
  for (const auto& value : spec.at("accounts").as_array()) {
    const json::object& account = value.as_object();
    accounts.push_back(json::object{{"sign_in_name", account.at("sign_in_name")},
                                    {"password", spec.at("password")},
                                    {"name", account.at("name")},
                                    {"title_zh", account.at("title_zh")},
                                    {"title_en", account.at("title_en")}});
  }
  base::write_file_durably(data / "demo.json", json::serialize(accounts));
}

}  // namespace

void found_demo_bureau(const DemoOrder& order, const base::Clock& clock) {
  const auto parsed = base::parse_json(base::read_text(order.bureau_file));
  if (!parsed) throw base::Fault(order.bureau_file.string() + ": " + parsed.error());
  const json::object& spec = parsed->as_object();
  const base::fs::path final_place = order.house.data;
  if (base::fs::exists(final_place / "house.json")) {
    throw base::Fault("there is a house in " + final_place.string() + " already");
  }
  base::fs::path making = final_place;
  making += ".making";
  base::fs::remove_all(making);
  base::make_directories_durably(making);
  order.progress("keys and folders");
  found_house({making, text(spec, "name_zh"), text(spec, "name_en"), text(spec, "origin"), true},
              clock);
  keep_sign_ins(making, spec);
  base::write_file_durably(HouseFolders{making}.form_settings(),
                           json::serialize(spec.at("forms")) + "\n");
  {
    HouseOptions options = order.house;
    options.data = making;
    options.attend = false;
    const auto house = House::open(options, clock);
    Bureau(order, spec, *house).fill();
  }
  base::make_directories_durably(final_place.parent_path());
  if (base::fs::exists(final_place)) base::fs::remove(final_place);  // only an empty folder goes
  base::rename_over(making, final_place);
  base::sync_directory(final_place.parent_path());
}

std::vector<DemoAccount> demo_accounts(const HouseFolders& folders) {
  std::vector<DemoAccount> accounts;
  const auto bytes = base::find_file(folders.root / "demo.json", 1 << 20);
  if (!bytes) return accounts;
  const auto parsed = base::parse_json(base::as_text(*bytes));
  if (!parsed || !parsed->is_array()) return accounts;
  for (const auto& value : parsed->get_array()) {
    const json::object* account = value.if_object();
    if (account == nullptr) continue;
    accounts.push_back({text(*account, "sign_in_name"), text(*account, "password"),
                        text(*account, "name"), text(*account, "title_zh"),
                        text(*account, "title_en")});
  }
  return accounts;
}

}  // namespace liuhen::flows
