#include "flows/recording/records.h"

#include <boost/json.hpp>
#include <chrono>

#include "base/fault.h"
#include "base/json.h"
#include "flows/casework/bounds.h"
#include "flows/house.h"
#include "flows/intake/receipt.h"
#include "flows/recording/media_types.h"
#include "flows/recording/record_sight.h"
#include "model/entry/records.h"

namespace liuhen::flows {
namespace {

using access::Permission;

model::Refusal no_such_record() { return model::not_found("这条记录", "record"); }

model::Answer<model::Record> visible_record(catalog::Connection& connection, const Caller& caller,
                                            const model::RecordId& id) {
  auto record = catalog::find_record(connection, id);
  if (record) record = record_as_seen(connection, caller, std::move(*record));
  if (!record) return no_such_record();
  return *record;
}

std::optional<model::Refusal> refuse_viewing(House& house, catalog::Connection& connection,
                                             const Caller& caller, const model::RecordId& id,
                                             const model::ViewingId& viewing_id) {
  const auto viewing = catalog::find_viewing(connection, viewing_id);
  const bool good = viewing && viewing->record_id == id &&
                    viewing->account_id == caller.account.id &&
                    viewing->expires_at > house.clock().now();
  if (good) return std::nullopt;
  return model::Refusal{model::RefusalKind::not_permitted, "调阅登记已失效，请重新填写调阅用途。",
                        "This viewing is over; state the purpose again.", "3-15"};
}

// Nobody sees what is in a record without an entry (articles 2-5, 3-15).
bool shows_content(render::DerivedKind kind) {
  using render::DerivedKind;
  return kind == DerivedKind::proxy || kind == DerivedKind::filmstrip ||
         kind == DerivedKind::filmstrip_index;
}

model::Refusal not_ready() {
  return {model::RefusalKind::not_ready, "正在后台生成，请稍候。",
          "It is being made in the background; wait a moment."};
}

Content derived_content(const base::fs::path& path, render::DerivedKind kind,
                        const model::Record& record) {
  const base::File file = base::File::open_read(path);
  return {path, file.size_bytes(), std::string(render::media_type_of(kind)),
          record.sha256.substr(0, 16) + "-" + std::string(render::file_name_of(kind)),
          std::string(render::file_name_of(kind))};
}

}  // namespace

model::Answer<RecordDetail> get_record(House& house, const Caller& caller,
                                       const model::RecordId& id) {
  auto lease = house.catalog().read();
  const auto record = visible_record(lease, caller, id);
  if (!record) return record.error();
  RecordDetail detail{*record, {}, false, {}};
  for (auto& deposit : catalog::deposits_of(lease, id)) {
    const auto placed = catalog::find_entry(lease, deposit.entry_index);
    if (placed && sees_entry(lease, caller, placed->entry)) {
      detail.deposits.push_back(std::move(deposit));
    }
  }
  detail.in_log = house.publisher().published_size() > record->entry_index;
  for (const auto kind : render::kDerivedKinds) {
    if (house.cache().find(id.text, kind)) detail.derived.emplace_back(render::file_name_of(kind));
  }
  return detail;
}

model::Answer<catalog::RecordPage> list_records(House& house, const Caller& caller,
                                                catalog::RecordFilter filter,
                                                const catalog::PageRequest& page) {
  const Sight sight = sight_of(caller);
  if (sight.none) return model::not_permitted("see_own_cases");
  filter.only_of = sight.only_of;
  auto lease = house.catalog().read();
  auto found = catalog::list_records(lease, filter, page);
  if (!found || !sight.only_of) return found;
  for (auto& record : found->records) {
    if (auto seen = record_as_seen(lease, caller, record)) record = std::move(*seen);
  }
  return found;
}

model::Answer<catalog::EntryPage> history_of_record(House& house, const Caller& caller,
                                                    const model::RecordId& id,
                                                    const catalog::PageRequest& page) {
  auto lease = house.catalog().read();
  const auto record = visible_record(lease, caller, id);
  if (!record) return record.error();
  auto history = catalog::history_of(lease, "record:" + id.text, page);
  if (!history) return history;
  std::erase_if(history->entries, [&](const model::PlacedEntry& placed) {
    return !sees_entry(lease, caller, placed.entry);
  });
  return history;
}

void wait_until_published(House& house, std::uint64_t index) {
  if (house.publisher().wait_at_most(index, std::chrono::seconds(5))) return;
  throw base::Busy("entry " + std::to_string(index) + " is not under a checkpoint yet");
}

std::string receipt_of_entry(House& house, std::uint64_t index) {
  wait_until_published(house, index);
  const auto proof = make_entry_proof(house.log(), house.log_keys(), index);
  if (!proof)
    throw base::Fault("no proof for entry " + std::to_string(index) + ": " + proof.error());
  const auto receipt = make_receipt(*proof);
  if (!receipt) throw base::Fault(receipt.error());
  return base::canonical_json(*receipt);
}

model::Answer<std::string> get_receipt(House& house, const Caller& caller,
                                       const model::RecordId& id) {
  const auto index = [&]() -> model::Answer<std::uint64_t> {
    auto lease = house.catalog().read();
    const auto record = visible_record(lease, caller, id);
    if (!record) return record.error();
    return record->entry_index;
  }();
  if (!index) return index.error();
  return receipt_of_entry(house, *index);
}

model::Answer<catalog::Viewing> open_viewing(House& house, const Caller& caller,
                                             const model::RecordId& id,
                                             const std::string& purpose) {
  if (auto refusal = refuse_unless(caller, Permission::view_content)) return *refusal;
  if (auto refusal = refuse_text("purpose", purpose, 500)) return *refusal;
  const base::UtcTime now = house.clock().now();
  const model::RecordViewed body{id, model::new_id<model::ViewingId>(now), purpose, caller.peer,
                                 now.plus_ms(kViewingMs)};
  const auto done = house.commit(
      [&](catalog::Connection& connection) -> model::Answer<std::vector<model::Entry>> {
        const auto record = visible_record(connection, caller, id);
        if (!record) return record.error();
        return std::vector<model::Entry>{model::make_entry(now, caller.actor(), body)};
      });
  if (!done) return done.error();
  auto lease = house.catalog().read();
  const auto viewing = catalog::find_viewing(lease, body.viewing_id);
  CHECK(viewing.has_value());
  house.prefer_render(id);
  return *viewing;
}

model::Answer<Content> get_content(House& house, const Caller& caller, const model::RecordId& id,
                                   const model::ViewingId& viewing) {
  if (auto refusal = refuse_unless(caller, Permission::view_content)) return *refusal;
  auto lease = house.catalog().read();
  const auto record = visible_record(lease, caller, id);
  if (!record) return record.error();
  if (auto refusal = refuse_viewing(house, lease, caller, id, viewing)) return *refusal;
  const auto stored = house.vault().find(id.text);
  if (!stored) {
    throw base::Fault("the object of record " + id.text +
                      " is not in the vault; run 'liuhen verify'");
  }
  return Content{stored->content_file, stored->size_bytes,
                 safe_media_type(record->media_kind, record->facts_json), record->sha256,
                 record->file_name};
}

model::Answer<Content> get_derived(House& house, const Caller& caller, const model::RecordId& id,
                                   render::DerivedKind kind,
                                   const std::optional<model::ViewingId>& viewing) {
  if (auto refusal = refuse_unless(caller, Permission::view_content)) return *refusal;
  auto lease = house.catalog().read();
  const auto record = visible_record(lease, caller, id);
  if (!record) return record.error();
  if (shows_content(kind)) {
    const model::ViewingId stated = viewing.value_or(model::ViewingId{});
    if (auto refusal = refuse_viewing(house, lease, caller, id, stated)) return *refusal;
  }
  const auto path = house.cache().find(id.text, kind);
  if (!path && house.derived_failed(id, kind)) return model::not_found("这份副本", "copy");
  if (!path) {
    house.prefer_render(id);
    return not_ready();
  }
  return derived_content(*path, kind, *record);
}

bool has_poster(House& house, const model::Record& record) {
  if (house.cache().find(record.id.text, render::DerivedKind::poster)) return true;
  const std::string& kind = record.media_kind;
  const bool pictured = kind == "video" || kind == "audio" || kind == "image" || kind == "pdf";
  if (pictured && record.probe_outcome == "answered") house.want_poster(record.id);
  return false;
}

model::Answer<catalog::EntryPage> list_log_entries(House& house, const Caller& caller,
                                                   const std::optional<std::string>& kind,
                                                   const catalog::PageRequest& page) {
  if (auto refusal = refuse_unless(caller, Permission::see_entries)) return *refusal;
  auto lease = house.catalog().read();
  return catalog::list_entries(lease, kind, page);
}

model::Answer<EntryProof> get_entry_proof(House& house, const Caller& caller, std::uint64_t index) {
  const auto found = [&] {
    auto lease = house.catalog().read();
    return catalog::find_entry(lease, index);
  }();
  const bool about_record = found && found->entry.subject.rfind("record:", 0) == 0;
  const bool allowed =
      caller.may(Permission::see_entries) || (about_record && [&] {
        auto lease = house.catalog().read();
        const model::RecordId id{found->entry.subject.substr(7)};
        return visible_record(lease, caller, id).ok() && sees_entry(lease, caller, found->entry);
      }());
  if (!found || !allowed) return model::not_found("这条日志", "entry");
  wait_until_published(house, index);
  const auto proof = make_entry_proof(house.log(), house.log_keys(), index);
  if (!proof)
    throw base::Fault("no proof for entry " + std::to_string(index) + ": " + proof.error());
  return *proof;
}

}  // namespace liuhen::flows
