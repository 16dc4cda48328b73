// House: the rooms of layer 2, opened together on one data folder, in the order in which a crash is
// mended. Flows are functions over it. One process at a time (folder lock).
//
// Threads: any, unless a room says otherwise. Closing (the destructor) stops uploads' workers, then
// the attendant, the judge, the scribe and the publisher, so that nothing acknowledged is left
// unpublished.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "catalog/catalog.h"
#include "catalog/finding_store.h"
#include "catalog/private_store.h"
#include "catalog/scribe.h"
#include "flows/documents/form_settings.h"
#include "flows/entry_proof.h"
#include "flows/house_settings.h"
#include "flows/intake/same_bytes_gate.h"
#include "flows/intake/upload_desk.h"
#include "flows/publisher.h"
#include "forms/form_shelf.h"
#include "ledger/log_reader.h"
#include "probe/probe.h"
#include "render/render.h"
#include "rules/law_shelf.h"
#include "vault/vault.h"

namespace liuhen::flows {

struct HouseOptions {
  base::fs::path data;
  base::fs::path probe_program;
  render::RenderTools tools;
  DeskRules desk_rules;
  bool attend = true;    // probe and render in the background
  base::fs::path law;    // folder of law files; empty: the law engine is not asked
  base::fs::path forms;  // folder of form files; empty: no documents are made
  bool judge = true;     // keep findings in the background, where there is a law folder
  std::uint64_t cache_bytes_max = std::uint64_t{20} << 30;  // of all derived copies
};

// What changed, for those who watch. `owner` names the only account that may hear of it; empty:
// everybody who may see the subject.
struct HouseEvent {
  std::string type;  // entry, upload, derived
  std::string json;  // canonical
  std::string owner;
  std::string subject;
};

class Attendant;
class Judge;
struct JudgeProgress;

class House {
 public:
  // AlreadyRunning, Damaged or Fault, each saying what to do.
  static std::unique_ptr<House> open(const HouseOptions& options, const base::Clock& clock);
  House(const House&) = delete;
  House& operator=(const House&) = delete;
  ~House();

  const HouseSettings& settings() const { return settings_; }
  const HouseFolders& folders() const { return folders_; }
  const base::Clock& clock() const { return clock_; }
  const LogKeys& log_keys() const { return log_keys_; }

  vault::Vault& vault() { return vault_; }
  catalog::Catalog& catalog() { return catalog_; }
  catalog::PrivateStore& private_store() { return private_store_; }
  const ledger::LogReader& log() const { return log_; }
  Publisher& publisher() { return *publisher_; }
  UploadDesk& desk() { return *desk_; }
  SameBytesGate& same_bytes_gate() { return same_bytes_gate_; }
  render::RenderCache& cache() { return cache_; }
  const render::Renderer& renderer() const { return renderer_; }
  const probe::Prober& prober() const { return prober_; }

  catalog::FindingStore& finding_store() { return finding_store_; }
  // Null where the house was opened without a law folder.
  std::shared_ptr<const rules::LawBook> law_book() const;
  // The law files and the settings of the catalog again. Problems: the last good book stays.
  // Settings that no longer fit the files are set aside and logged, never a reason not to start.
  std::vector<rules::LawProblem> reload_law();
  const base::fs::path& law_folder() const { return law_folder_; }
  JudgeProgress judge_progress() const;
  // Null where the house was opened without a folder of forms.
  std::shared_ptr<const forms::FormBook> form_book() const;
  // Problems: the last good book stays.
  std::vector<base::FileProblem> reload_forms();
  const FormSettings& form_settings() const { return form_settings_; }
  // One finalising of a draft at a time.
  SameBytesGate& document_gate() { return document_gate_; }

  // Through the scribe; durable when it returns.
  model::Answer<catalog::Committed> commit(catalog::Decide decide);
  // A single entry that no state can refuse.
  std::uint64_t commit_entry(model::Entry entry);

  void watch(std::function<void(const HouseEvent&)> watcher);
  void announce(const HouseEvent& event);
  // There is new work for the attendant.
  void attend();
  // Somebody wants to see this record: its derived copies come first.
  void prefer_render(const model::RecordId& record);
  void want_poster(const model::RecordId& record);
  // There will be no such copy in this run.
  bool derived_failed(const model::RecordId& record, render::DerivedKind kind) const;

  // Nobody waits for a full disk any more: before the server stops, and again when the house
  // closes.
  void stop_waiting_for_space() { publisher_->stop_waiting_for_space(); }

  bool healthy() const;
  std::string health_reason() const;

 private:
  House(const HouseOptions& options, const base::Clock& clock);
  void open_law(const base::fs::path& folder);
  void open_forms(const base::fs::path& folder);
  void check_log_is_there();
  void check_log_against_catalog(std::uint64_t log_size);
  std::vector<std::string> entries_from(std::uint64_t first, std::size_t count);

  HouseFolders folders_;
  const base::Clock& clock_;
  base::FolderLock lock_;
  HouseSettings settings_;
  LogKeys log_keys_;
  vault::Vault vault_;
  catalog::Catalog catalog_;
  catalog::PrivateStore private_store_;
  ledger::LogReader log_;
  probe::Prober prober_;
  render::RenderCache cache_;
  render::Renderer renderer_;
  base::fs::path law_folder_;
  std::optional<rules::LawShelf> law_;
  std::mutex reloading_;  // one reload of the law at a time: the last one knows all settings
  FormSettings form_settings_;
  std::optional<forms::FormShelf> forms_;
  catalog::FindingStore finding_store_;
  base::Guarded<std::function<void(const HouseEvent&)>> watcher_;
  SameBytesGate same_bytes_gate_, document_gate_;
  // In the order of closing, from the last to the first.
  std::unique_ptr<Publisher> publisher_;
  std::unique_ptr<catalog::Scribe> scribe_;
  std::unique_ptr<Judge> judge_;  // woken by what the attendant and the desk commit
  std::unique_ptr<Attendant> attendant_;
  std::unique_ptr<UploadDesk> desk_;
};

}  // namespace liuhen::flows
