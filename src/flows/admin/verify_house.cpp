#include "flows/admin/verify_house.h"

#include <algorithm>
#include <boost/json.hpp>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <utility>

#include "base/digest.h"
#include "base/fault.h"
#include "catalog/catalog.h"
#include "catalog/compare.h"
#include "catalog/entry_queries.h"
#include "catalog/rebuild.h"
#include "flows/admin/verify_founding.h"
#include "flows/house_settings.h"
#include "ledger/audit.h"
#include "ledger/keys.h"
#include "ledger/log_reader.h"
#include "model/entry/records.h"
#include "vault/check.h"
#include "vault/vault.h"

namespace liuhen::flows {
namespace json = boost::json;
namespace {

constexpr std::size_t kProblemsMax = 1000;

// What the log says about an object: its path and the digest of its inventory.
struct Witnessed {
  std::string record_id;
  base::Digest256 inventory_sha256{};
  base::Digest256 sha256{};
  bool seen = false;
};

class Verification {
 public:
  explicit Verification(const VerifyHouseOptions& options)
      : options_(options), folders_{options.data}, log_(folders_.log()) {}

  HouseReport run() {
    std::vector<FoundingProblem> unreadable;
    settings_ = read_settings(folders_, unreadable);
    add_all(unreadable);
    check_log();
    read_entries();
    if (!is_stopped()) check_vault();
    if (!is_stopped()) check_catalog();
    report_.stopped = is_stopped();
    return std::move(report_);
  }

 private:
  bool is_stopped() const { return options_.stop != nullptr && options_.stop->load(); }

  void progress(const std::string& part, std::uint64_t done, std::uint64_t total) const {
    if (options_.progress) options_.progress(part, done, total);
  }

  void add(std::string part, std::string code, std::string place, std::string sentence) {
    const std::scoped_lock lock(mutex_);
    ++report_.problem_count;
    if (report_.problems.size() < kProblemsMax) {
      report_.problems.push_back(
          {std::move(part), std::move(code), std::move(place), std::move(sentence)});
    }
  }

  void add_all(const std::vector<FoundingProblem>& problems) {
    for (const auto& problem : problems) {
      const auto part = problem.code.substr(0, problem.code.find('.'));
      add(part, problem.code, problem.place, problem.sentence);
    }
  }

  ledger::AuditKeys audit_keys() {
    if (options_.vkey) {
      keys_in_use_ = {"the key that was given", options_.vkey, options_.sm2_public_pem};
      return {options_.vkey, options_.sm2_public_pem};
    }
    try {
      const auto held = ledger::CheckpointKeys::load(folders_.keys());
      keys_in_use_ = {folders_.keys().string(), held.vkey(), held.sm2_public_pem()};
      return {held.vkey(), held.sm2_public_pem()};
    } catch (const base::Fault& fault) {
      add("keys", "keys.unusable", folders_.keys().string(), fault.what());
      return {};
    }
  }

  void check_log() {
    const ledger::AuditKeys keys = audit_keys();
    const auto audit = ledger::audit_log(
        folders_.log(), keys,
        [this](std::uint64_t done, std::uint64_t total) { progress("log", done, total); });
    report_.entries = audit.entries;
    for (const auto& problem : audit.problems) {
      add("log", problem.code, problem.file, problem.sentence);
    }
    report_.problem_count += audit.problems_not_listed;
  }

  // House and keys against what the log's first entry says of them.
  void check_founding(const model::Entry& first) {
    const auto founded = model::body_of<model::HouseFounded>(first);
    if (founded) return add_all(compare_founding(*founded, settings_, keys_in_use_));
    add("log", "entry.malformed", "entry 0", "the log does not begin with the founding of a house");
  }

  // Every entry must be canonical; deposits are remembered for the vault.
  void read_entries() try {
    log_.read_entries(0, report_.entries, [this](std::uint64_t index, base::ByteView bytes) {
      const auto entry = model::entry_of(base::as_text(bytes));
      if (!entry) {
        add("log", "entry.malformed", "entry " + std::to_string(index), entry.error());
        return;
      }
      if (index == 0) check_founding(*entry);
      if (entry->kind != model::RecordDeposited::kKind) return;
      const auto body = model::body_of<model::RecordDeposited>(*entry);
      if (!body) {
        add("log", "entry.malformed", "entry " + std::to_string(index), body.error());
        return;
      }
      witnessed_[body->object_path] = {body->record_id.text, body->inventory_sha256, body->sha256};
    });
  } catch (const base::Fault& fault) {
    add("log", "log.unreadable", folders_.log().string(), fault.what());
  }

  void check_vault() {
    vault::VerifyOptions how;
    how.threads = options_.threads;
    how.stop = options_.stop;
    how.on_progress = [this](const vault::VerifyProgress& done) {
      progress("vault", done.bytes_done, done.bytes_total);
    };
    how.on_object = [this](const vault::ObjectReport& object) { check_object(object); };
    const auto root = vault::verify_root(folders_.vault(), how);
    for (const auto& problem : root.problems) {
      add("vault", problem.code, problem.path, problem.sentence);
    }
    report_.objects = root.done.objects_done;
    report_.content_bytes = root.done.bytes_done;
    if (is_stopped()) return;
    judge_unknown();
    for (const auto& [path, witness] : witnessed_) {
      if (!witness.seen) {
        add("vault", "object.missing", path,
            "the log says that record " + witness.record_id + " lies here, but there is no object");
      }
    }
  }

  // Paths of objects whose entries came after the checkpoint that is judged here.
  std::set<std::string> deposited_meanwhile() {
    std::set<std::string> newer;
    try {
      const auto latest = log_.latest();
      if (!latest || latest->checkpoint.size <= report_.entries) return newer;
      log_.read_entries(report_.entries, latest->checkpoint.size - report_.entries,
                        [&](std::uint64_t, base::ByteView bytes) {
                          const auto entry = model::entry_of(base::as_text(bytes));
                          if (!entry) return;
                          const auto body = model::body_of<model::RecordDeposited>(*entry);
                          if (body) newer.insert(body->object_path);
                        });
    } catch (const base::Damaged&) {  // check_log() has reported it
    }
    return newer;
  }

  // A running server may have deposited them after the checkpoint that is judged here.
  void judge_unknown() {
    const std::set<std::string> newer = deposited_meanwhile();
    for (const auto& place : unknown_) {
      if (newer.count(place) > 0) continue;
      add("vault", "object.unknown", place,
          "no entry of the log deposited this object (a take-in that a crash cut short is finished "
          "when the server starts)");
    }
  }

  void check_object(const vault::ObjectReport& object) {
    const std::string place = object.object_path.string();
    for (const auto& problem : object.problems) {
      add("vault", problem.code, place + "/" + problem.path, problem.sentence);
    }
    for (const auto& chunk : object.damaged_chunks) {
      add("vault", "content.chunk", place,
          "bytes " + std::to_string(chunk.offset) + " to " +
              std::to_string(chunk.offset + chunk.size_bytes) + " of the original are damaged");
    }
    const auto found = witnessed_.find(place);
    if (found == witnessed_.end()) {
      const std::scoped_lock lock(mutex_);
      unknown_.push_back(place);
      return;
    }
    found->second.seen = true;
    if (!object.inventory_sha256 || *object.inventory_sha256 != found->second.inventory_sha256) {
      add("vault", "inventory.differs", place,
          "the inventory is not the one that the log witnessed");
    }
    if (!object.content_sha256 || *object.content_sha256 != found->second.sha256) {
      add("vault", "content.differs", place,
          "the inventory states another digest of the original than the log");
    }
  }

  void check_catalog() try {
    if (!base::fs::exists(folders_.catalog())) {
      add("catalog", "catalog.missing", folders_.catalog().string(),
          "there is no catalog; run 'liuhen rebuild'");
      return;
    }
    auto live = catalog::Catalog::open(folders_.catalog());
    auto lease = live.read();
    const std::uint64_t live_count = catalog::count_entries(lease);
    report_.unpublished_entries = live_count > report_.entries ? live_count - report_.entries : 0;
    if (live_count < report_.entries) {
      add("catalog", "catalog.behind", folders_.catalog().string(),
          "the catalog holds " + std::to_string(live_count) + " entries, the log " +
              std::to_string(report_.entries) + ": it was put back to an older state");
    }
    if (!live.projection_is_current()) {
      add("catalog", "catalog.outdated", folders_.catalog().string(),
          "the tables were made by another version of this program; run 'liuhen rebuild'");
    }
    const base::ScratchFolder scratch("verify");
    const auto file = scratch / "rebuilt.db";
    rebuild_beside(file, lease, live_count);
    auto rebuilt = catalog::Catalog::open(file);
    auto rebuilt_lease = rebuilt.read();
    const auto comparison = catalog::compare(
        lease, rebuilt_lease, [&](std::uint64_t rows) { progress("catalog", rows, 0); });
    report_.catalog_rows = comparison.row_count;
    for (const auto& difference : comparison.differences) {
      add("catalog", "row.differs", difference.table + " " + difference.key,
          "column " + difference.column + " holds " + difference.live + ", the entries give " +
              difference.rebuilt);
    }
    if (comparison.difference_count > comparison.differences.size()) {
      report_.problem_count += comparison.difference_count - comparison.differences.size();
    }
  } catch (const base::Fault& fault) {
    add("catalog", "catalog.unreadable", folders_.catalog().string(), fault.what());
  }

  // Published entries come from the log; those not published yet from the catalog itself, since
  // nothing else vouches for them.
  void rebuild_beside(const base::fs::path& file, catalog::Connection& live,
                      std::uint64_t live_count) {
    std::uint64_t next = 0;
    const std::uint64_t published = report_.entries;
    std::vector<std::string> ahead;
    std::size_t at = 0;
    catalog::rebuild(
        file,
        [&]() -> std::optional<std::string> {
          if (at == ahead.size()) {
            ahead.clear();
            at = 0;
            if (next < published) {
              const auto count = std::min<std::uint64_t>(256, published - next);
              log_.read_entries(next, count, [&](std::uint64_t, base::ByteView bytes) {
                ahead.emplace_back(base::as_text(bytes));
              });
            } else if (next < live_count) {
              ahead = catalog::entry_bytes_from(live, next, 256);
            }
            next += ahead.size();
          }
          if (at == ahead.size()) return std::nullopt;
          return std::move(ahead[at++]);
        },
        [&](std::uint64_t done) { progress("catalog", done, std::max(live_count, published)); });
  }

  const VerifyHouseOptions& options_;
  HouseFolders folders_;
  ledger::LogReader log_;
  std::mutex mutex_;
  HouseReport report_;
  std::map<std::string, Witnessed> witnessed_;
  std::vector<std::string> unknown_;
  std::optional<HouseSettings> settings_;
  KeysInUse keys_in_use_;
};

}  // namespace

HouseReport verify_house(const VerifyHouseOptions& options) { return Verification(options).run(); }

json::object json_of(const HouseReport& report) {
  json::array problems;
  for (const auto& problem : report.problems) {
    problems.push_back(json::object{{"part", problem.part},
                                    {"code", problem.code},
                                    {"place", problem.place},
                                    {"sentence", problem.sentence}});
  }
  return {{"format", "liuhen-verify/1"},
          {"sound", report.is_sound()},
          {"stopped", report.stopped},
          {"entries", report.entries},
          {"objects", report.objects},
          {"content_bytes", report.content_bytes},
          {"catalog_rows", report.catalog_rows},
          {"unpublished_entries", report.unpublished_entries},
          {"problem_count", report.problem_count},
          {"problems", std::move(problems)}};
}

}  // namespace liuhen::flows
