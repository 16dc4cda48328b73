#include "http/routes/to_json.h"

#include <boost/json.hpp>

#include "base/digest.h"
#include "base/json.h"
#include "http/routes/site.h"

namespace liuhen::http {

namespace json = boost::json;

namespace {

void put(json::object& object, std::string_view name, const std::string& text) {
  if (!text.empty()) object[name] = text;
}

template <class Tag>
void put(json::object& object, std::string_view name, const std::optional<model::Id<Tag>>& id) {
  if (id) object[name] = id->text;
}

void put(json::object& object, std::string_view name, const std::optional<base::UtcTime>& time) {
  if (time) object[name] = base::rfc3339_of(*time);
}

json::array id_array(const std::vector<model::AccountId>& ids) {
  json::array array;
  for (const auto& id : ids) array.emplace_back(id.text);
  return array;
}

std::string_view probe_state(const model::Record& record) {
  if (record.probe_outcome.empty()) return "waiting";
  return record.probe_outcome == "answered" ? "answered" : "failed";
}

std::string_view playable(Site& site, const model::Record& record) {
  if (record.playable_in_browser) return "original";
  if (record.probe_outcome.empty()) return "waiting";
  if (record.media_kind == "text") return "text";
  if (record.media_kind != "video" && record.media_kind != "audio") return "none";
  constexpr auto kProxy = render::DerivedKind::proxy;
  if (site.house.cache().find(record.id.text, kProxy)) return "proxy";
  if (site.house.derived_failed(record.id, kProxy)) return "none";
  // Asked again after a restart: the attendant keeps its queue in memory only.
  site.house.want_poster(record.id);
  return "waiting";
}

json::object step(std::string_view state, const std::optional<base::UtcTime>& at = {},
                  const std::string& detail = {}) {
  json::object object{{"state", state}};
  put(object, "at", at);
  put(object, "detail", detail);
  return object;
}

json::object status_json(const flows::RecordDetail& detail) {
  const model::Record& record = detail.record;
  const std::string_view probed = probe_state(record);
  return {{"stored", step("done", record.deposited_at)},
          {"read_back", step("done", record.read_back_at)},
          {"scanned", step("not_configured")},
          {"in_log", step(detail.in_log ? "done" : "waiting")},
          {"probed",
           step(probed == "answered" ? "done" : probed, record.probed_at, record.probe_detail)}};
}

}  // namespace

json::object json_of(const model::Unit& unit) {
  json::object object{{"id", unit.id.text}, {"name_zh", unit.name_zh}, {"name_en", unit.name_en}};
  put(object, "parent_id", unit.parent_id);
  return object;
}

json::object json_of(const model::Account& account) {
  json::object object{{"id", account.id.text},
                      {"name", account.name},
                      {"unit_id", account.unit_id.text},
                      {"enabled", account.enabled}};
  put(object, "sign_in_name", account.sign_in_name);
  put(object, "number", account.number);
  json::array roles;
  for (const model::Role role : account.roles) roles.emplace_back(model::name_of(role));
  if (!roles.empty()) object["roles"] = std::move(roles);
  return object;
}

json::object json_of(const model::Case& case_file) {
  return {{"id", case_file.id.text},
          {"number", case_file.number},
          {"title", case_file.title},
          {"party", case_file.party},
          {"procedure", case_file.procedure},
          {"stage", case_file.stage},
          {"unit_id", case_file.unit_id.text},
          {"handler_ids", id_array(case_file.handler_ids)},
          {"opened_at", base::rfc3339_of(case_file.opened_at)},
          {"act_count", case_file.act_count},
          {"record_count", case_file.record_count}};
}

json::object json_of(const model::Act& act) {
  json::object object{{"id", act.id.text},
                      {"case_id", act.case_id.text},
                      {"kind", act.kind},
                      {"title", act.title},
                      {"place", act.place},
                      {"officer_ids", id_array(act.officer_ids)},
                      {"opened_at", base::rfc3339_of(act.opened_at)},
                      {"record_count", act.record_count}};
  put(object, "planned_at", act.planned_at);
  put(object, "started_at", act.started_at);
  put(object, "ended_at", act.ended_at);
  return object;
}

json::object json_of(const model::Device& device) {
  json::object object{{"id", device.id.text},
                      {"kind", device.kind},
                      {"number", device.number},
                      {"model", device.model},
                      {"serial", device.serial}};
  put(object, "holder_id", device.holder_id);
  return object;
}

json::object json_of(const flows::CaseDetail& detail) {
  json::object object = json_of(detail.case_file);
  json::array acts;
  for (const model::Act& act : detail.acts) acts.push_back(json_of(act));
  object["acts"] = std::move(acts);
  return object;
}

json::object json_of(const model::PlacedEntry& placed) {
  const auto body = base::parse_json(placed.entry.body);
  return {{"index", placed.index},
          {"kind", placed.entry.kind},
          {"time", base::rfc3339_of(placed.entry.time)},
          {"actor", placed.entry.actor},
          {"subject", placed.entry.subject},
          {"body", body ? *body : json::value(json::object())}};
}

json::object json_of(Site& site, const model::Record& record) {
  json::object object{{"id", record.id.text},
                      {"case_id", record.case_id.text},
                      {"act_id", record.act_id.text},
                      {"record_kind", record.record_kind},
                      {"file_name", record.file_name},
                      {"size_bytes", record.size_bytes},
                      {"sha256", record.sha256},
                      {"deposited_at", base::rfc3339_of(record.deposited_at)},
                      {"deposited_by", record.deposited_by.text},
                      {"media_kind", record.media_kind},
                      {"probe_state", probe_state(record)},
                      {"playable", playable(site, record)},
                      {"poster", flows::has_poster(site.house, record)},
                      {"is_cut", record.is_cut}};
  put(object, "device_id", record.device_id);
  if (record.duration_ms) object["duration_ms"] = *record.duration_ms;
  put(object, "recorded_from", record.recorded_from);
  put(object, "recorded_to", record.recorded_to);
  return object;
}

json::object json_of(Site& site, const flows::RecordDetail& detail) {
  const model::Record& record = detail.record;
  json::object object = json_of(site, record);
  object["sm3"] = record.sm3;
  object["entry_index"] = record.entry_index;
  const auto facts = base::parse_json(record.facts_json);
  if (facts && facts->is_object()) object["facts"] = *facts;
  put(object, "probe_detail", record.probe_detail);
  json::array derived;
  for (const std::string& name : detail.derived) derived.emplace_back(name);
  object["derived"] = std::move(derived);
  object["status"] = status_json(detail);
  json::array deposits;
  for (const model::Deposit& deposit : detail.deposits)
    deposits.push_back(json::object{{"entry_index", deposit.entry_index},
                                    {"file_name", deposit.file_name},
                                    {"deposited_at", base::rfc3339_of(deposit.deposited_at)},
                                    {"deposited_by", deposit.deposited_by.text}});
  object["deposits"] = std::move(deposits);
  return object;
}

json::object json_of(const catalog::Viewing& viewing, bool has_proxy) {
  const std::string base_url = "/api/records/" + viewing.record_id.text;
  const std::string query = "?viewing=" + viewing.id.text;
  json::object object{{"id", viewing.id.text},
                      {"entry_index", viewing.entry_index},
                      {"content_url", base_url + "/content" + query},
                      {"expires_at", base::rfc3339_of(viewing.expires_at)}};
  if (has_proxy) object["proxy_url"] = base_url + "/derived/proxy.mp4" + query;
  return object;
}

json::object session_json(const flows::SignedIn& who, bool with_token) {
  json::array permissions;
  for (const auto name : access::permissions_of(who.caller.account.roles))
    permissions.emplace_back(name);
  json::object object{{"account", json_of(who.caller.account)},
                      {"csrf", who.csrf},
                      {"expires_at", base::rfc3339_of(who.expires_at)},
                      {"permissions", std::move(permissions)}};
  if (who.password_change_needed) object["password_change_needed"] = true;
  if (with_token) object["token"] = who.token;
  return object;
}

json::object json_of(const flows::UploadSheet& sheet, std::uint64_t offset_bytes) {
  const auto find = [&](const char* name) {
    const auto found = sheet.metadata.find(name);
    return found == sheet.metadata.end() ? std::string() : found->second;
  };
  json::object object{{"id", sheet.id.text},
                      {"file_name", base::display_file_name(find("filename"))},
                      {"size_bytes", sheet.size_bytes},
                      {"offset_bytes", offset_bytes},
                      {"state", flows::name_of(sheet.state)}};
  for (const char* name : {"case_id", "act_id"})
    if (base::is_uuid(find(name))) object[name] = find(name);
  if (base::digest_of_hex(find("sha256"))) object["stated_sha256"] = find("sha256");
  if (sheet.state == flows::UploadState::receiving)
    object["expires_at"] = base::rfc3339_of(sheet.expires_at);
  if (sheet.state == flows::UploadState::done) put(object, "record_id", sheet.record_id.text);
  return object;
}

}  // namespace liuhen::http
