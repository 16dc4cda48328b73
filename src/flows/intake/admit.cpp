#include "flows/intake/admit.h"

#include <array>

#include "catalog/act_queries.h"
#include "catalog/case_queries.h"
#include "catalog/device_queries.h"
#include "catalog/people_queries.h"
#include "flows/caller.h"
#include "flows/house.h"

namespace liuhen::flows {
namespace {

using model::bad_input;

std::string value_of(const UploadMetadata& metadata, const std::string& key) {
  const auto found = metadata.find(key);
  return found == metadata.end() ? std::string() : found->second;
}

// What a file most likely is, when the depositor does not say.
std::string kind_by_extension(const std::string& extension) {
  static constexpr std::array<std::string_view, 6> kDocuments{"pdf", "doc", "docx",
                                                              "wps", "ofd", "txt"};
  static constexpr std::array<std::string_view, 6> kDataSets{"csv", "json", "xml",
                                                             "xls", "xlsx", "sql"};
  for (const auto known : kDocuments) {
    if (extension == known) return "document";
  }
  for (const auto known : kDataSets) {
    if (extension == known) return "data_set";
  }
  return "recording";
}

model::Answer<base::Done> read_file_facts(const UploadMetadata& metadata, DepositTarget& target) {
  const std::string name = value_of(metadata, "filename");
  if (name.empty()) return bad_input("filename", "缺少文件名。", "The file name is missing.");
  target.file_name = base::display_file_name(name);
  target.extension = base::safe_extension(name);
  target.record_kind = value_of(metadata, "record_kind");
  if (target.record_kind.empty()) target.record_kind = kind_by_extension(target.extension);
  if (!model::is_record_kind(target.record_kind)) {
    return bad_input("record_kind", "记录类别只能是音像记录、文书或电子数据。",
                     "The record kind is one of recording, document, data_set.");
  }
  const std::string stated = value_of(metadata, "sha256");
  if (stated.empty()) return base::Done{};
  target.stated_sha256 = base::digest_of_hex(stated);
  if (!target.stated_sha256) {
    return bad_input("sha256", "SHA-256 应为 64 位十六进制数。",
                     "A SHA-256 has 64 hexadecimal digits.");
  }
  return base::Done{};
}

// A closed case still takes files in: the approval of its closing and the index of its file are
// made then (article 3-2), and what a recorder still holds is better late than lost. The entry says
// when.
model::Answer<base::Done> read_place(catalog::Connection& connection, const Sight& sight,
                                     const UploadMetadata& metadata, DepositTarget& target) {
  const auto act_id = model::parse_id<model::ActId>(value_of(metadata, "act_id"));
  if (!act_id) {
    return bad_input("act_id", "请先选择执法活动。", "Choose the act that the file belongs to.");
  }
  const auto act = catalog::find_act(connection, *act_id);
  if (!act) return model::not_found("这项执法活动", "act");
  const std::string stated_case = value_of(metadata, "case_id");
  if (!stated_case.empty() && stated_case != act->case_id.text) {
    return bad_input("case_id", "这项执法活动不属于所填案件。", "The act is not of that case.");
  }
  if (sight.only_of && !catalog::is_near_case(connection, *sight.only_of, act->case_id)) {
    return model::not_found("这项执法活动", "act");
  }
  target.act_id = act->id;
  target.case_id = act->case_id;
  const std::string device = value_of(metadata, "device_id");
  if (device.empty()) return base::Done{};
  target.device_id = model::parse_id<model::DeviceId>(device);
  if (!target.device_id || !catalog::find_device(connection, *target.device_id)) {
    return bad_input("device_id", "没有登记这台记录设备。", "This device is not registered.");
  }
  return base::Done{};
}

}  // namespace

model::Answer<DepositTarget> deposit_target(House& house, const model::AccountId& owner,
                                            const UploadMetadata& metadata, bool with_rights) {
  auto lease = house.catalog().read();
  const auto account = catalog::find_account(lease, owner);
  if (!account) return model::not_permitted("deposit");
  const Caller caller{*account, {}};
  if (with_rights) {
    if (auto refusal = refuse_unless(caller, access::Permission::deposit)) return *refusal;
  }
  DepositTarget target;
  const auto file = read_file_facts(metadata, target);
  if (!file) return file.error();
  const auto place =
      read_place(lease, with_rights ? sight_of(caller) : Sight{false, {}}, metadata, target);
  if (!place) return place.error();
  return target;
}

model::Answer<base::Done> admit(House& house, const NewUpload& upload) {
  if (upload.kind == UploadKind::part) {
    auto lease = house.catalog().read();
    const auto account = catalog::find_account(lease, upload.owner_id);
    if (!account) return model::not_permitted("deposit");
    if (auto refusal = refuse_unless({*account, {}}, access::Permission::deposit)) return *refusal;
    return base::Done{};
  }
  const auto target = deposit_target(house, upload.owner_id, upload.metadata, true);
  if (!target) return target.error();
  return base::Done{};
}

}  // namespace liuhen::flows
