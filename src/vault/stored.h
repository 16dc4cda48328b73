// Reading an object of ours back from disk.
#pragma once

#include <optional>
#include <string>

#include "vault/vault.h"

namespace liuhen::vault {

// nullopt when there is no object. Damaged when its inventory or sidecar is not sound.
std::optional<StoredRecord> find_stored(const fs::path& root, const fs::path& object_path);
// The id of the inventory in `object`; nullopt when it cannot be read.
std::optional<std::string> find_object_id(const fs::path& object);
bool is_original_name(std::string_view logical_name);  // "original", "original.mp4"
// v1/content/original* below an object, finished or not.
std::optional<fs::path> find_original(const fs::path& object);

}  // namespace liuhen::vault
