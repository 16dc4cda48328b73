// The inventory of an object's first version, byte by byte the same for the same order.
#pragma once

#include <string>

#include "vault/vault.h"

namespace liuhen::vault {

std::string content_name_of(const KeepOrder& order);  // "original.mp4", "original"
std::string first_inventory_text(const KeepOrder& order);
std::string sidecar_text(const base::Digest256& inventory_sha256);

}  // namespace liuhen::vault
