#include "flows/house.h"

#include <boost/json.hpp>

#include "base/check.h"
#include "base/fault.h"
#include "base/json.h"
#include "base/log.h"
#include "catalog/entry_queries.h"
#include "catalog/law_queries.h"
#include "flows/admin/house_traces.h"
#include "flows/intake/admit.h"
#include "flows/intake/restore_leftovers.h"
#include "flows/intake/take_in.h"
#include "flows/law/judge.h"
#include "flows/recording/attendant.h"
#include "ledger/keys.h"

namespace liuhen::flows {
namespace json = boost::json;
namespace {

LogKeys public_keys_of(const ledger::CheckpointKeys& keys) {
  return {keys.name(), keys.vkey(), keys.sm2_public_pem()};
}

HouseEvent event_of(const UploadSheet& sheet) {
  const json::object body{{"upload_id", sheet.id.text},
                          {"state", name_of(sheet.state)},
                          {"size_bytes", sheet.size_bytes},
                          {"record_id", sheet.record_id.text}};
  return {"upload", base::canonical_json(body), sheet.owner_id.text, "upload:" + sheet.id.text};
}

}  // namespace

std::unique_ptr<House> House::open(const HouseOptions& options, const base::Clock& clock) {
  return std::unique_ptr<House>(new House(options, clock));
}

House::House(const HouseOptions& options, const base::Clock& clock)
    : folders_{base::fs::absolute(options.data)},
      clock_(clock),
      lock_(folders_.root),
      settings_(get_settings(folders_)),
      log_keys_(public_keys_of(ledger::CheckpointKeys::load(folders_.keys()))),
      vault_(vault::Vault::open(folders_.vault())),
      catalog_(catalog::Catalog::open(folders_.catalog())),
      private_store_(catalog::PrivateStore::open(folders_.private_store(), clock)),
      log_(folders_.log()),
      prober_(options.probe_program),
      cache_(folders_.cache()),
      renderer_(cache_, options.tools),
      form_settings_(get_form_settings(folders_, settings_)),
      finding_store_(catalog::FindingStore::open(folders_.findings())) {
  if (!catalog_.projection_is_current()) {
    throw base::Damaged(
        "the tables were made by another version of this program; run 'liuhen rebuild "
        "--data " +
        folders_.root.string() + "'");
  }
  check_log_is_there();
  auto log = ledger::LogFolder::open(folders_.log(), settings_.origin,
                                     ledger::CheckpointKeys::load(folders_.keys()));
  check_log_against_catalog(log.size());
  const std::uint64_t entry_count = [this] {
    auto lease = catalog_.read();
    return catalog::count_entries(lease);
  }();
  publisher_ = std::make_unique<Publisher>(
      std::move(log),
      [this](std::uint64_t first, std::size_t count) { return entries_from(first, count); });
  publisher_->committed(entry_count);
  scribe_ = std::make_unique<catalog::Scribe>(catalog_, clock_);
  scribe_->on_committed([this](std::uint64_t size) { publisher_->committed(size); });
  if (!options.law.empty()) open_law(options.law);
  if (!options.forms.empty()) open_forms(options.forms);
  // In this order: whoever wakes another begins after it and ends before it.
  if (law_ && options.judge) judge_ = std::make_unique<Judge>(*this, finding_store_);
  if (options.attend) attendant_ = std::make_unique<Attendant>(*this, options.cache_bytes_max);
  restore_leftovers(vault_, folders_.staging());
  desk_ = std::make_unique<UploadDesk>(
      folders_.staging(), options.desk_rules, clock_,
      [this](const NewUpload& upload) { return admit(*this, upload); },
      [this](TakeInJob& job) { return take_in(*this, job); },
      [this](const UploadSheet& sheet) { announce(event_of(sheet)); });
}

House::~House() { stop_waiting_for_space(); }

void House::open_law(const base::fs::path& folder) {
  law_folder_ = folder;
  law_.emplace(folder);
  const auto problems = reload_law();
  if (problems.empty()) return;
  std::string all;
  for (const auto& problem : problems) all += "\n  " + rules::text_of(problem);
  throw base::Damaged("the law book in " + folder.string() + " cannot be used:" + all);
}

void House::open_forms(const base::fs::path& folder) {
  forms_.emplace(folder);
  const auto problems = reload_forms();
  if (problems.empty()) return;
  std::string all;
  for (const auto& problem : problems) all += "\n  " + base::text_of(problem);
  throw base::Damaged("the form book in " + folder.string() + " cannot be used:" + all);
}

std::shared_ptr<const forms::FormBook> House::form_book() const {
  return forms_ ? forms_->book() : nullptr;
}

std::vector<base::FileProblem> House::reload_forms() {
  CHECK(forms_.has_value());
  return forms_->reload();
}

std::shared_ptr<const rules::LawBook> House::law_book() const {
  return law_ ? law_->book() : nullptr;
}

std::vector<rules::LawProblem> House::reload_law() {
  CHECK(law_.has_value());
  const std::scoped_lock lock(reloading_);
  std::vector<rules::ParameterChange> settings;
  {
    auto lease = catalog_.read();
    for (const auto& one : catalog::law_parameters(lease)) {
      settings.push_back({one.article_id, one.check_name, one.parameter, one.value_json});
    }
  }
  const auto reloaded = law_->reload(settings);
  for (const auto& one : reloaded.set_aside) {
    base::log_line(base::LogLevel::warning, "law.setting_set_aside",
                   {{"article", one.article_id}, {"parameter", one.parameter}});
  }
  if (reloaded.problems.empty() && judge_) judge_->wake();
  return reloaded.problems;
}

JudgeProgress House::judge_progress() const {
  return judge_ ? judge_->progress() : JudgeProgress{};
}

// The log is founded before the first entry is, and before the first password. An empty one made in
// the place of one that was lost would sign whatever comes to the catalog by then.
void House::check_log_is_there() {
  const auto latest = log_.latest();
  if (latest && latest->checkpoint.size > 0) return;
  auto lease = catalog_.read();
  const std::uint64_t count = catalog::count_entries(lease);
  if (count == 0) {
    auto trace = find_trace_of_records(folders_);
    if (!trace && !latest && private_store_.has_any_password()) trace = "private.db";
    if (trace) throw base::Damaged(sentence_of_lost_house(folders_, *trace));
  } else if (!latest) {
    throw base::Damaged("the log " + folders_.log().string() +
                        " is missing, but the catalog holds " + std::to_string(count) +
                        " entries; bring the log back from a backup");
  }
}

// The catalog may be ahead of the log (entries not published yet), never behind it, and where both
// speak they must say the same. Only the last entry is compared here: the whole is for `verify`.
void House::check_log_against_catalog(std::uint64_t log_size) {
  auto lease = catalog_.read();
  const std::uint64_t catalog_size = catalog::count_entries(lease);
  const std::string remedy = "; run 'liuhen rebuild --data " + folders_.root.string() + "'";
  if (catalog_size < log_size) {
    throw base::Damaged("the catalog holds " + std::to_string(catalog_size) +
                        " entries, but the log has " + std::to_string(log_size) + " published" +
                        remedy);
  }
  if (log_size == 0) return;
  const auto published = log_.read_entry(log_size - 1);
  const auto stored = catalog::find_entry_bytes(lease, log_size - 1);
  if (!published || !stored || base::as_text(*published) != *stored) {
    throw base::Damaged("entry " + std::to_string(log_size - 1) +
                        " differs between the catalog and the log" + remedy);
  }
}

std::vector<std::string> House::entries_from(std::uint64_t first, std::size_t count) {
  auto lease = catalog_.read();
  return catalog::entry_bytes_from(lease, first, static_cast<int>(count));
}

model::Answer<catalog::Committed> House::commit(catalog::Decide decide) {
  auto committed = scribe_->submit(std::move(decide));
  if (!committed) return committed;
  for (const auto& placed : committed->entries) {
    const json::object body{
        {"index", placed.index}, {"kind", placed.entry.kind}, {"subject", placed.entry.subject}};
    announce({"entry", base::canonical_json(body), {}, placed.entry.subject});
  }
  if (judge_) judge_->wake();
  return committed;
}

std::uint64_t House::commit_entry(model::Entry entry) {
  const auto committed = commit([&](catalog::Connection&) {
    return model::Answer<std::vector<model::Entry>>(std::vector<model::Entry>{entry});
  });
  CHECK(committed.ok());
  return committed->first_index;
}

void House::watch(std::function<void(const HouseEvent&)> watcher) {
  watcher_.with([&](auto& held) { held = std::move(watcher); });
}

void House::announce(const HouseEvent& event) {
  watcher_.with([&](const auto& watcher) {
    if (watcher) watcher(event);
  });
}

void House::attend() {
  if (attendant_) attendant_->wake();
}

void House::prefer_render(const model::RecordId& record) {
  if (attendant_) attendant_->prefer(record);
}

void House::want_poster(const model::RecordId& record) {
  if (attendant_) attendant_->want_poster(record);
}

bool House::derived_failed(const model::RecordId& record, render::DerivedKind kind) const {
  return attendant_ && attendant_->derived_failed(record, kind);
}

bool House::healthy() const {
  return scribe_->healthy() && publisher_->healthy() && vault_.healthy();
}

std::string House::health_reason() const {
  if (!scribe_->healthy()) return "the catalog cannot be written; see the log and restart";
  if (!publisher_->healthy()) return "the log cannot be written; see the log and restart";
  if (!vault_.healthy()) return "the vault cannot be written; check the disk and restart";
  return {};
}

}  // namespace liuhen::flows
