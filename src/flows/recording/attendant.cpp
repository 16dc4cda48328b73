#include "flows/recording/attendant.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <chrono>

#include "base/fault.h"
#include "base/json.h"
#include "base/log.h"
#include "catalog/record_queries.h"
#include "flows/house.h"
#include "model/entry/records.h"
#include "probe/contract.h"

namespace liuhen::flows {
namespace {

using render::DerivedKind;

constexpr std::array kDerivedOrder{DerivedKind::poster, DerivedKind::filmstrip,
                                   DerivedKind::waveform, DerivedKind::proxy};
constexpr std::size_t kToRenderMax = 10'000;
constexpr std::size_t kPreferredMax = 1000;
constexpr std::size_t kRememberedMax = 10'000;
constexpr std::size_t kProbedAtOnce = 16;
constexpr std::size_t kDetailBytesMax = 1000;
constexpr std::chrono::minutes kPause{1};
// Left free on the cache's disk, which is often the vault's.
constexpr std::uint64_t kFreeBytesKept = std::uint64_t{64} << 20;
constexpr std::uint64_t kFreeBytesKeptByProxies = std::uint64_t{1} << 30;

// The strip and its index come together.
DerivedKind made_as(DerivedKind kind) {
  return kind == DerivedKind::filmstrip_index ? DerivedKind::filmstrip : kind;
}

void log_passed_over(const model::RecordId& record, const std::string& reason) {
  base::log_line(base::LogLevel::error, "attendant.passed_over",
                 {{"record", record.text}, {"detail", reason}});
}

void log_fault(const std::exception& fault) {
  base::log_line(base::LogLevel::error, "attendant.fault", {{"detail", fault.what()}});
}

}  // namespace

Attendant::Attendant(House& house, std::uint64_t cache_bytes_max)
    : house_(house),
      cache_bytes_max_(cache_bytes_max),
      rendering_([this](const std::stop_token& stop) { run_rendering(stop); }),
      probing_([this](const std::stop_token& stop) { run_probing(stop); }) {}

Attendant::~Attendant() {
  probing_.request_stop();
  rendering_.request_stop();
}

void Attendant::wake() {
  {
    const std::scoped_lock lock(mutex_);
    has_probing_ = true;
  }
  changed_.notify_all();
}

void Attendant::prefer(const model::RecordId& record) {
  {
    const std::scoped_lock lock(mutex_);
    if (preferred_.size() >= kPreferredMax) return;  // who still wants it will ask again
    if (std::find(preferred_.begin(), preferred_.end(), record) == preferred_.end()) {
      preferred_.push_back(record);
    }
    has_rendering_ = true;
  }
  changed_.notify_all();
}

void Attendant::want_poster(const model::RecordId& record) {
  {
    const std::scoped_lock lock(mutex_);
    if (asked_.size() >= kToRenderMax) asked_.clear();
    if (posters_.size() >= kToRenderMax || !asked_.insert(record).second) return;
    posters_.push_back(record);
    has_rendering_ = true;
  }
  changed_.notify_all();
}

void Attendant::rest(const std::stop_token& stop, bool& has_work) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, stop, kPause, [&] { return has_work; });
  has_work = false;
}

// Probing.

void Attendant::run_probing(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    bool did_something = false;
    try {
      did_something = probe_some(stop);
    } catch (const std::exception& fault) {
      log_fault(fault);  // the catalog, or no probe program: of this machine, so after a pause
    }
    if (!did_something) rest(stop, has_probing_);
  }
}

std::vector<model::RecordId> Attendant::records_to_probe() {
  auto lease = house_.catalog().read();
  auto waiting = catalog::records_not_probed(lease, std::string(probe::kProbeVersion),
                                             static_cast<int>(kProbedAtOnce + unreadable_.size()));
  std::erase_if(waiting, [&](const auto& record) { return unreadable_.contains(record); });
  return waiting;
}

bool Attendant::probe_some(const std::stop_token& stop) {
  const auto waiting = records_to_probe();
  for (const auto& record : waiting) {
    if (stop.stop_requested() || probe_one(record, stop) == Probed::not_now) return false;
  }
  return !waiting.empty();
}

// An object that cannot be read says nothing about the file, so nothing is recorded; but it must
// not keep the records behind it waiting.
Attendant::Probed Attendant::pass_over(const model::RecordId& record, const std::string& reason) {
  log_passed_over(record, reason + "; run 'liuhen verify'");
  if (unreadable_.size() >= kRememberedMax) return Probed::not_now;
  unreadable_.insert(record);
  return Probed::passed_over;
}

Attendant::Probed Attendant::probe_one(const model::RecordId& record, const std::stop_token& stop) {
  base::File content;
  try {
    const auto stored = house_.vault().find(record.text);
    if (stored) content = base::File::open_read(stored->content_file);
  } catch (const std::exception& fault) {
    return pass_over(record, fault.what());
  }
  model::RecordProbed body;
  body.record_id = record;
  body.probe_version = probe::kProbeVersion;
  if (!content.is_open()) {
    body.outcome = "absent";
    body.detail = "the record's object is not in the vault; run 'liuhen verify'";
  } else {
    const probe::ProbeOutcome outcome = house_.prober().probe(content, stop);
    if (outcome.outcome == probe::ProbeEnding::stopped) return Probed::not_now;
    if (outcome.outcome == probe::ProbeEnding::refused) {
      // The machine's doing, not the file's: no fact to record; asked again after a pause.
      base::log_line(base::LogLevel::error, "probe.refused", {{"detail", outcome.detail}});
      return Probed::not_now;
    }
    body.outcome = probe::text_of(outcome.outcome);
    body.detail = base::display_text(outcome.detail, kDetailBytesMax);
    if (!outcome.facts_json.empty()) body.facts.text = outcome.facts_json;
  }
  house_.commit_entry(model::make_entry(house_.clock().now(), "system:probe", body));
  forget_failures(record);
  want_poster(record);
  return Probed::done;
}

// Rendering.

void Attendant::run_rendering(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    bool did_something = false;
    try {
      did_something = render_some(stop);
      tidy_cache();
    } catch (const std::exception& fault) {
      log_fault(fault);
    }
    if (!did_something) rest(stop, has_rendering_);
  }
}

std::optional<std::pair<model::RecordId, bool>> Attendant::next_to_render() {
  const std::scoped_lock lock(mutex_);
  const auto take = [](std::deque<model::RecordId>& queue) {
    model::RecordId record = queue.front();
    queue.pop_front();
    return record;
  };
  if (!preferred_.empty()) return std::pair{take(preferred_), false};
  if (!posters_.empty()) {
    const model::RecordId record = take(posters_);
    if (rest_.size() < kToRenderMax) rest_.push_back(record);
    return std::pair{record, true};
  }
  if (!rest_.empty()) return std::pair{take(rest_), false};
  return std::nullopt;
}

bool Attendant::render_some(const std::stop_token& stop) {
  const auto next = next_to_render();
  if (!next) return false;
  try {
    render_copies(next->first, next->second, stop);
  } catch (const base::DiskFull&) {
    throw;
  } catch (const std::exception& fault) {
    log_passed_over(next->first, fault.what());
    note_all_failed(next->first);
  }
  return true;
}

void Attendant::render_copies(const model::RecordId& record, bool poster_only,
                              const std::stop_token& stop) {
  const auto facts = [&] {
    auto lease = house_.catalog().read();
    return catalog::find_record(lease, record);
  }();
  if (!facts || facts->probe_outcome.empty()) return;  // its time comes after the probe
  const auto stored = house_.vault().find(record.text);
  if (!stored || facts->facts_json.empty()) {
    note_all_failed(record);
    return;
  }
  for (const auto kind : kDerivedOrder) {
    if (stop.stop_requested()) return;
    if (poster_only && kind != DerivedKind::poster) return;
    render_copy(*facts, *stored, kind, stop);
  }
}

void Attendant::render_copy(const model::Record& record, const vault::StoredRecord& stored,
                            DerivedKind kind, const std::stop_token& stop) {
  if (derived_failed(record.id, kind) || house_.cache().find(record.id.text, kind)) return;
  if (!has_room_for(kind, stored.size_bytes)) {
    const std::scoped_lock lock(mutex_);
    asked_.erase(record.id);
    return;
  }
  const auto made = house_.renderer().render(record.id.text, stored.content_file, record.facts_json,
                                             kind, {}, stop);
  if (made.end == render::RenderEnd::stopped) return;
  if (made.end != render::RenderEnd::made) {
    if (made.end == render::RenderEnd::failed) tell_failed(record, kind, made.reason);
    note_failed(record.id, kind);
    return;
  }
  const boost::json::object body{{"record_id", record.id.text},
                                 {"name", render::file_name_of(kind)}};
  house_.announce({"derived", base::canonical_json(body), {}, "record:" + record.id.text});
}

// A copy is a convenience; the disk is for originals.
bool Attendant::has_room_for(DerivedKind kind, std::uint64_t original_bytes) {
  const std::uint64_t needed =
      kind == DerivedKind::proxy ? kFreeBytesKeptByProxies + original_bytes : kFreeBytesKept;
  if (base::free_bytes(house_.folders().cache()) >= needed) return true;
  base::log_line(base::LogLevel::warning, "render.no_room",
                 {{"kind", std::string(render::file_name_of(kind))}});
  return false;
}

bool Attendant::derived_failed(const model::RecordId& record, DerivedKind kind) const {
  const std::scoped_lock lock(mutex_);
  return failed_.contains({record, made_as(kind)});
}

void Attendant::note_failed(const model::RecordId& record, DerivedKind kind) {
  const std::scoped_lock lock(mutex_);
  if (failed_.size() >= kRememberedMax) failed_.clear();
  failed_.insert({record, made_as(kind)});
}

// Of a file that is cut every copy fails, each for the same reason: one line a record says it.
void Attendant::tell_failed(const model::Record& record, DerivedKind kind,
                            const std::string& reason) {
  {
    const std::scoped_lock lock(mutex_);
    if (told_.size() >= kRememberedMax) told_.clear();
    if (!told_.insert(record.id).second) return;
  }
  base::log_line(base::LogLevel::warning, "render.failed",
                 {{"record", record.id.text},
                  {"kind", std::string(render::file_name_of(kind))},
                  {"cut", record.is_cut ? "yes" : "not known"},
                  {"reason", reason}});
}

void Attendant::note_all_failed(const model::RecordId& record) {
  for (const auto kind : kDerivedOrder) note_failed(record, kind);
}

void Attendant::forget_failures(const model::RecordId& record) {
  const std::scoped_lock lock(mutex_);
  for (const auto kind : kDerivedOrder) failed_.erase({record, kind});
  asked_.erase(record);
  told_.erase(record);
}

// Somewhat below the limit, so that not every copy makes the whole cache be looked through.
void Attendant::tidy_cache() {
  if (house_.cache().size_bytes() <= cache_bytes_max_) return;
  const std::uint64_t removed = house_.cache().evict_to(cache_bytes_max_ / 10 * 9);
  base::log_line(base::LogLevel::note, "render.evicted", {{"bytes", std::to_string(removed)}});
  const std::scoped_lock lock(mutex_);
  asked_.clear();  // a poster that went may be wanted again
}

}  // namespace liuhen::flows
