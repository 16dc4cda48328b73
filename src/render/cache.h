// RenderCache: derived copies on disk, outside the vault. Nothing here is evidence: any file, or
// the whole folder, may be thrown away at any moment and is made again when asked for. So nothing
// is synced; a file appears by rename, whole or not at all. Layout: <cache>/<last two hex of the
// record's id>/<record id>/<kind>. The last two, because version 7 ids begin with the time and
// would all fall into one folder. Any thread. Faults: the disk. A record id that is not a UUID is a
// bug of the caller (CHECK).
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "base/guarded.h"
#include "render/kinds.h"

namespace liuhen::render {

namespace fs = std::filesystem;

class RenderCache;

// A place for a file in the making, in the record's folder. Whatever was not published is removed.
class StagedCopy {
 public:
  StagedCopy(StagedCopy&& other) noexcept;
  StagedCopy& operator=(StagedCopy&&) = delete;
  ~StagedCopy();

  const fs::path& path() const { return path_; }
  DerivedKind kind() const { return kind_; }

  // Makes the file the record's copy of this kind. nullopt, and nothing is kept, when the record
  // was forgotten since staging (an erased record must not come back as a poster) or when the file
  // is not there.
  std::optional<fs::path> publish();

 private:
  friend class RenderCache;
  StagedCopy(RenderCache& cache, std::string record, DerivedKind kind, fs::path path,
             std::uint64_t age);

  RenderCache* cache_;
  std::string record_;
  DerivedKind kind_;
  fs::path path_;
  std::uint64_t age_;
};

class RenderCache {
 public:
  // Makes the folder, sweeps files left half made, and adds up the sizes.
  explicit RenderCache(fs::path folder);

  // Also notes the use (access time), for evict_to.
  std::optional<fs::path> find(const std::string& record, DerivedKind kind) const;
  StagedCopy stage(const std::string& record, DerivedKind kind);
  // Removes every copy of the record, and whatever is staged for it will not be published.
  void forget(const std::string& record);

  std::uint64_t size_bytes() const;
  // Removes the copies unused for longest until at most `limit_bytes` remain; gives bytes removed.
  std::uint64_t evict_to(std::uint64_t limit_bytes);

 private:
  friend class StagedCopy;
  struct State {
    std::uint64_t size_bytes = 0;
    std::map<std::string, std::uint64_t> forgotten;  // record → how often
  };

  fs::path folder_of(const std::string& record) const;
  std::optional<fs::path> publish(const StagedCopy& staged);

  fs::path folder_;
  base::Guarded<State> state_;
};

}  // namespace liuhen::render
