#include "flows/admin/rebuild_house.h"

#include <optional>
#include <string>
#include <vector>

#include "base/fault.h"
#include "base/log.h"
#include "catalog/catalog.h"
#include "catalog/entry_queries.h"
#include "catalog/rebuild.h"
#include "flows/house_settings.h"
#include "ledger/log_reader.h"
#include "model/entry.h"

namespace liuhen::flows {
namespace {

// What the old catalog holds beyond the log, if it can still be read: acknowledged, not yet
// published. Every one must be a well-formed entry.
std::vector<std::string> unpublished_entries(const HouseFolders& folders, std::uint64_t published) {
  std::vector<std::string> out;
  if (!base::fs::exists(folders.catalog())) return out;
  try {
    auto old = catalog::Catalog::open(folders.catalog());
    auto lease = old.read();
    for (;;) {
      auto some = catalog::entry_bytes_from(lease, published + out.size(), 256);
      if (some.empty()) return out;
      for (auto& bytes : some) {
        if (!model::entry_of(bytes)) return out;
        out.push_back(std::move(bytes));
      }
    }
  } catch (const base::Fault& fault) {
    base::log_line(base::LogLevel::warning, "rebuild.old_catalog_unreadable",
                   {{"detail", fault.what()}});
    return out;
  }
}

class Entries {
 public:
  Entries(const ledger::LogReader& log, std::uint64_t published, std::vector<std::string> more)
      : log_(log), published_(published), more_(std::move(more)) {}

  std::optional<std::string> next() {
    if (at_ == ahead_.size()) read_ahead();
    if (at_ == ahead_.size()) return std::nullopt;
    return std::move(ahead_[at_++]);
  }

 private:
  void read_ahead() {
    ahead_.clear();
    at_ = 0;
    if (next_ < published_) {
      const auto count = std::min<std::uint64_t>(256, published_ - next_);
      log_.read_entries(next_, count, [&](std::uint64_t, base::ByteView bytes) {
        ahead_.emplace_back(base::as_text(bytes));
      });
      next_ += ahead_.size();
    } else {
      ahead_ = std::exchange(more_, {});
    }
  }

  const ledger::LogReader& log_;
  std::uint64_t published_;
  std::uint64_t next_ = 0;
  std::vector<std::string> more_;
  std::vector<std::string> ahead_;
  std::size_t at_ = 0;
};

// A second name for the old database, so that the new one can take its place in one rename and no
// moment is without a catalog. Its write-ahead log was folded in when it was closed; what is left
// of it (a catalog that could not even be opened) is moved along.
base::fs::path put_aside(const HouseFolders& folders, const base::Clock& clock) {
  if (!base::fs::exists(folders.catalog())) return {};
  const base::fs::path aside =
      folders.root / ("catalog-before-rebuild-" + std::to_string(clock.now().ms) + ".db");
  base::fs::create_hard_link(folders.catalog(), aside);
  for (const char* suffix : {"-wal", "-shm"}) {
    const base::fs::path from = folders.catalog().string() + suffix;
    if (base::fs::exists(from)) base::rename_over(from, aside.string() + suffix);
  }
  base::sync_directory(folders.root);
  return aside;
}

}  // namespace

RebuiltHouse rebuild_house(
    const base::fs::path& data, const base::Clock& clock,
    const std::function<void(std::uint64_t done, std::uint64_t total)>& progress) {
  const HouseFolders folders{data};
  get_settings(folders);
  const base::FolderLock lock(data);
  const ledger::LogReader log(folders.log());
  const auto latest = log.latest();
  const std::uint64_t published = latest ? latest->checkpoint.size : 0;
  auto more = unpublished_entries(folders, published);
  const std::uint64_t total = published + more.size();

  RebuiltHouse result{total, more.size(), {}};
  const base::fs::path fresh = folders.root / "catalog-rebuilt.db";
  for (const char* suffix : {"", "-wal", "-shm"}) base::fs::remove(fresh.string() + suffix);
  Entries entries(log, published, std::move(more));
  catalog::rebuild(
      fresh, [&] { return entries.next(); }, [&](std::uint64_t done) { progress(done, total); });
  result.old_catalog = put_aside(folders, clock);
  base::rename_over(fresh, folders.catalog());
  base::sync_directory(folders.root);
  return result;
}

}  // namespace liuhen::flows
