#include "render/cache.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/check.h"
#include "base/disk.h"
#include "base/fault.h"
#include "base/random.h"
#include "base/text.h"

namespace liuhen::render {
namespace {

struct Kept {
  fs::path path;
  std::uint64_t size_bytes = 0;
  std::int64_t used_ns = 0;
};

std::optional<Kept> find_kept(const fs::path& path) {
  struct stat seen {};
  if (::lstat(path.c_str(), &seen) != 0 || !S_ISREG(seen.st_mode)) return std::nullopt;
  return Kept{path, static_cast<std::uint64_t>(seen.st_size),
              std::int64_t{seen.st_atim.tv_sec} * 1'000'000'000 + seen.st_atim.tv_nsec};
}

bool is_half_made(const fs::path& path) { return path.filename().string().starts_with('.'); }

// Files may vanish while we look: another thread forgets. That is no fault.
std::vector<Kept> all_files(const fs::path& folder) {
  std::vector<Kept> files;
  std::error_code error;
  auto place = fs::recursive_directory_iterator(folder, error);
  for (; !error && place != fs::recursive_directory_iterator(); place.increment(error)) {
    if (auto kept = find_kept(place->path())) files.push_back(std::move(*kept));
  }
  return files;
}

std::uint64_t size_of(const fs::path& path) {
  const auto kept = find_kept(path);
  return kept ? kept->size_bytes : 0;
}

void remove_quietly(const fs::path& path) {
  std::error_code error;
  fs::remove(path, error);
}

}  // namespace

StagedCopy::StagedCopy(RenderCache& cache, std::string record, DerivedKind kind, fs::path path,
                       std::uint64_t age)
    : cache_(&cache), record_(std::move(record)), kind_(kind), path_(std::move(path)), age_(age) {}

StagedCopy::StagedCopy(StagedCopy&& other) noexcept
    : cache_(other.cache_),
      record_(std::move(other.record_)),
      kind_(other.kind_),
      path_(std::exchange(other.path_, {})),
      age_(other.age_) {}

StagedCopy::~StagedCopy() {
  if (!path_.empty()) remove_quietly(path_);
}

std::optional<fs::path> StagedCopy::publish() {
  auto published = cache_->publish(*this);
  if (!published) remove_quietly(path_);
  path_.clear();
  return published;
}

RenderCache::RenderCache(fs::path folder) : folder_(std::move(folder)) {
  std::error_code error;
  fs::create_directories(folder_, error);
  if (error) base::throw_errno("making the cache folder " + folder_.string(), error.value());
  for (const Kept& kept : all_files(folder_)) {
    if (is_half_made(kept.path)) {
      remove_quietly(kept.path);
    } else {
      state_.with([&](State& state) { state.size_bytes += kept.size_bytes; });
    }
  }
}

fs::path RenderCache::folder_of(const std::string& record) const {
  CHECK(base::is_uuid(record));
  return folder_ / record.substr(record.size() - 2) / record;
}

std::optional<fs::path> RenderCache::find(const std::string& record, DerivedKind kind) const {
  const fs::path path = folder_of(record) / file_name_of(kind);
  const std::array<timespec, 2> used = {{{0, UTIME_NOW}, {0, UTIME_OMIT}}};
  if (::utimensat(AT_FDCWD, path.c_str(), used.data(), AT_SYMLINK_NOFOLLOW) != 0) {
    return std::nullopt;
  }
  return path;
}

StagedCopy RenderCache::stage(const std::string& record, DerivedKind kind) {
  const fs::path folder = folder_of(record);
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) base::throw_errno("making the cache folder " + folder.string(), error.value());
  const auto age = state_.with([&](const State& state) {
    const auto found = state.forgotten.find(record);
    return found == state.forgotten.end() ? 0 : found->second;
  });
  // The kind's name stays the end: pdftoppm adds ".jpg" by itself, and wants the rest.
  const std::string name =
      "." + base::hex_of(base::random_bytes(8)) + "." + std::string(file_name_of(kind));
  return {*this, record, kind, folder / name, age};
}

std::optional<fs::path> RenderCache::publish(const StagedCopy& staged) {
  const fs::path target = folder_of(staged.record_) / file_name_of(staged.kind_);
  return state_.with([&](State& state) -> std::optional<fs::path> {
    const auto forgotten = state.forgotten.find(staged.record_);
    if (forgotten != state.forgotten.end() && forgotten->second != staged.age_) return std::nullopt;
    const auto fresh = find_kept(staged.path_);
    if (!fresh) return std::nullopt;
    const std::uint64_t before = size_of(target);
    base::rename_over(staged.path_, target);
    state.size_bytes = state.size_bytes + fresh->size_bytes - std::min(before, state.size_bytes);
    return target;
  });
}

void RenderCache::forget(const std::string& record) {
  const fs::path folder = folder_of(record);
  state_.with([&](State& state) {
    state.forgotten[record] += 1;
    std::uint64_t removed = 0;
    for (const DerivedKind kind : kDerivedKinds) removed += size_of(folder / file_name_of(kind));
    std::error_code error;
    fs::remove_all(folder, error);
    if (error) base::throw_errno("removing derived copies in " + folder.string(), error.value());
    state.size_bytes -= std::min(removed, state.size_bytes);
  });
}

std::uint64_t RenderCache::size_bytes() const {
  return state_.with([](const State& state) { return state.size_bytes; });
}

std::uint64_t RenderCache::evict_to(std::uint64_t limit_bytes) {
  return state_.with([&](State& state) {
    auto files = all_files(folder_);
    std::erase_if(files, [](const Kept& kept) { return is_half_made(kept.path); });
    std::ranges::sort(files, {}, &Kept::used_ns);
    std::uint64_t total = 0;
    for (const Kept& kept : files) total += kept.size_bytes;
    std::uint64_t removed = 0;
    for (const Kept& kept : files) {
      if (total - removed <= limit_bytes) break;
      remove_quietly(kept.path);
      removed += kept.size_bytes;
    }
    state.size_bytes = total - removed;
    return removed;
  });
}

}  // namespace liuhen::render
