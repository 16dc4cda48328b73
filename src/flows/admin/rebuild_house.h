// liuhen rebuild: the catalog made again from the log's entries, put in the place of the old one.
// The server must be stopped (folder lock). The old catalog is kept beside under a name with time.
#pragma once

#include <cstdint>
#include <functional>

#include "base/clock.h"
#include "base/disk.h"

namespace liuhen::flows {

struct RebuiltHouse {
  std::uint64_t entries = 0;
  // Entries that were durable in the old catalog but not published yet, carried over from it.
  std::uint64_t carried_over = 0;
  base::fs::path old_catalog;  // empty when there was none
};

RebuiltHouse rebuild_house(
    const base::fs::path& data, const base::Clock& clock,
    const std::function<void(std::uint64_t done, std::uint64_t total)>& progress);

}  // namespace liuhen::flows
