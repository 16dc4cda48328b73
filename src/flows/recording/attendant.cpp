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

constexpr std::array kDerivedOrder{render::DerivedKind::poster, render::DerivedKind::filmstrip,
                                   render::DerivedKind::waveform, render::DerivedKind::proxy};
constexpr std::size_t kToRenderMax = 10'000;
constexpr std::chrono::minutes kPause{1};

}  // namespace

Attendant::Attendant(House& house)
    : house_(house), thread_([this](const std::stop_token& stop) { run(stop); }) {}

Attendant::~Attendant() {
  thread_.request_stop();
  changed_.notify_all();
}

void Attendant::wake() {
  {
    const std::scoped_lock lock(mutex_);
    work_ = true;
  }
  changed_.notify_all();
}

void Attendant::prefer(const model::RecordId& record) {
  {
    const std::scoped_lock lock(mutex_);
    if (std::find(preferred_.begin(), preferred_.end(), record) == preferred_.end()) {
      preferred_.push_back(record);
    }
    work_ = true;
  }
  changed_.notify_all();
}

void Attendant::want_poster(const model::RecordId& record) {
  {
    const std::scoped_lock lock(mutex_);
    if (asked_.size() >= kToRenderMax) asked_.clear();
    if (!asked_.insert(record).second || posters_.size() >= kToRenderMax) return;
    posters_.push_back(record);
    work_ = true;
  }
  changed_.notify_all();
}

void Attendant::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    bool did_something = false;
    try {
      did_something = probe_some();
      if (!stop.stop_requested()) did_something = render_some(stop) || did_something;
    } catch (const std::exception& fault) {
      base::log_line(base::LogLevel::error, "attendant.fault", {{"detail", fault.what()}});
    }
    if (did_something) continue;
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, stop, kPause, [&] { return work_; });
    work_ = false;
  }
}

bool Attendant::probe_some() {
  const auto waiting = [&] {
    auto lease = house_.catalog().read();
    return catalog::records_not_probed(lease, std::string(probe::kProbeVersion), 16);
  }();
  for (const auto& record : waiting) {
    if (!probe_one(record)) return false;
  }
  return !waiting.empty();
}

bool Attendant::probe_one(const model::RecordId& record) {
  model::RecordProbed body;
  body.record_id = record;
  body.probe_version = probe::kProbeVersion;
  const auto stored = house_.vault().find(record.text);
  if (!stored) {
    body.outcome = "absent";
    body.detail = "the record's object is not in the vault; run 'liuhen verify'";
  } else {
    const base::File file = base::File::open_read(stored->content_file);
    const probe::ProbeOutcome outcome = house_.prober().probe(file);
    if (outcome.outcome == probe::ProbeEnding::refused) {
      // The machine's doing, not the file's: no fact to record; asked again after a pause.
      base::log_line(base::LogLevel::error, "probe.refused", {{"detail", outcome.detail}});
      return false;
    }
    body.outcome = probe::text_of(outcome.outcome);
    body.detail = base::display_file_name(outcome.detail, 1000);
    if (!outcome.facts_json.empty()) body.facts.text = outcome.facts_json;
  }
  house_.commit_entry(model::make_entry(house_.clock().now(), "system:probe", body));
  want_poster(record);
  return true;
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
  render_one(next->first, next->second, stop);
  return true;
}

void Attendant::render_one(const model::RecordId& record, bool poster_only,
                           const std::stop_token& stop) {
  const auto facts = [&] {
    auto lease = house_.catalog().read();
    return catalog::find_record(lease, record);
  }();
  const auto stored = house_.vault().find(record.text);
  if (!facts || !stored || facts->facts_json.empty()) return;
  for (const auto kind : kDerivedOrder) {
    if (stop.stop_requested()) return;
    if (poster_only && kind != render::DerivedKind::poster) return;
    const auto made = house_.renderer().render(record.text, stored->content_file, facts->facts_json,
                                               kind, {}, stop);
    if (made.end != render::RenderEnd::made) continue;
    const boost::json::object body{{"record_id", record.text},
                                   {"name", render::file_name_of(kind)}};
    house_.announce({"derived", base::canonical_json(body), {}, "record:" + record.text});
  }
}

}  // namespace liuhen::flows
