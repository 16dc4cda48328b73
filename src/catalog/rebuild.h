// The catalog made again from entries alone.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace liuhen::catalog {

// The bytes of the next entry, from index 0 on; nullopt after the last.
using EntrySource = std::function<std::optional<std::string>()>;
using RebuildProgress = std::function<void(std::uint64_t entries_done)>;

// Writes `new_file`, which must not exist, and gives the number of entries. When it returns, the
// file is durable; the caller puts it in the old one's place while no scribe runs. On a fault the
// file is of no use. Damaged names the first entry that cannot be projected.
std::uint64_t rebuild(const std::filesystem::path& new_file, const EntrySource& source,
                      const RebuildProgress& progress = {});

}  // namespace liuhen::catalog
